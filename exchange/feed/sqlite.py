"""Looks at SQLite's data version, which every commit of any other connection changes, while somebody waits."""

import asyncio
import sqlite3

from exchange.feed.listening import Listening

LOOK_SECONDS = 0.05
HEAD = "SELECT position FROM feed_head"


class SqliteListening(Listening):
    """A task that looks; a look takes some microseconds, so it is done on the event loop."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._seen: tuple[int, int] = (-1, -1)
        self._task = asyncio.get_running_loop().create_task(self._run())

    async def close(self) -> None:
        """End the task and its connection."""
        self._task.cancel()
        await asyncio.wait([self._task])
        self._drop()

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self.waiting and self._grown_since():
                self.wake()

    def _grown_since(self) -> bool:
        """Tell whether the feed's end is another one than at the last look; other commits don't count."""
        try:
            connection = self._connection or self._open()
            version = int(connection.execute("PRAGMA data_version").fetchone()[0])
            if version == self._seen[0]:
                return False
            before, self._seen = self._seen, (version, int(connection.execute(HEAD).fetchone()[0]))
        except sqlite3.Error:
            # Locked for a moment, or away: the next look finds out, on a new connection.
            self._drop()
            return False
        return before[1] != self._seen[1]

    def _open(self) -> sqlite3.Connection:
        self._connection = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, isolation_level=None, timeout=0.01)
        self._seen = (-1, self._seen[1])
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
