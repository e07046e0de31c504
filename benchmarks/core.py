"""The same documents through graphql-core's execution: one statement an operation too, rows resolved field by field.

The document is parsed once and asyncpg fetches the rows: what a careful server does that doesn't plan its reads.
"""

import os
from typing import Any

import asyncpg
import orjson
from graphql import GraphQLResolveInfo, build_schema, execute, parse

from benchmarks.asgi import Server
from schema.build import schema

SDL = build_schema(schema().as_str())
PAGE = """SELECT * FROM entity WHERE region_code >= (SELECT path FROM region WHERE code = $1)
 AND region_code < (SELECT path || '~' FROM region WHERE code = $1) ORDER BY uscc LIMIT $2"""
COLUMNS = {"registeredOn": "registered_on", "legalForm": "legal_form"}


class Core(Server):
    """Answers GraphQL by graphql-core."""

    def __init__(self) -> None:
        self.documents: dict[str, Any] = {}
        self.pool: asyncpg.Pool | None = None

    async def open(self) -> None:
        """Connect."""
        self.pool = await asyncpg.create_pool(os.environ["LIMIT_DATABASE_URL"], min_size=8, max_size=8)

    async def answer(self, asked: dict[str, Any]) -> bytes:
        """Execute a document, parsed once."""
        query = asked["query"]
        document = self.documents.get(query) or self.documents.setdefault(query, parse(query))
        result: Any = execute(
            SDL, document, variable_values=asked["variables"], field_resolver=self.resolve, type_resolver=_type
        )
        return orjson.dumps((await result).formatted)

    def resolve(self, source: Any, info: GraphQLResolveInfo[Any], **arguments: Any) -> Any:
        """Resolve a field of the root or of a row."""
        name = info.field_name
        if source is None:
            return getattr(self, name)(**arguments)
        if name == "id":
            return f"ent_{source['uscc']}"
        value = source[COLUMNS.get(name, name)]
        return value.isoformat() if name == "registeredOn" and value is not None else value

    async def entity(self, uscc: str, **_: Any) -> Any:
        """Return one row."""
        rows = await self.rows("SELECT * FROM entity WHERE uscc = $1", uscc)
        return rows[0] if rows else None

    async def entities(self, filter: dict[str, str], first: int, **_: Any) -> Any:  # noqa: A002
        """Return a page of rows."""
        return {"nodes": await self.rows(PAGE, filter["region"], first)}

    async def nodes(self, ids: list[str]) -> Any:
        """Return rows by id, in their order."""
        wanted = [id_[4:] for id_ in ids]
        found = {row["uscc"]: row for row in await self.rows("SELECT * FROM entity WHERE uscc = ANY($1)", wanted)}
        return [found.get(uscc) for uscc in wanted]

    async def rows(self, sql: str, *values: Any) -> Any:
        """Run a statement."""
        assert self.pool is not None
        async with self.pool.acquire() as connection:
            return await connection.fetch(sql, *values)


def _type(_value: Any, *_: Any) -> str:
    return "Entity"


app = Core()
