"""The limit: uvicorn, asyncpg and SQL written by hand for exactly these answers. No GraphQL, no checks.

A document is known by its operation's name.
"""

import asyncio
import os
from typing import Any

import asyncpg

from benchmarks.answers import STATEMENTS
from benchmarks.asgi import Server

CONNECTIONS = 8
WORDS = len("query ")


class Limit(Server):
    """Answers the questions that it has a statement for."""

    def __init__(self) -> None:
        self.free: list[dict[str, Any]] = []
        self.gate = asyncio.Semaphore(CONNECTIONS)

    async def open(self) -> None:
        """Connect and prepare."""
        for _ in range(CONNECTIONS):
            connection = await asyncpg.connect(os.environ["LIMIT_DATABASE_URL"], server_settings={"jit": "off"})
            self.free.append({name: await connection.prepare(sql) for name, sql in STATEMENTS.items()})

    async def answer(self, asked: dict[str, Any]) -> bytes:
        """Run the statement that goes with the operation."""
        query: str = asked["query"]
        ((_, value),) = asked["variables"].items()
        await self.gate.acquire()
        prepared = self.free.pop()
        try:
            return await prepared[query[WORDS : query.index("(")]].fetchval(value)  # type: ignore[no-any-return]
        finally:
            self.free.append(prepared)
            self.gate.release()


app = Limit()
