"""What an exchange counts of itself, and that the numbers of several workers are one."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.app.metrics import reporting
from exchange.app.metrics.board import Page
from exchange.app.metrics.exposition import listen
from exchange.db.observed import ObservedReader
from exchange.settings import SettingRefused, Settings
from exchange.telemetry import naming
from exchange.telemetry.metric import METRICS, OPERATIONS
from exchange.telemetry.tally import Tally
from tests.api.conftest import ask
from tests.api.counter import FILE, Counter, counter
from tests.api.scraped import Samples, awaited, samples, text
from tests.planning.data import USCCS, fill

NAME = "query Named($uscc: USCC!) { entity(uscc: $uscc) { name } }"
HASH = hashlib.sha256(NAME.encode()).hexdigest()[:12]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of the workers' numbers, which are reported at once."""
    monkeypatch.setattr(reporting, "SECONDS", 0.02)
    monkeypatch.setattr(reporting, "LAGS_SECONDS", 0.0)
    monkeypatch.setattr(naming, "SEEN", 1)
    return tmp_path


@pytest.fixture
def watched(small_registry: None, engine: Engine, settings: Settings, folder: Path) -> Iterator[TestClient]:
    """A client of an exchange that counts."""
    with engine.begin() as connection:
        fill(connection)
    exchange = Exchange(replace(settings, metrics_folder=str(folder)))
    with TestClient(exchange, base_url="http://127.0.0.1:8000") as connected:
        yield connected


def operations(found: Samples) -> dict[tuple[str, ...], float]:
    return found.get("exchange_operations_total", {})


def test_operations_are_counted_by_hash_kind_caller_and_outcome(watched: TestClient, folder: Path) -> None:
    for uscc in USCCS[:3]:
        ask(watched, NAME, {"uscc": uscc})
    ask(watched, "{ nothing }")
    ask(watched, "{ consents { totalCount } }")
    watched.post("/graphql", json={"query": NAME}, headers={"authorization": "Bearer nonsense"})
    found = awaited(lambda: text(folder), lambda samples: sum(operations(samples).values()) == 6)

    forbidden = hashlib.sha256(b"{ consents { totalCount } }").hexdigest()[:12]
    assert operations(found) == {
        (HASH, "query", "public", "200", "OK"): 3,
        ("none", "none", "public", "200", "GRAPHQL_VALIDATION_FAILED"): 1,
        (forbidden, "query", "public", "200", "UNAUTHENTICATED"): 1,
        ("none", "none", "unknown", "401", "UNAUTHENTICATED"): 1,
    }
    assert found["exchange_operation_seconds_count"][HASH, "query"] == 3
    assert found["exchange_plans_total"] == {("made",): 1, ("remembered",): 3}
    assert found["exchange_plan_seconds_count"] == {(): 1}
    assert found["exchange_token_checks_total"] == {(): 1}


def test_documents_that_differ_in_literals_are_one_operation(watched: TestClient, folder: Path) -> None:
    for uscc in USCCS[:3]:
        ask(watched, f'{{ entity(uscc: "{uscc}") {{ name }} }}')
    found = awaited(lambda: text(folder), lambda samples: sum(operations(samples).values()) == 3)

    assert list(operations(found).values()) == [3]


def test_statements_are_counted_with_their_bytes(watched: TestClient, folder: Path) -> None:
    answer = watched.post("/graphql", json={"query": NAME, "variables": {"uscc": USCCS[0]}})
    found = awaited(lambda: text(folder), lambda samples: sum(operations(samples).values()) == 1)

    assert found["exchange_statement_seconds_count"]["planned",] == 1
    assert found["exchange_statement_bytes_total"][()] == answer.content.index(b',"extensions":') - len('{"data":')
    assert found["exchange_statement_seconds_bucket"]["planned", "+Inf"] == 1


def test_what_a_worker_has_shows(watched: TestClient, folder: Path) -> None:
    found = awaited(lambda: text(folder), lambda samples: "exchange_event_loop_lag_seconds_count" in samples)

    assert found["exchange_workers"] == {(): 1}
    assert found["exchange_read_connections"][()] > 0
    assert found["exchange_read_waiting"] == {(): 0}
    assert found["exchange_worker_resident_bytes"][str(os.getpid()),] > 50_000_000
    assert found["exchange_event_loop_lag_seconds_count"][()] > 0
    assert list(found["exchange_build_info"].values()) == [1]
    assert found["exchange_unsealed_entries"] == {(): 0}


@pytest.fixture
def door(small_registry: None, engine: Engine, settings: Settings, folder: Path) -> Iterator[Counter]:
    """The counter of an exchange that counts."""
    found = counter(engine, replace(settings, metrics_folder=str(folder)))
    with found.desk.http:
        yield found


def test_what_passes_the_door_shows_in_the_log_s_metrics(door: Counter, folder: Path) -> None:
    door.desk.user("zhang.san", USCCS[1])
    user = door.signed_in("zhang.san")
    consent = door.consent(user)
    assert door.fetch(consent)
    found = awaited(lambda: text(folder), lambda samples: samples.get("exchange_unsealed_entries", {}).get(()) == 1)

    assert found["exchange_access_log_entries_total"] == {(): 1}
    assert found["exchange_access_log_batch_seconds_count"] == {(): 1}
    assert 0 <= found["exchange_sealing_lag_seconds"][()] < 600
    file = hashlib.sha256(FILE.encode()).hexdigest()[:12]
    assert operations(found)[file, "query", "client", "200", "OK"] == 1
    mutations = {labels[2]: count for labels, count in operations(found).items() if labels[1] == "mutation"}
    assert mutations == {"client": 1, "person": 1}
    assert found["exchange_statement_seconds_count"]["engine",] > 0
    door.seal()
    assert awaited(lambda: text(folder), lambda samples: samples["exchange_unsealed_entries"][()] == 0)


WORKER = """
import sys
from pathlib import Path
from exchange.app.metrics.board import Page
from exchange.telemetry.tally import Snapshot
page = Page(Path(sys.argv[1]))
page.write(Snapshot(
    [("exchange_plans_total", ("made",), 2)],
    [("exchange_plan_seconds", (), [0] * 13 + [1], 9.5)],
    [("exchange_workers", (), 1), ("exchange_unsealed_entries", (), 7)],
))
print("written", flush=True)
sys.stdin.read()
"""


def test_a_killed_worker_s_counters_stay_and_its_gauges_go(tmp_path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    try:
        assert [process.stdout.readline() for process in started if process.stdout] == [b"written\n"] * 2
        both = samples(text(tmp_path))
        started[0].send_signal(signal.SIGKILL)
        started[0].wait()
        one = samples(text(tmp_path))
        again = samples(text(tmp_path))
        started[1].send_signal(signal.SIGKILL)
        started[1].wait()
        none = samples(text(tmp_path))
    finally:
        for process in started:
            process.kill()
            process.communicate()

    for found in (both, one, again, none):
        assert found["exchange_plans_total"] == {("made",): 4}
        assert (found["exchange_plan_seconds_count"], found["exchange_plan_seconds_sum"]) == ({(): 2}, {(): 19})
    assert (both["exchange_workers"], both["exchange_unsealed_entries"]) == ({(): 2}, {(): 7})
    assert one["exchange_workers"] == again["exchange_workers"] == {(): 1}
    assert "exchange_workers" not in none
    assert [path.name for path in tmp_path.iterdir()] == ["gone.json"]


def test_a_flood_of_documents_makes_no_flood_of_series(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(naming, "NAMED", 2)
    names = naming.Names()
    busy = [names.label("busy") for _ in range(naming.SEEN + 1)]
    flood = {names.label(f"{number}") for number in range(5_000)}
    assert (busy[0], busy[-1], flood) == ("other", "busy", {"other"})
    for name in ("b", "busy", "c"):
        labels = [names.label(name) for _ in range(naming.SEEN)]
        assert labels[-1] == name
    assert names.dropped == ["b"]


def test_a_dropped_name_takes_its_series_along() -> None:
    tally = Tally()
    for name in ("kept", "dropped"):
        tally.add(OPERATIONS, (name, "query"))
    tally.forget("dropped")

    assert [labels for _name, labels, _value in tally.snapshot([]).counters] == [("kept", "query")]


@pytest.mark.parametrize("address", ["9100", "127.0.0.1:none", "127.0.0.1:99999999", "nowhere.invalid:80"])
def test_an_address_that_cannot_be_listened_on_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingRefused, match="EXCHANGE_METRICS_ADDRESS"):
        listen(address, tmp_path)


def test_an_exchange_that_is_not_watched_measures_nothing(client: TestClient, exchange: Exchange) -> None:
    assert exchange.graphql is not None
    assert exchange.graphql.observer is None
    assert not isinstance(exchange.operations.reader, ObservedReader)


def test_every_metric_is_in_the_operators_page() -> None:
    page: Any = (Path(__file__).parents[2] / "docs" / "operations.md").read_text()
    assert len(METRICS) > 20
    assert [name for name in METRICS if f"`{name}`" not in page] == []


def test_a_page_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    page = Page(tmp_path)
    assert samples(text(tmp_path)) == {}
    page.write(Tally().snapshot([("exchange_workers", (), 1)]))
    assert samples(text(tmp_path))["exchange_workers"] == {(): 1}
    page.close()


def test_a_subscription_is_counted_when_it_ends(watched: TestClient, folder: Path) -> None:
    with watched.websocket_connect("/graphql", ["graphql-transport-ws"]) as session:
        session.send_json({"type": "connection_init"})
        assert session.receive_json() == {"type": "connection_ack"}
        for id_, query in (("a", "subscription { changes { type } }"), ("b", "{ viewer { clientId } }")):
            session.send_json({"id": id_, "type": "subscribe", "payload": {"query": query}})
        assert session.receive_json()["type"] == "error"
        running = awaited(lambda: text(folder), lambda samples: samples.get("exchange_subscriptions") == {(): 1})
        assert running["exchange_sockets"] == {("idle",): 0, ("subscribed",): 1}
    found = awaited(lambda: text(folder), lambda samples: sum(operations(samples).values()) == 2)

    assert {labels[1:]: count for labels, count in operations(found).items()} == {
        ("subscription", "public", "101", "OK"): 1,
        ("query", "public", "101", "NOT_A_SUBSCRIPTION"): 1,
    }
    assert found["exchange_sockets"] == {("idle",): 0, ("subscribed",): 0}
