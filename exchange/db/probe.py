"""Asks a server of PostgreSQL for its position, on a connection of its own: it must not queue behind statements."""

import asyncio

import asyncpg
from sqlalchemy import URL

from exchange.db.engine import address
from exchange.db.lag import Position
from exchange.db.lost import FAILED


class NoAnswer(Exception):
    """The server didn't say where it is; the text is why."""


class Probe:
    """One server and the connection to it, made anew when it is lost."""

    def __init__(self, url: URL, statement: str, seconds: float) -> None:
        self._address, self._statement, self._seconds = address(url), statement, seconds
        self._connection: asyncpg.Connection | None = None

    async def ask(self) -> Position:
        """Return the server's position. Raises NoAnswer, at the latest after the seconds that it was given."""
        try:
            async with asyncio.timeout(self._seconds):
                if self._connection is None:
                    self._connection = await asyncpg.connect(**self._address)
                return Position(*await self._connection.fetchrow(self._statement))
        except FAILED as error:
            self.close()
            raise NoAnswer(type(error).__name__) from None

    def close(self) -> None:
        """End the connection, at once."""
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None
