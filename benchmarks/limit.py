"""The limit: uvicorn, asyncpg and SQL written by hand for exactly these three answers. No GraphQL, no checks."""

import asyncio
import os
from typing import Any

import asyncpg

from benchmarks.asgi import Server

ROW = """'{"id":"ent_' || uscc || '","uscc":"' || uscc || '","name":' || to_json(name)::text || ',"kind":"' || kind
 || '","status":"' || status || '","registeredOn":' || coalesce('"' || registered_on || '"', 'null')
 || ',"legalForm":' || coalesce(to_json(legal_form)::text, 'null')
 || ',"address":' || coalesce(to_json(address)::text, 'null') || '}'"""
ONE = f"""SELECT textsend('{{"data":{{"entity":' ||
 coalesce((SELECT {ROW} FROM entity WHERE uscc = $1), 'null') || '}}}}')"""
PAGE = f"""SELECT textsend('{{"data":{{"entities":{{"nodes":[' || coalesce((SELECT string_agg({ROW}, ',') FROM (
 SELECT * FROM entity WHERE region_code >= (SELECT path FROM region WHERE code = $1)
 AND region_code < (SELECT path || '~' FROM region WHERE code = $1)
 ORDER BY uscc LIMIT 100) AS page), '') || ']}}}}}}')"""
MANY = f"""SELECT textsend('{{"data":{{"nodes":[' || (SELECT string_agg(coalesce((SELECT {ROW} FROM entity
 WHERE uscc = substr(wanted, 5)), 'null'), ',') FROM unnest($1::text[]) AS wanted) || ']}}}}')"""
STATEMENTS = {"uscc": ONE, "region": PAGE, "ids": MANY}
CONNECTIONS = 8


class Limit(Server):
    """Answers the three questions."""

    def __init__(self) -> None:
        self.free: list[dict[str, Any]] = []
        self.gate = asyncio.Semaphore(CONNECTIONS)

    async def open(self) -> None:
        """Connect and prepare."""
        for _ in range(CONNECTIONS):
            connection = await asyncpg.connect(os.environ["LIMIT_DATABASE_URL"], server_settings={"jit": "off"})
            self.free.append({name: await connection.prepare(sql) for name, sql in STATEMENTS.items()})

    async def answer(self, asked: dict[str, Any]) -> bytes:
        """Run the statement that goes with the variable."""
        ((name, value),) = asked["variables"].items()
        await self.gate.acquire()
        prepared = self.free.pop()
        try:
            return await prepared[name].fetchval(value)  # type: ignore[no-any-return]
        finally:
            self.free.append(prepared)
            self.gate.release()


app = Limit()
