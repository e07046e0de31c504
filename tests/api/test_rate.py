"""What callers are told of their points, and what becomes of an operation when they are spent."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from exchange.app.exporting import Exporting
from exchange.app.http import Exchange
from exchange.export.model import Export
from exchange.settings import SettingRefused, Settings
from tests.api import purse
from tests.api.counter import Counter
from tests.api.office import Office
from tests.api.test_exports import NAMES, REQUEST
from tests.api.test_subscriptions import begun, subscribe
from tests.domain.test_bucket_stores import STILL, run

MODERN = {"accept": "application/graphql-response+json"}
CHEAP = "{ __typename }"
FIVE = "{ entities(first: 5) { nodes { uscc } } }"
RATE = "{ rateLimit { limit remaining resetAt cost } viewer { clientId } }"
SIZE = 60


def tight(settings: Settings, size: int = SIZE, rate: float = STILL) -> Settings:
    """Return settings with small buckets that fill slowly."""
    given = replace(settings, cost_public=size, cost_client=size, burst_public=size, burst_client=size)
    return replace(given, rate_public=rate, rate_client=rate)


@contextmanager
def serving(settings: Settings, host: str = "203.0.113.7") -> Iterator[TestClient]:
    """Serve one worker, asked from an address."""
    with TestClient(Exchange(settings), client=(host, 40_000)) as client:
        yield client


def post(client: TestClient, query: str, **headers: str) -> Any:
    """Send an operation."""
    return client.post("/graphql", json={"query": query}, headers=headers)


def told(answer: Any) -> tuple[int, int, int]:
    """Return what an answer tells of its cost: what it cost, the bucket's size, and what is left."""
    cost = answer.json()["extensions"]["cost"]
    assert cost.keys() == {"requested", "limit", "remaining", "resetAt"}
    assert cost["resetAt"].endswith("Z")
    return cost["requested"], cost["limit"], cost["remaining"]


def test_every_answer_tells_its_cost_and_what_is_left(settings: Settings) -> None:
    with serving(tight(settings)) as client:
        assert told(post(client, CHEAP)) == (1, SIZE, 59)
        assert told(post(client, FIVE)) == (5, SIZE, 54)
        assert told(post(client, "mutation { __typename }")) == (1, SIZE, 53)
        assert told(post(client, '{ node(id: "ent_nobody") { id } }')) == (1, SIZE, 52)


@pytest.mark.parametrize(
    ("query", "requested", "code"),
    [
        ("{ nothing }", 0, "GRAPHQL_VALIDATION_FAILED"),
        ("{ entities(first: 99) { nodes { uscc } } }", 99, "COST_EXCEEDED"),
        ("{ submissions { totalCount } }", 0, "UNAUTHENTICATED"),
        (7, 0, "BAD_REQUEST"),
    ],
)
def test_what_is_refused_costs_nothing_and_tells_so(settings: Settings, query: Any, requested: int, code: str) -> None:
    with serving(tight(settings)) as client:
        post(client, FIVE)
        refused = post(client, query)
        assert refused.json()["errors"][0]["extensions"]["code"] == code
        assert (told(refused), told(post(client, CHEAP))) == ((requested, SIZE, 55), (1, SIZE, 54))


def test_who_has_spent_his_points_is_told_when_to_come_again(settings: Settings) -> None:
    with serving(tight(settings, 10, rate=5.0)) as client:
        expected = time.time()
        refused = next(found for _ in range(100) if (found := post(client, FIVE)).status_code != 200)
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["extensions"]["code"], refused.json().keys()) == (
            429,
            "RATE_LIMITED",
            {"errors", "extensions"},
        )
        requested, size, left = told(refused)
        assert (requested, size, left < 5) == (5, 10, True)
        seconds = int(refused.headers["retry-after"])
        assert seconds in (1, 2)
        assert f"costs 5 points and {left} of 10 are left. Ask again in {seconds} s" in error["message"]
        full = datetime.fromisoformat(refused.json()["extensions"]["cost"]["resetAt"])
        assert full > datetime.fromtimestamp(expected, UTC)
        time.sleep(seconds)
        assert post(client, FIVE).status_code == 200


def test_a_refusal_has_its_status_in_both_media_types(settings: Settings) -> None:
    with serving(tight(settings, 5)) as client:
        assert [post(client, FIVE, **head).status_code for head in ({}, {}, MODERN)] == [200, 429, 429]


def test_the_field_says_what_the_answer_says(settings: Settings) -> None:
    with serving(tight(settings)) as client:
        post(client, FIVE)
        answer = post(client, RATE).json()
        field, cost = answer["data"]["rateLimit"], answer["extensions"]["cost"]
        assert (field["limit"], field["remaining"], field["cost"]) == (SIZE, 54, 1)
        assert (cost["limit"], cost["remaining"], cost["requested"]) == (SIZE, 54, 1)
        assert datetime.fromisoformat(field["resetAt"]) == datetime.fromisoformat(cost["resetAt"])


def test_a_known_plan_tells_what_is_left_now(settings: Settings) -> None:
    with serving(tight(settings)) as client:
        left = [post(client, RATE).json()["data"]["rateLimit"]["remaining"] for _ in range(3)]
    assert left == [59, 58, 57]


def test_a_program_is_told_too(at: Counter) -> None:
    answer = at.ask(at.of(at.bank), RATE)["data"]
    size = Settings().burst_client
    assert (answer["viewer"]["clientId"], answer["rateLimit"]["limit"]) == (at.bank.client_id, size)
    assert (answer["rateLimit"]["remaining"], answer["rateLimit"]["cost"]) == (size - 1, 1)


def test_two_workers_spend_one_bucket_to_the_last_point(settings: Settings) -> None:
    given = tight(settings, 300)
    with ExitStack() as stack, ThreadPoolExecutor(8) as pool:
        workers = [stack.enter_context(serving(given)) for _ in range(2)]
        statuses = list(pool.map(lambda n: post(workers[n % 2], CHEAP).status_code, range(500)))
        # What one worker holds still while the other is refused is spent by asking on.
        statuses += [post(worker, CHEAP).status_code for worker in workers for _ in range(100)]
    assert set(statuses) == {200, 429}
    assert statuses.count(200) == 300


def test_addresses_have_buckets_of_their_own(settings: Settings) -> None:
    with serving(tight(settings), "127.0.0.1") as client:
        spent = {
            address: told(post(client, FIVE, **{"x-forwarded-for": address}))[2]
            for address in ("203.0.113.7", "203.0.113.8", "2001:db8:1:2::7", "2001:db8:1:2::8", "2001:db8:1:3::7")
        }
        assert list(spent.values()) == [55, 55, 55, 50, 55]
        assert told(post(client, FIVE, **{"x-forwarded-for": "198.51.100.9, 203.0.113.7"}))[2] == 50


def test_no_address_is_written_down(database_url: str, settings: Settings) -> None:
    with serving(tight(settings)) as client:
        post(client, FIVE)
        (row,) = run(database_url, "SELECT * FROM rate_bucket")
    key = str(row[0])
    assert (key.startswith("address:"), len(key)) == (True, len("address:") + 24)
    assert "203.0.113.7" not in str(row)


def test_a_worker_that_stops_gives_back_what_it_holds(database_url: str, settings: Settings) -> None:
    with serving(tight(settings)) as client:
        post(client, FIVE)
    ((level,),) = run(database_url, "SELECT level FROM rate_bucket")
    assert level == pytest.approx(55, abs=0.01)


def test_a_subscription_is_paid_for_when_it_begins(settings: Settings) -> None:
    with serving(tight(settings, 150)) as client, begun(client) as session:
        subscribe(session, id_="1")
        subscribe(session, id_="2")
        refused = session.receive_json()
        assert (refused["id"], refused["type"]) == ("2", "error")
        assert refused["payload"][0]["extensions"]["code"] == "RATE_LIMITED"
        assert told(post(client, CHEAP))[2] < 75


def test_an_export_waits_for_points(office: Office) -> None:
    bank = office.program("BANK")
    asked = {"document": NAMES}
    assert office.ask(bank, REQUEST, asked)["requestExport"]["export"]["state"] == "WAITING"
    spent = purse.accounts(tight(office.settings, 5))
    # The request was paid from a larger bucket. What a smaller one lets stay of it, is spent.
    office.loop.run_until_complete(office.operations.purses.close())
    purses = office.operations.purses = purse.purses(office.settings)
    office.loop.run_until_complete(purses.pay(spent.known(bank), 5))
    worker = Exporting(office.engine, office.settings, office.operations, spent)
    office.loop.run_until_complete(worker.one())
    with office.engine.connect().execution_options(read_only=True) as connection:
        row = connection.execute(select(Export.state, Export.failure, Export.leased_until)).one()
    assert (row.state, row.failure) == ("RUNNING", None)
    assert row.leased_until > datetime.now(UTC)


def test_a_bucket_smaller_than_an_operation_stops_the_start(settings: Settings) -> None:
    with pytest.raises(SettingRefused, match="EXCHANGE_BURST_CLIENT is 4999"):
        Exchange(replace(settings, burst_client=4_999))
