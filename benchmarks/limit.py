"""The limit: uvicorn, asyncpg and SQL written by hand for exactly these three answers. No GraphQL, no checks."""

import asyncio
import os
from typing import Any

import asyncpg
import orjson

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


class Limit:
    """Answers the three questions."""

    def __init__(self) -> None:
        self.free: list[dict[str, Any]] = []
        self.waiting: Any = None

    async def open(self) -> None:
        """Connect and prepare."""
        self.waiting = asyncio.Semaphore(CONNECTIONS)
        for _ in range(CONNECTIONS):
            connection = await asyncpg.connect(os.environ["LIMIT_DATABASE_URL"], server_settings={"jit": "off"})
            self.free.append({name: await connection.prepare(sql) for name, sql in STATEMENTS.items()})

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await receive()
            await self.open()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            return
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        ((name, value),) = orjson.loads(body)["variables"].items()
        await self.waiting.acquire()
        prepared = self.free.pop()
        try:
            answer = await prepared[name].fetchval(value)
        finally:
            self.free.append(prepared)
            self.waiting.release()
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})


app = Limit()
