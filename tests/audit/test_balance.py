"""Whether a limited consent is used as often as it allows, however many ask at the same time."""

import asyncio
from collections import Counter

from sqlalchemy import Engine

from exchange.audit.balance import shared
from exchange.audit.model import AccessEntry
from exchange.audit.refusal import Exhausted
from tests.audit.log import access, balances, consents, consumed, count, under, write


def kinds(results: list[BaseException | None]) -> Counter[type]:
    """Count the results by their type."""
    return Counter(type(one) for one in results)


def test_a_one_time_consent_is_used_once(engine: Engine, database_url: str) -> None:
    consents(engine, once=1)

    assert write(database_url, under("once")) == [None]
    again = write(database_url, under("once"))

    assert kinds(again) == {Exhausted: 1}
    assert count(engine, AccessEntry) == 1
    assert balances(engine) == {"once": 0}
    assert consumed(engine) == [("once", "CONSUMED", "exchange")]


def test_an_operation_takes_one_fetch_however_many_subjects(engine: Engine, database_url: str) -> None:
    consents(engine, many=2)

    assert write(database_url, under("many", "many", "many")) == [None]

    assert balances(engine) == {"many": 1}
    assert count(engine, AccessEntry) == 3
    assert consumed(engine) == []


def test_twenty_at_once_get_the_five_fetches_there_are(engine: Engine, database_url: str) -> None:
    consents(engine, five=5)
    requests = [under("five") if number % 2 else [access(number)] for number in range(40)]

    results = write(database_url, *requests)

    assert kinds(results[::2]) == {type(None): 20}
    assert kinds(results[1::2]) == {type(None): 5, Exhausted: 15}
    assert count(engine, AccessEntry) == 25
    assert balances(engine) == {"five": 0}
    assert consumed(engine) == [("five", "CONSUMED", "exchange")]


def test_an_operation_gets_all_of_its_consents_or_none(engine: Engine, database_url: str) -> None:
    consents(engine, live=3, spent=0)

    results = write(database_url, under("live", "spent"))

    assert kinds(results) == {Exhausted: 1}
    assert count(engine, AccessEntry) == 0
    assert balances(engine) == {"live": 3, "spent": 0}
    assert consumed(engine) == []


def test_a_consent_without_a_balance_lets_nothing_out(engine: Engine, database_url: str) -> None:
    assert kinds(write(database_url, under("unheard-of"))) == {Exhausted: 1}
    assert count(engine, AccessEntry) == 0


def test_workers_that_share_consents_in_any_order_do_not_block_each_other(engine: Engine, database_url: str) -> None:
    consents(engine, **{f"c{number}": 60 for number in range(4)})
    orders = [("c0", "c1", "c2", "c3"), ("c3", "c2", "c1", "c0"), ("c2", "c0", "c3", "c1"), ("c1", "c3", "c0", "c2")]

    async def workers() -> list[list[BaseException | None]]:
        return await asyncio.gather(
            *(asyncio.to_thread(write, database_url, *(under(*order) for _ in range(20))) for order in orders)
        )

    results = [one for worker in asyncio.run(workers()) for one in worker]

    assert kinds(results) == {type(None): 60, Exhausted: 20}
    assert balances(engine) == {f"c{number}": 0 for number in range(4)}
    assert consumed(engine) == [(f"c{number}", "CONSUMED", "exchange") for number in range(4)]
    assert count(engine, AccessEntry) == 240


def test_who_comes_first_is_served_first() -> None:
    requests = [under("a", "b"), under("a"), under("b"), [access()], under("a")]

    assert shared(requests, {"a": 2, "b": 1}) == ([True, True, False, True, False], {"a": 2, "b": 1})
