"""The access log's lane on SQLite: one thread with a connection of its own."""

import asyncio
import sqlite3
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from exchange import clock
from exchange.audit.balance import Request, named, shared
from exchange.audit.entry import Entry, written
from exchange.audit.lane import ACTOR, CONSUMED, SECONDS, Lane
from exchange.audit.refusal import BadEntry, LogUnavailable
from exchange.db.file import Identity, identity
from exchange.feed.model import EventType

WRITE = f"INSERT INTO access_entry ({', '.join(Entry._fields)}) VALUES ({', '.join('?' * len(Entry._fields))})"  # noqa: S608 - names of our own
WAIT = "INSERT INTO access_pending (entry_id) VALUES (?)"
HELD = "SELECT remaining FROM consent_balance WHERE consent_id = ?"
TAKE = "UPDATE consent_balance SET remaining = remaining - ? WHERE consent_id = ? RETURNING remaining"
CONSUME = "INSERT INTO consent_event (consent_id, state, at, actor) VALUES (?, ?, ?, ?)"
HEAD = "UPDATE feed_head SET position = position + 1"
TELL = f"""
INSERT INTO feed_event (position, at, type, object_id, uscc, is_public, institution_code)
SELECT (SELECT position FROM feed_head), ?, '{EventType.CONSENT_CHANGED}', id, uscc, 0, grantee_code
FROM consent WHERE id = ?"""  # noqa: S608 - a name of our own
_BAD = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.DataError, OverflowError, UnicodeEncodeError)


class SqliteLane(Lane):
    """Writes beside the event loop; writers of several processes queue up by BEGIN IMMEDIATE."""

    def __init__(self, path: str, seconds: float = SECONDS) -> None:
        self._path, self._seconds = path, seconds
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="access-log")
        self._connection: sqlite3.Connection | None = None
        self._file: Identity | None = None

    async def commit(self, requests: Sequence[Request]) -> list[bool]:
        """Write the batch. What fails leaves nothing behind."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._commit, requests)

    async def close(self) -> None:
        """Close the connection in its thread, and the thread."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._drop)
        self._thread.shutdown()

    def _commit(self, requests: Sequence[Request]) -> list[bool]:
        try:
            if identity(self._path) != self._file:
                # What is written to a file that was deleted or replaced, is written nowhere.
                self._drop()
            connection = self._connection or self._open()
            began = time.monotonic()
            connection.execute("BEGIN IMMEDIATE")
            if time.monotonic() - began > self._seconds:
                # SQLite counts how long it means to sleep: on a busy machine that is less than it waits. Whoever asked
                # has been refused meanwhile.
                raise sqlite3.OperationalError("The writers before this one took too long.")
            granted = _write(connection, requests)
            connection.execute("COMMIT")
        except _BAD as error:
            self._drop()
            raise BadEntry from error
        except sqlite3.Error as error:
            self._drop()
            raise LogUnavailable from error
        return granted

    def _open(self) -> sqlite3.Connection:
        # mode=rw: a database that is away must not come into being, empty, by being looked for.
        self._file = identity(self._path)
        address, wait = f"file:{self._path}?mode=rw", self._seconds
        connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait)
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        self._connection = connection
        return connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _write(connection: sqlite3.Connection, requests: Sequence[Request]) -> list[bool]:
    consents = sorted(set().union(*map(named, requests)))
    held = {one: row for one in consents if (row := connection.execute(HELD, (one,)).fetchone())}
    granted, taken = shared(requests, {one: row[0] for one, row in held.items()})
    paid = [entry for request, enough in zip(requests, granted, strict=True) if enough for entry in request]
    connection.executemany(WRITE, [_row(entry) for entry in paid])
    connection.executemany(WAIT, [(entry.id,) for entry in paid])
    _take(connection, taken)
    return granted


def _row(entry: Entry) -> tuple[Any, ...]:
    """Return the values as SQLite stores them: the instant as text."""
    return entry.id, written(entry.at), *entry[2:]


def _take(connection: sqlite3.Connection, taken: Mapping[str, int]) -> None:
    for consent, fetches in taken.items():
        left = connection.execute(TAKE, (fetches, consent)).fetchone()
        if left[0] == 0:
            now = written(clock.now())
            connection.execute(CONSUME, (consent, CONSUMED, now, ACTOR))
            connection.execute(HEAD)
            connection.execute(TELL, (now, consent))
