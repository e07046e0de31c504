"""Reads on SQLite: a few threads, each with a connection of its own."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from exchange.db.file import identity
from exchange.db.reader import BadValue, Load, ReadBusy, Reader, ReadTimeout, ReadUnavailable, TooDeep
from exchange.settings import Settings

THREADS = 2
"""SQLite answers within the process: more threads than cores only wait for each other."""
LOOK_SECONDS = 1.0
"""How often it is looked whether the database's file is still the one that was opened."""
STEPS = 10_000
"""Virtual machine steps between two looks at the clock."""


class SqliteReader(Reader):
    """Statements run on a few threads, so that a slow one doesn't stop the event loop."""

    def __init__(self, path: str, settings: Settings) -> None:
        self._path = path
        self._seconds, self._wait = settings.statement_seconds, settings.wait_seconds
        self._cached = settings.plan_cache
        self._size = min(THREADS, settings.read_connections)
        self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="read")
        self._most = self._size + settings.waiting_reads
        self._asked = 0
        self._local = threading.local()
        self._loop = asyncio.get_running_loop()

    async def fetch(
        self, sql: str, values: Sequence[Any], _caller: str | None = None, *, small: bool = False
    ) -> bytes | None:
        """Return the statement's value. SQLite has no second line: the door's own predicate is the only one."""
        if self._asked >= self._most:
            raise ReadBusy
        self._asked += 1
        try:
            return await self._loop.run_in_executor(self._threads, self._run, sql, values, time.monotonic())
        finally:
            self._asked -= 1

    def load(self) -> Load:
        """Return how much it has to do."""
        return Load(self._size, min(self._asked, self._size), max(self._asked - self._size, 0))

    async def close(self) -> None:
        """Wait for running statements; the threads' connections go with them."""
        self._threads.shutdown(cancel_futures=True)

    def _run(self, sql: str, values: Sequence[Any], asked: float) -> bytes | None:
        now = time.monotonic()
        if now - asked > self._wait:
            raise ReadBusy
        try:
            connection = self._connected(now)
            self._local.deadline = now + self._seconds
            row = connection.execute(sql, values).fetchone()
            return row[0]  # type: ignore[no-any-return]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise ReadTimeout(f"The read took longer than {self._seconds:g} s. Ask for less.") from None
            if "parser stack overflow" in str(error):
                raise TooDeep("The selection nests too deeply for SQLite. Ask for fewer levels at once.") from None
            if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                raise
            self._drop()
            raise ReadUnavailable from None
        except (OverflowError, UnicodeEncodeError):
            raise BadValue("A value can't be stored by the database, so no row can have it.") from None

    def _connected(self, now: float) -> sqlite3.Connection:
        """Return this thread's connection; a new one where another file, or none, is where the database was."""
        local = self._local
        connection: sqlite3.Connection | None = getattr(local, "connection", None)
        if connection is not None and now - local.looked > LOOK_SECONDS:
            local.looked = now
            if identity(self._path) != local.file:
                self._drop()
                connection = None
        return connection or self._connect(now)

    def _drop(self) -> None:
        connection, self._local.connection = getattr(self._local, "connection", None), None
        if connection is not None:
            connection.close()

    def _connect(self, now: float) -> sqlite3.Connection:
        self._local.deadline = now + self._seconds
        self._local.looked, self._local.file = now, identity(self._path)
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
