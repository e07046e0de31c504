"""One asyncpg connection that reads, with the statements that are prepared on it."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import asyncpg
from asyncpg.prepared_stmt import PreparedStatement

from exchange.db.row_security import CALLER
from exchange.db.sharing import together

PREPARED = 250
"""Statements kept prepared on one connection, 65 KB each at the server; of as many it is known that they were asked
once."""
BY_KEY = {"plan_cache_mode": "force_generic_plan", "enable_seqscan": "off"}
"""Through the door, and where reads share a round trip, rows are found by their keys whatever the values: planning anew
costs ten times the reading, and a plan made while a table was empty must not stay."""
GENERIC = "; ".join(f"SET LOCAL {name} = {value}" for name, value in BY_KEY.items())


class Line:
    """A connection. Of its prepared statements the least recently prepared one is dropped first."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self.prepared: OrderedDict[str, PreparedStatement] = OrderedDict()
        self._once: OrderedDict[int, None] = OrderedDict()
        """The hashes of statements that were asked once."""
        self._together: dict[str, str] = {}
        """Statements that answer many reads, by the prepared statement of one."""

    async def fetch(self, sql: str, values: Sequence[Any], caller: str | None) -> bytes | None:
        """Return the statement's value; with a caller, in a transaction that says who it is."""
        if caller is None:
            statement = self.prepared.get(sql) or await self._prepare(sql)
            return await statement.fetchval(*values)  # type: ignore[no-any-return]
        said = caller.replace("'", "''")
        # One message to the server: the simple protocol takes both, but no parameters.
        await self.connection.execute(f"BEGIN; {GENERIC}; SELECT set_config('{CALLER}', '{said}', true)")
        try:
            return await self.fetch(sql, values, None)
        finally:
            await self.connection.execute("COMMIT")

    async def many(self, sql: str, values: Sequence[Sequence[Any]]) -> list[bytes | None]:
        """Return the statement's value for each read's values, in one round trip."""
        text = self._together.get(sql) or await self._joined(sql)
        statement = self.prepared.get(text) or await self._prepare(text)
        return [row[0] for row in await statement.fetch(*zip(*values, strict=True))]

    async def _joined(self, sql: str) -> str:
        statement = self.prepared.get(sql) or await self._prepare(sql)
        text = together(sql, [type_.name for type_ in statement.get_parameters()])
        if sql in self.prepared:
            self._together[sql] = text
        return text

    async def _prepare(self, sql: str) -> PreparedStatement:
        """Prepare a statement, and keep it where it was asked before.

        Another one has no name: it takes no place at the server and no farewell, and is used before the next is parsed.
        """
        key = hash(sql)
        if key not in self._once:
            self._once[key] = None
            if len(self._once) > PREPARED:
                self._once.popitem(last=False)
            return await self.connection.prepare(sql, name="")
        statement = self.prepared[sql] = await self.connection.prepare(sql)
        if len(self.prepared) > PREPARED:
            self._together.pop(self.prepared.popitem(last=False)[0], None)
        return statement
