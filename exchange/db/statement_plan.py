"""How the database would carry a statement out, whatever its values: its plan shows $1 or ?, no value of anybody's."""

import asyncio
import re
import sqlite3
from contextlib import closing

import asyncpg

from exchange.db.engine import address, database_url
from exchange.db.lost import FAILED
from exchange.db.postgresql import _MAY_BE
from exchange.db.row_security import READER
from exchange.settings import Settings

SECONDS = 30.0
"""Nobody waits for a plan, and who asks for one has a slow database."""
LINES = 200
"""Of a plan; what is longer is cut."""
GENERIC = "SET plan_cache_mode = force_generic_plan"
BY_KEYS = "SET enable_seqscan = off"
"""As statements are run that tell the database who asks."""
USES = re.compile(r"uses (\d+)")


class NoPlan(Exception):
    """The database gave no plan; the text is the kind of what it raised."""


async def statement_plan(settings: Settings, sql: str, *, names_caller: bool) -> list[str]:
    """Return the lines of the generic plan of a planned read, from a connection of its own. Raises NoPlan."""
    url = database_url(settings.database_url)
    try:
        async with asyncio.timeout(SECONDS):
            if url.get_backend_name() == "postgresql":
                connection = await asyncpg.connect(**address(url), server_settings={"jit": "off"})
                try:
                    return (await _postgresql(connection, sql, names_caller=names_caller))[:LINES]
                finally:
                    connection.terminate()
            return (await asyncio.to_thread(_sqlite, str(url.database), sql))[:LINES]
    except (*FAILED, sqlite3.Error) as error:
        raise NoPlan(type(error).__name__) from None


async def _postgresql(connection: asyncpg.Connection, sql: str, *, names_caller: bool) -> list[str]:
    if await connection.fetchval(_MAY_BE, READER):
        await connection.execute(f"SET ROLE {READER}")
    await connection.execute("; ".join([GENERIC, BY_KEYS] if names_caller else [GENERIC]))
    await connection.execute(f"PREPARE slow AS {sql}")
    taking = await connection.fetchval(
        "SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 'slow'"
    )
    given = f"({', '.join(['NULL'] * taking)})" if taking else ""
    return [row[0] for row in await connection.fetch(f"EXPLAIN EXECUTE slow{given}")]


def _sqlite(path: str, sql: str) -> list[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)) as connection:
        explained = f"EXPLAIN QUERY PLAN {sql}"
        try:
            rows = connection.execute(explained).fetchall()
        except sqlite3.ProgrammingError as error:
            # Only the database knows how many values a statement takes: it says so.
            taking = USES.search(str(error))
            if taking is None:
                raise
            rows = connection.execute(explained, [None] * int(taking[1])).fetchall()
    depths = {0: 0}
    return [f"{'  ' * depths.setdefault(id_, depths.get(parent, 0) + 1)}{detail}" for id_, parent, _, detail in rows]
