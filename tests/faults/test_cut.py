"""Connections of the reader that the server ends: whenever that becomes known, the read is done on another one."""

import asyncio
from collections.abc import Iterator

import pytest

from exchange.db.postgresql import PostgresReader
from exchange.db.reading import open_reader
from exchange.settings import Settings
from tests.database.template import Templates
from tests.faults.stoppable import OTHERS, cut

ECHO = "SELECT textsend($1::text)"
OURS = f"{OTHERS} AND datname = current_database()"
ITS_PID = "SELECT int4send(pg_backend_pid())"
SLEEPS = "SELECT textsend(CASE WHEN pg_backend_pid() = $1::int THEN pg_sleep(60)::text ELSE 'another' END)"
ASLEEP = f"{OURS} AND wait_event = 'PgSleep'"
TURNS = range(4)
"""Turns of the event loop: what the server said last comes in one, the connection's end in a later one."""
small = pytest.mark.parametrize("small", [False, True], ids=["alone", "shared"])


@pytest.fixture
def url(templates: Templates) -> Iterator[str]:
    """Give the address of a database of the test's own."""
    if templates.missing:
        pytest.skip(f"PostgreSQL half NOT run: {templates.missing}")
    with templates.clone("postgresql") as address:
        yield address


async def opened(url: str) -> PostgresReader:
    """Open a reader with one connection of each kind."""
    reader = await open_reader(Settings(database_url=url, read_connections=1, shared_connections=1))
    assert isinstance(reader, PostgresReader)
    return reader


@small
@pytest.mark.parametrize("sql", [ECHO, f"{ECHO} -- anew"], ids=["prepared", "anew"])
@pytest.mark.parametrize("turns", TURNS)
def test_an_idle_connection_that_was_cut_is_replaced(url: str, small: bool, sql: str, turns: int) -> None:
    async def asked() -> bytes | None:
        reader = await opened(url)
        await reader.fetch(ECHO, ["before"], small=small)
        # This blocks the event loop: nothing of it is known yet.
        assert cut(url, OURS) == 1 + small
        for _ in range(turns):
            await asyncio.sleep(0)
        try:
            return await reader.fetch(sql, ["after"], small=small)
        finally:
            await reader.close()

    assert asyncio.run(asked()) == b"after"


@small
def test_a_read_under_way_on_a_connection_that_is_cut_is_done_once_more(url: str, small: bool) -> None:
    async def asked() -> bytes | None:
        reader = await opened(url)
        pid = int.from_bytes(await reader.fetch(ITS_PID, [], small=small) or b"")
        read = asyncio.ensure_future(reader.fetch(SLEEPS, [pid], small=small))
        try:
            while not await asyncio.to_thread(cut, url, ASLEEP):
                assert not read.done()
            return await read
        finally:
            await reader.close()

    assert asyncio.run(asked()) == b"another"
