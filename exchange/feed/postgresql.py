"""Listens to PostgreSQL's notifications on a connection of the worker's own, and connects again when it is lost."""

import asyncio
from typing import Any

import asyncpg
import structlog
from sqlalchemy import URL

from exchange.db.engine import address
from exchange.db.lost import FAILED
from exchange.feed.listening import Listening

CHANNEL = "exchange_feed"
"""What the trigger of `feed_head` notifies: see migration v0008."""
ALIVE_SECONDS = 10.0
"""How often the connection is tried: a dead one tells nothing by itself."""
AGAIN_SECONDS = 1.0
"""Between two attempts to connect. Those who wait are woken each time: they may look at least that often."""

logger = structlog.get_logger("exchange.feed")


class PostgresListening(Listening):
    """A task that holds the connection."""

    def __init__(self, url: URL) -> None:
        super().__init__()
        self._address = address(url)
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def close(self) -> None:
        """End the task and its connection."""
        self._task.cancel()
        await asyncio.wait([self._task])

    async def _run(self) -> None:
        while True:
            try:
                await self._listen()
            except FAILED as error:
                logger.warning("listening_lost", reason=type(error).__name__)
            self.wake()
            await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(**self._address, timeout=ALIVE_SECONDS)
        try:
            await connection.add_listener(CHANNEL, self._notified)
            # What was committed while nobody listened.
            self.wake()
            while True:
                await asyncio.sleep(ALIVE_SECONDS)
                await connection.execute("SELECT", timeout=ALIVE_SECONDS)
        finally:
            connection.terminate()

    def _notified(self, *_notification: Any) -> None:
        self.wake()
