"""Reads on PostgreSQL: asyncpg connections on a stack, the hottest on top, statements prepared on each."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Self

import asyncpg
from asyncpg.prepared_stmt import PreparedStatement
from sqlalchemy import URL

from exchange.db.engine import address
from exchange.db.reader import BadValue, Reader, ReadTimeout, ReadUnavailable
from exchange.db.row_security import CALLER, READER
from exchange.settings import Settings

PREPARED = 500
"""Statements kept prepared on one connection."""
_MAY_BE = (
    "SELECT pg_has_role(oid, 'MEMBER') AND has_table_privilege(oid, to_regclass('entity'), 'SELECT') FROM pg_roles "
    "WHERE rolname = $1"
)
GENERIC = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off"
"""Through the door rows are found by their keys, whatever the values: planning anew costs ten times the reading, and a
plan made while a table was empty must not stay."""
LOST = (OSError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError, asyncpg.CannotConnectNowError)


class _Line:
    """A connection with its prepared statements, the least recently prepared one dropped first."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self.prepared: OrderedDict[str, PreparedStatement] = OrderedDict()

    async def fetch(self, sql: str, values: Sequence[Any], caller: str | None) -> bytes | None:
        """Return the statement's value; with a caller, in a transaction that says who it is."""
        if caller is None:
            statement = self.prepared.get(sql) or await self.prepare(sql)
            return await statement.fetchval(*values)  # type: ignore[no-any-return]
        said = caller.replace("'", "''")
        # One message to the server: the simple protocol takes both, but no parameters.
        await self.connection.execute(f"BEGIN; {GENERIC}; SELECT set_config('{CALLER}', '{said}', true)")
        try:
            return await self.fetch(sql, values, None)
        finally:
            await self.connection.execute("COMMIT")

    async def prepare(self, sql: str) -> PreparedStatement:
        """Prepare a statement and remember it."""
        statement = self.prepared[sql] = await self.connection.prepare(sql)
        if len(self.prepared) > PREPARED:
            self.prepared.popitem(last=False)
        return statement


class PostgresReader(Reader):
    """At most `read_connections` statements at once; further ones wait for a connection."""

    def __init__(self, url: URL, settings: Settings) -> None:
        self._address = address(url)
        self._seconds = settings.statement_seconds
        self._free: list[_Line | None] = [None] * settings.read_connections
        self._gate = asyncio.Semaphore(settings.read_connections)

    @classmethod
    async def open(cls, url: URL, settings: Settings) -> Self:
        """Make the reader with a first connection, so that a wrong address shows at the start."""
        reader = cls(url, settings)
        reader._free[-1] = await reader._connect()
        return reader

    async def fetch(self, sql: str, values: Sequence[Any], caller: str | None = None) -> bytes | None:
        """Return the statement's value; a lost connection is replaced and the read done once more."""
        await self._gate.acquire()
        line = self._free.pop()
        try:
            line = line or await self._connect()
            try:
                return await line.fetch(sql, values, caller)
            except LOST:
                line = await self._connect()
                return await line.fetch(sql, values, caller)
        except asyncpg.QueryCanceledError:
            raise ReadTimeout(f"The read took longer than {self._seconds:g} s. Ask for less.") from None
        except (asyncpg.DataError, asyncpg.CharacterNotInRepertoireError):
            raise BadValue("A value can't be stored by the database, so no row can have it.") from None
        except LOST:
            line = None
            raise ReadUnavailable from None
        finally:
            self._free.append(line)
            self._gate.release()

    async def close(self) -> None:
        """Close all connections."""
        for line in self._free:
            if line is not None:
                await line.connection.close()
        self._free = [None] * len(self._free)

    async def _connect(self) -> _Line:
        options = {
            "timezone": "UTC",
            "default_transaction_read_only": "on",
            "default_transaction_isolation": "repeatable read",
            "statement_timeout": str(int(self._seconds * 1000)),
            "jit": "off",
        }
        try:
            connection = await asyncpg.connect(**self._address, server_settings=options)
            try:
                if await connection.fetchval(_MAY_BE, READER):
                    await connection.execute(f"SET ROLE {READER}")
            except BaseException:
                # Also where whoever asked doesn't wait any more: nobody would ever close it.
                connection.terminate()
                raise
        except (OSError, asyncpg.PostgresError, TimeoutError):
            raise ReadUnavailable from None
        return _Line(connection)
