"""The buckets that all workers share, on both databases; and what a worker does without them."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url

from exchange.app.account import Account
from exchange.app.purse import Purses
from exchange.rate.bucket import JUMP_SECONDS, Asking, Bucket, Lease, Limit, leased
from exchange.rate.lending import Lending
from exchange.rate.opening import open_lending
from exchange.rate.postgresql import PostgresStore
from exchange.rate.sqlite import SUFFIX, SqliteStore
from exchange.rate.store import Returned, Store, StoreAway
from resolvers.refusal import Refused

STILL = 0.0005
"""A rate at which no test sees a point flow in."""
LIMIT = Limit(STILL, 1_000)


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Store]:
    """Open a worker's way to the buckets."""
    store = open_lending(url).shared
    try:
        yield store
    finally:
        await store.close()


def run(url: str, statement: str) -> list[tuple[object, ...]]:
    """Run a statement on the buckets' table past the exchange; return its rows."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        with sqlite3.connect(f"{address.database}{SUFFIX}") as connection:
            found: list[tuple[object, ...]] = connection.execute(statement).fetchall()
        connection.close()
        return found
    with psycopg.connect(url, autocommit=True) as postgresql:
        cursor = postgresql.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def test_a_store_lends_as_the_arithmetic_says(database_url: str) -> None:
    chance = random.Random(7)  # noqa: S311 - the same steps in each run
    asked = [Asking(chance.randrange(90), chance.randrange(50), chance.randrange(40)) for _ in range(300)]

    async def lent() -> list[tuple[int, float]]:
        async with opened(database_url) as store:
            return [await store.take("a", LIMIT, asking) for asking in asked]

    bucket: Bucket | None = None
    for asking, (granted, left) in zip(asked, asyncio.run(lent()), strict=True):
        bucket, lease = leased(bucket, LIMIT, 0.0, asking)
        assert granted == lease.granted
        assert left == pytest.approx(lease.left, abs=0.4)


def test_workers_that_ask_at_once_get_no_more_than_there_is(database_url: str) -> None:
    async def lent() -> list[int]:
        async with AsyncExitStack() as stack:
            stores = [await stack.enter_async_context(opened(database_url)) for _ in range(4)]
            asked = (stores[n % 4].take("a", LIMIT, Asking(7)) for n in range(200))
            return [lease.granted for lease in await asyncio.gather(*asked)]

    granted = asyncio.run(lent())
    assert LIMIT.size - 7 < sum(granted) <= LIMIT.size
    assert 0 in granted


def test_what_is_given_back_is_there_again_but_never_more_than_the_bucket_holds(database_url: str) -> None:
    async def left() -> list[float]:
        async with opened(database_url) as store:
            await store.take("a", LIMIT, Asking(600))
            await store.give([Returned("a", LIMIT.size, 100), Returned("nobody's", LIMIT.size, 5)])
            some = await store.take("a", LIMIT, Asking(0, held=LIMIT.size))
            await store.give([Returned("a", LIMIT.size, 5_000)])
            return [some.left, (await store.take("a", LIMIT, Asking(0, held=LIMIT.size))).left]

    assert asyncio.run(left()) == [pytest.approx(500, abs=0.4), LIMIT.size]


@pytest.mark.parametrize(
    ("ahead", "most"),
    [(-60.0, 125), (JUMP_SECONDS / 2, 0), (1_000.0, 0)],
    ids=["time has passed", "the clock went back a little", "the clock went back far"],
)
def test_a_clock_that_goes_back_gives_nothing(database_url: str, ahead: float, most: int) -> None:
    limit = Limit(100.0, 1_000)

    async def lent() -> int:
        async with opened(database_url) as store:
            await store.take("a", limit, Asking(1_000))
            run(database_url, f"UPDATE rate_bucket SET level = 0, at = at + {ahead}")  # noqa: S608
            return (await store.take("a", limit, Asking())).granted

    assert asyncio.run(lent()) == most


def test_a_bucket_that_is_full_again_is_swept(database_url: str) -> None:
    async def swept() -> list[int]:
        async with opened(database_url) as store:
            for key in ("a", "b"):
                await store.take(key, LIMIT, Asking(1))
            run(database_url, "UPDATE rate_bucket SET at = at - 100 WHERE key = 'a'")
            return [await store.sweep(1_000), await store.sweep(50)]

    assert asyncio.run(swept()) == [0, 1]
    assert run(database_url, "SELECT key FROM rate_bucket") == [("b",)]


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    database = str(tmp_path / "exchange.sqlite")
    Path(database + SUFFIX).write_bytes(b"no database " * 1_000)

    async def lent() -> int:
        store = SqliteStore(database)
        with pytest.raises(StoreAway):
            await store.take("a", LIMIT, Asking(7))
        lease = await store.take("a", LIMIT, Asking(200))
        await store.close()
        return lease.granted

    assert asyncio.run(lent()) == 200


class Counted(Store):
    """Counts what is asked of a store."""

    def __init__(self, inner: Store) -> None:
        self.inner, self.asked = inner, 0

    async def take(self, key: str, limit: Limit, asking: Asking) -> Lease:
        self.asked += 1
        return await self.inner.take(key, limit, asking)

    async def give(self, returned: Sequence[Returned]) -> None:
        self.asked += 1
        await self.inner.give(returned)

    async def sweep(self, seconds: float) -> int:
        return await self.inner.sweep(seconds)

    async def close(self) -> None:
        await self.inner.close()


NOWHERE = URL.create("postgresql", "nobody", host="127.0.0.1", port=1, database="nowhere")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_without_the_shared_buckets_a_worker_goes_on_with_its_own(kind: str, tmp_path: Path) -> None:
    async def paid() -> tuple[int, int, str]:
        away = SqliteStore(str(tmp_path / "no folder" / "x")) if kind == "sqlite" else PostgresStore(NOWHERE)
        shared = Counted(away)
        purses = Purses(Lending(shared))
        answered, refused = 0, ""
        while not refused:
            try:
                await purses.pay(Account("a", LIMIT), 1)
                answered += 1
            except Refused as error:
                refused = str(error)
        await purses.close()
        return answered, shared.asked, refused

    answered, asked, refused = asyncio.run(paid())
    assert (answered, asked) == (LIMIT.size, 1)
    assert refused.startswith("The operation costs 1 points and 0 of 1000 are left.")


def test_a_thousand_operations_take_a_handful_of_statements(database_url: str) -> None:
    limit = Limit(0.05, 100_000)

    async def asked() -> int:
        shared = Counted(open_lending(database_url).shared)
        purses = Purses(Lending(shared))
        for _ in range(1_000):
            await purses.pay(Account("a", limit), 5)
        await purses.close()
        return shared.asked

    assert asyncio.run(asked()) <= 6
    ((level,),) = run(database_url, "SELECT level FROM rate_bucket")
    assert level == pytest.approx(95_000, abs=0.4)


def test_an_operation_that_is_begun_anew_pays_once(database_url: str) -> None:
    async def left() -> tuple[int, int]:
        purses = Purses(open_lending(database_url))
        one, next_ = Account("a", LIMIT), Account("a", LIMIT)
        for account in (one, one, next_):
            await purses.pay(account, 10)
        await purses.close()
        assert one.bill is not None
        assert next_.bill is not None
        return one.bill.remaining, next_.bill.remaining

    assert asyncio.run(left()) == (990, 980)
