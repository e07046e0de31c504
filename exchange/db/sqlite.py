"""Reads on SQLite: a few threads, each with a connection of its own."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from exchange.db.reader import BadValue, Reader, ReadTimeout, ReadUnavailable, TooDeep
from exchange.settings import Settings

THREADS = 2
"""SQLite answers within the process: more threads than cores only wait for each other."""
STEPS = 10_000
"""Virtual machine steps between two looks at the clock."""


class SqliteReader(Reader):
    """Statements run on a few threads, so that a slow one doesn't stop the event loop."""

    def __init__(self, path: str, settings: Settings) -> None:
        self._path = path
        self._seconds = settings.statement_seconds
        self._cached = settings.plan_cache
        self._threads = ThreadPoolExecutor(min(THREADS, settings.read_connections), thread_name_prefix="read")
        self._local = threading.local()
        self._loop = asyncio.get_running_loop()

    async def fetch(
        self, sql: str, values: Sequence[Any], _caller: str | None = None, *, small: bool = False
    ) -> bytes | None:
        """Return the statement's value. SQLite has no second line: the door's own predicate is the only one."""
        return await self._loop.run_in_executor(self._threads, self._run, sql, values)

    async def close(self) -> None:
        """Wait for running statements; the threads' connections go with them."""
        self._threads.shutdown(cancel_futures=True)

    def _run(self, sql: str, values: Sequence[Any]) -> bytes | None:
        try:
            connection = getattr(self._local, "connection", None) or self._connect()
            self._local.deadline = time.monotonic() + self._seconds
            row = connection.execute(sql, values).fetchone()
            return row[0]  # type: ignore[no-any-return]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise ReadTimeout(f"The read took longer than {self._seconds:g} s. Ask for less.") from None
            if "parser stack overflow" in str(error):
                raise TooDeep("The selection nests too deeply for SQLite. Ask for fewer levels at once.") from None
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                raise
            raise ReadUnavailable from None
        except (OverflowError, UnicodeEncodeError):
            raise BadValue("A value can't be stored by the database, so no row can have it.") from None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{self._path}?mode=ro", uri=True, isolation_level=None, cached_statements=self._cached
        )
        for pragma in ("query_only=1", "mmap_size=1073741824", "cache_size=-65536", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.set_progress_handler(self._late, STEPS)
        self._local.connection = connection
        return connection

    def _late(self) -> bool:
        return time.monotonic() > self._local.deadline  # type: ignore[no-any-return]
