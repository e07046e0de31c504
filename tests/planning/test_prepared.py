"""A statement is prepared for good when it comes again: what comes once leaves nothing at the server."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

import asyncpg
import pytest
from sqlalchemy import Engine, make_url

from exchange.db.engine import address
from exchange.db.line import PREPARED, Line
from exchange.settings import Settings

NAMES = "SELECT array_agg(statement ORDER BY prepare_time) FROM pg_prepared_statements WHERE statement !~ 'pg_prepared'"
ONE, OTHER = "SELECT 'one'::text", "SELECT $1::text"


@pytest.fixture
def url(engine: Engine, settings: Settings) -> str:
    if engine.dialect.name != "postgresql":
        pytest.skip("SQLite keeps statements by itself")
    return settings.database_url


def asked(url: str, reads: Iterable[tuple[str, Sequence[Any]]]) -> tuple[list[Any], list[str]]:
    """Return what a new connection answers, and which statements it has prepared then."""

    async def asking() -> tuple[list[Any], list[str]]:
        connection = await asyncpg.connect(**address(make_url(url)))
        try:
            line = Line(connection)
            answers = [await line.fetch(sql, values, None) for sql, values in reads]
            return answers, await connection.fetchval(NAMES) or []
        finally:
            await connection.close()

    return asyncio.run(asking())


def test_what_comes_once_leaves_nothing(url: str) -> None:
    answers, prepared = asked(url, [(ONE, []), (OTHER, ["other"])])
    assert answers == ["one", "other"]
    assert prepared == []


def test_what_comes_again_stays(url: str) -> None:
    reads: list[tuple[str, Sequence[Any]]] = [(ONE, []), (OTHER, ["a"]), (OTHER, ["b"]), (ONE, []), (OTHER, ["c"])]
    answers, prepared = asked(url, reads)
    assert answers == ["one", "a", "b", "one", "c"]
    assert prepared == [OTHER, ONE]


def test_what_came_long_ago_is_new(url: str) -> None:
    others: list[tuple[str, Sequence[Any]]] = [(f"SELECT '{n}'::text", []) for n in range(PREPARED)]
    _, prepared = asked(url, [(ONE, []), *others, (ONE, [])])
    assert prepared == []


def test_reads_that_share_a_round_trip_are_prepared_when_they_come_again(url: str) -> None:
    async def sharing() -> tuple[list[Any], list[str]]:
        connection = await asyncpg.connect(**address(make_url(url)))
        try:
            line = Line(connection)
            answers = [await line.many(OTHER, [["a"], ["b"]]) for _ in range(3)]
            return answers, await connection.fetchval(NAMES)
        finally:
            await connection.close()

    answers, prepared = asyncio.run(sharing())
    assert answers == [["a", "b"]] * 3
    assert len(prepared) == 2
