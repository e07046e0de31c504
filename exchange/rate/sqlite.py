"""The shared buckets on SQLite: a small file beside the database, so that a lease never waits for a long write to it.

SQLite has one writer a file: a batch that is taken in holds the database's for seconds, and whoever asks must not wait
so long to be counted. What is in this file may be lost at any time: then all buckets are full.
"""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from exchange.db.file import Identity, identity
from exchange.rate.bucket import Asking, Bucket, Lease, Limit, leased
from exchange.rate.store import Returned, Store, StoreAway

T = TypeVar("T")

SUFFIX = "-rate"
"""Behind the database's path; `-wal` and `-shm` are SQLite's own."""
SECONDS = 0.5
"""How long a lease waits for other workers' at most; one takes a fraction of a millisecond."""
TABLE = "CREATE TABLE IF NOT EXISTS rate_bucket (key TEXT PRIMARY KEY, level REAL NOT NULL, at REAL NOT NULL) STRICT"
READ = "SELECT level, at FROM rate_bucket WHERE key = ?"
WRITE = "INSERT OR REPLACE INTO rate_bucket VALUES (?, ?, ?)"
GIVE = "UPDATE rate_bucket SET level = min(?, level + ?) WHERE key = ?"
SWEEP = "DELETE FROM rate_bucket WHERE at < ?"


class SqliteStore(Store):
    """Works beside the event loop; workers queue up by BEGIN IMMEDIATE."""

    def __init__(self, database: str) -> None:
        self.path = database + SUFFIX
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="rate")
        self._connection: sqlite3.Connection | None = None
        self._file: Identity | None = None

    async def take(self, key: str, limit: Limit, asking: Asking) -> Lease:
        """Lend points of a bucket. Raises StoreAway."""

        def step(connection: sqlite3.Connection) -> Lease:
            row = connection.execute(READ, (key,)).fetchone()
            bucket, lease = leased(Bucket(*row) if row else None, limit, time.time(), asking)
            connection.execute(WRITE, (key, *bucket))
            return lease

        return await self._run(step)

    async def give(self, returned: Sequence[Returned]) -> None:
        """Put points back. Raises StoreAway."""
        rows = [(float(size), points, key) for key, size, points in returned]
        await self._run(lambda connection: connection.executemany(GIVE, rows))

    async def sweep(self, seconds: float) -> int:
        """Delete the buckets that nobody took from for so long. Raises StoreAway."""
        return await self._run(lambda connection: connection.execute(SWEEP, (time.time() - seconds,)).rowcount)

    async def close(self) -> None:
        """Close the connection in its thread, and the thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._drop)
        self._thread.shutdown()

    async def _run(self, step: Callable[[sqlite3.Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._committed, step)

    def _committed(self, step: Callable[[sqlite3.Connection], T]) -> T:
        try:
            connection = self._connected()
            connection.execute("BEGIN IMMEDIATE")
            made = step(connection)
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            self._drop()
            raise StoreAway from error
        except sqlite3.DatabaseError as error:
            # A file that is damaged stays so, and nothing in it is worth keeping.
            self._drop()
            self._remove()
            raise StoreAway from error
        return made

    def _connected(self) -> sqlite3.Connection:
        """Return the connection; a new one where another file, or none, is where the buckets were."""
        if self._connection is not None and identity(self.path) == self._file:
            return self._connection
        self._drop()
        connection = sqlite3.connect(self.path, timeout=SECONDS, isolation_level=None)
        self._connection = connection
        for statement in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", TABLE):
            connection.execute(statement)
        self._file = identity(self.path)
        return connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                Path(self.path + ending).unlink()
