"""Reads that wait share a round trip: each has its own answer and its own error, and callers may leave."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Engine

from auth.principal import ANONYMOUS
from exchange.db.postgresql import PostgresReader
from exchange.db.reader import BadValue, ReadTimeout, ReadUnavailable
from exchange.db.reading import open_reader
from exchange.db.sharing import Carrier, Sharing, together
from exchange.settings import Settings
from resolvers.planner import Planner
from tests.planning.data import USCCS

ONE = "query One($uscc: USCC!) { entity(uscc: $uscc) { uscc name records(first: 3) { nodes { id documentNumber } } } }"


class Counting:
    """Carries as the reader's connections do, and notes how many reads each round trip had."""

    def __init__(self, carrier: Carrier, trips: list[int]) -> None:
        self.carrier, self.trips = carrier, trips

    async def one(self, sql: str, values: Sequence[Any]) -> bytes | None:
        self.trips.append(1)
        return await self.carrier.one(sql, values)

    async def many(self, sql: str, values: Sequence[Sequence[Any]]) -> list[bytes | None]:
        self.trips.append(len(values))
        return await self.carrier.many(sql, values)


async def counted(settings: Settings) -> tuple[PostgresReader, list[int]]:
    """Open a reader whose shared round trips are noted."""
    reader = await open_reader(settings)
    assert isinstance(reader, PostgresReader)
    trips: list[int] = []
    reader._sharing = Sharing([Counting(slot, trips) for slot in reader._carriers])
    return reader, trips


@pytest.fixture
def postgresql(filled: Engine) -> None:
    """Leave out SQLite, which is read without round trips."""
    if filled.dialect.name != "postgresql":
        pytest.skip("SQLite has no round trips to share")


@pytest.mark.usefixtures("postgresql")
def test_reads_that_come_together_go_together_and_each_gets_its_own_answer(
    settings: Settings, planner_: Planner
) -> None:
    planned = [planner_.plan(ONE, None, {"uscc": uscc}, ANONYMOUS) for uscc in USCCS]
    values = [one.plan.values(one.binds) for one in planned]
    plan = planned[0].plan
    assert plan.small

    async def asked() -> tuple[list[bytes | None], list[bytes | None], list[int]]:
        reader, trips = await counted(settings)
        alone = [await reader.fetch(plan.sql, each) for each in values]
        shared = await asyncio.gather(*(reader.fetch(plan.sql, each, small=True) for each in values))
        await reader.close()
        return alone, list(shared), trips

    alone, shared, trips = asyncio.run(asked())
    assert shared == alone
    assert len(set(shared)) == len(USCCS)
    assert trips == [len(USCCS)]


@pytest.mark.usefixtures("postgresql")
def test_a_round_trip_has_a_limit_and_the_rest_goes_next(settings: Settings) -> None:
    async def asked() -> tuple[list[bytes | None], list[int]]:
        reader, trips = await counted(settings)
        answers = await asyncio.gather(
            *(reader.fetch("SELECT textsend($1::text)", [str(n)], small=True) for n in range(150))
        )
        await reader.close()
        return list(answers), trips

    answers, trips = asyncio.run(asked())
    assert answers == [str(n).encode() for n in range(150)]
    assert trips == [64, 64, 22]


@pytest.mark.usefixtures("postgresql")
def test_one_bad_value_is_its_own_callers_only(settings: Settings) -> None:
    async def asked() -> list[Any]:
        reader, _ = await counted(settings)
        reads = (reader.fetch("SELECT textsend($1::text)", [text], small=True) for text in ("a", "b\0", "c"))
        answers = await asyncio.gather(*reads, return_exceptions=True)
        await reader.close()
        return answers

    first, bad, last = asyncio.run(asked())
    assert (first, last) == (b"a", b"c")
    assert isinstance(bad, BadValue)


@pytest.mark.usefixtures("postgresql")
def test_a_caller_who_leaves_takes_nobodys_answer_along(settings: Settings) -> None:
    async def asked() -> list[Any]:
        reader, trips = await counted(settings)
        reads = [asyncio.ensure_future(reader.fetch("SELECT textsend($1::text)", [t], small=True)) for t in "abc"]
        await asyncio.sleep(0)
        reads[1].cancel()
        answers = await asyncio.gather(*reads, return_exceptions=True)
        again = await reader.fetch("SELECT textsend($1::text)", ["d"], small=True)
        await reader.close()
        return [*answers, again, trips]

    first, left, last, again, trips = asyncio.run(asked())
    assert (first, last, again) == (b"a", b"c", b"d")
    assert isinstance(left, asyncio.CancelledError)
    assert trips == [2, 1]


@pytest.mark.usefixtures("postgresql")
def test_other_statements_do_not_wait_for_a_slow_one(settings: Settings) -> None:
    async def asked() -> list[bytes | None]:
        reader, _ = await counted(settings)
        done: list[bytes | None] = []

        async def ask(sql: str, value: str) -> None:
            done.append(await reader.fetch(sql, [value], small=True))

        slow = asyncio.ensure_future(ask("SELECT textsend($1::text) FROM pg_sleep(0.2)", "slow"))
        await asyncio.sleep(0)
        await ask("SELECT textsend($1::text)", "fast")
        await slow
        await reader.close()
        return done

    assert asyncio.run(asked()) == [b"fast", b"slow"]


@pytest.mark.parametrize("error", [ReadTimeout("late"), ReadUnavailable()])
def test_what_fails_the_whole_round_trip_is_not_asked_again_for_each(error: Exception) -> None:
    class Broken:
        asked = 0

        async def one(self, sql: str, values: Sequence[Any]) -> bytes | None:
            raise AssertionError

        async def many(self, sql: str, values: Sequence[Sequence[Any]]) -> list[bytes | None]:
            self.asked += 1
            raise error

    async def asked(carrier: Carrier) -> list[Any]:
        sharing = Sharing([carrier])
        return await asyncio.gather(*(sharing.fetch("", [n]) for n in range(3)), return_exceptions=True)

    broken = Broken()
    assert asyncio.run(asked(broken)) == [error] * 3
    assert broken.asked == 1


def test_a_constant_text_that_looks_like_a_parameter_stays() -> None:
    shared = together("SELECT 'it''s $1' || $1 || $2", ["text", "int4"])
    assert shared == (
        "SELECT (SELECT 'it''s $1' || read_.v1 || read_.v2) FROM unnest($1::text[], $2::int4[]) AS read_(v1, v2)"
    )
