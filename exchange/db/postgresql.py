"""Reads on PostgreSQL: asyncpg connections on a stack, the hottest on top, statements prepared on each."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

import asyncpg
from sqlalchemy import URL

from exchange.db.engine import address
from exchange.db.gate import Gate
from exchange.db.line import BY_KEY, Line
from exchange.db.lost import FAILED, LOST
from exchange.db.reader import BadValue, Load, Reader, ReadTimeout, ReadUnavailable
from exchange.db.row_security import READER
from exchange.db.sharing import Sharing
from exchange.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

_MAY_BE = (
    "SELECT pg_has_role(oid, 'MEMBER') AND has_table_privilege(oid, to_regclass('entity'), 'SELECT') FROM pg_roles "
    "WHERE rolname = $1"
)
_FREE_MUCH = f"SELECT length(repeat('x', {4 * 2**20}))"
"""Frees 4 MiB at once. From then on glibc keeps up to twice as much of what the server's process frees (mallopt(3) on
M_MMAP_THRESHOLD). It would give all but 256 KiB back to the kernel after each read: to ask for the 2 MiB that a list of
1,000 takes anew, page by page, was a quarter of its time."""
LOOK_SECONDS = 0.25
"""How often it is looked whether a statement or somebody in line has waited too long."""
GRACE_SECONDS = 1.0
"""How much later than a statement's end, by the server's own clock, the server counts as hanging."""
AWAY_SECONDS = 1.0
"""How long nobody tries to connect after an attempt that had no answer."""
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


class _Slot:
    """A place for one connection, which is made when it is needed and replaced when it is lost."""

    def __init__(self, connect: Callable[[], Awaitable[Line]], seconds: float) -> None:
        self.line: Line | None = None
        self.since = 0.0
        """When the read under way began, on the clock of time.monotonic; 0 while there is none."""
        self._connect = connect
        self._seconds = seconds

    async def fetch(self, sql: str, values: Sequence[Any], caller: str | None) -> bytes | None:
        """Return the statement's value."""
        return await self._answer(Line.fetch, sql, values, caller)

    async def one(self, sql: str, values: Sequence[Any]) -> bytes | None:
        """Return the statement's value."""
        return await self._answer(Line.fetch, sql, values, None)

    async def many(self, sql: str, values: Sequence[Sequence[Any]]) -> list[bytes | None]:
        """Return the statement's value for each read's values."""
        return await self._answer(Line.many, sql, values)

    async def open(self) -> Line:
        """Connect. Raises ReadUnavailable."""
        self.drop()
        self.line = None
        self.line = await self._connect()
        return self.line

    async def close(self) -> None:
        """Close the connection."""
        line, self.line = self.line, None
        if line is not None:
            with suppress(*LOST, TimeoutError):
                await line.connection.close(timeout=self._seconds)

    def drop(self) -> None:
        """Use the connection no more, whatever is under way on it."""
        if self.line is not None:
            self.line.connection.terminate()

    def hangs(self) -> bool:
        """Tell whether the server should have ended the read under way long ago."""
        return 0 < self.since < time.monotonic() - self._seconds - GRACE_SECONDS

    async def _answer(self, ask: Callable[Concatenate[Line, P], Awaitable[T]], *given: P.args, **named: P.kwargs) -> T:
        """Ask on the connection; a lost one is replaced and asked once more. Raises what the reader raises."""
        try:
            line = self.line or await self.open()
            self.since = time.monotonic()
            try:
                return await ask(line, *given, **named)
            except LOST:
                if self.hangs():
                    raise
                line = await self.open()
                self.since = time.monotonic()
                return await ask(line, *given, **named)
        except asyncpg.QueryCanceledError:
            raise ReadTimeout(f"The read took longer than {self._seconds:g} s. Ask for less.") from None
        except (asyncpg.DataError, asyncpg.CharacterNotInRepertoireError):
            raise BadValue("A value can't be stored by the database, so no row can have it.") from None
        except LOST:
            self.line = None
            raise ReadUnavailable from None
        finally:
            self.since = 0.0


class PostgresReader(Reader):
    """At most `read_connections` statements at once, further ones wait; reads of a few rows share round trips."""

    def __init__(self, url: URL, settings: Settings) -> None:
        self._address = address(url)
        self._seconds, self._wait = settings.statement_seconds, settings.wait_seconds
        self._free = [_Slot(self._connect, self._seconds) for _ in range(settings.read_connections)]
        self._gate = Gate(settings.read_connections, settings.waiting_reads)
        self._carriers = [_Slot(self._connect_by_key, self._seconds) for _ in range(settings.shared_connections)]
        self._sharing = Sharing(self._carriers, settings.waiting_reads)
        self._slots = [*self._free, *self._carriers]
        self._away_until = 0.0
        self._looking = asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look)

    @classmethod
    async def open(cls, url: URL, settings: Settings) -> Self:
        """Make the reader, with a first connection where the server can be reached."""
        reader = cls(url, settings)
        try:
            with suppress(ReadUnavailable):
                await reader._free[-1].open()
        except BaseException:
            await reader.close()
            raise
        return reader

    async def fetch(
        self, sql: str, values: Sequence[Any], caller: str | None = None, *, small: bool = False
    ) -> bytes | None:
        """Return the statement's value; a lost connection is replaced and the read done once more."""
        if small and caller is None:
            return await self._sharing.fetch(sql, values)
        await self._gate.enter()
        slot = self._free.pop()
        try:
            return await slot.fetch(sql, values, caller)
        except asyncio.CancelledError:
            if caller is not None:
                # The connection may be in a transaction still, which says who this caller is.
                slot.drop()
            raise
        finally:
            self._free.append(slot)
            self._gate.leave()

    def _look(self) -> None:
        """Send away who has waited too long: the server's own limit on a statement hangs with the server."""
        before = time.monotonic() - self._wait
        self._gate.expire(before)
        self._sharing.expire(before)
        for slot in self._slots:
            if slot.hangs():
                slot.drop()
        self._looking = asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look)

    def load(self) -> Load:
        """Return how much it has to do."""
        busy = sum(slot.since > 0 for slot in self._slots)
        return Load(len(self._slots), busy, len(self._gate.line) + self._sharing.waiting)

    async def close(self) -> None:
        """Close all connections."""
        self._looking.cancel()
        for slot in self._slots:
            await slot.close()

    async def _connect_by_key(self) -> Line:
        return await self._connect(BY_KEY)

    async def _connect(self, more: Mapping[str, str] = NOTHING_MORE) -> Line:
        options = {
            "timezone": "UTC",
            "default_transaction_read_only": "on",
            "default_transaction_isolation": "repeatable read",
            "statement_timeout": str(int(self._seconds * 1000)),
            "jit": "off",
            **more,
        }
        if time.monotonic() < self._away_until:
            raise ReadUnavailable
        try:
            connection = await asyncpg.connect(**self._address, server_settings=options, timeout=self._wait)
            try:
                await connection.execute(_FREE_MUCH, timeout=self._wait)
                if await connection.fetchval(_MAY_BE, READER, timeout=self._wait):
                    await connection.execute(f"SET ROLE {READER}", timeout=self._wait)
            except BaseException:
                # Also where whoever asked doesn't wait any more: nobody would ever close it.
                connection.terminate()
                raise
        except FAILED as error:
            if isinstance(error, TimeoutError):
                # A thousand who all wait for a dead network are no help to it.
                self._away_until = time.monotonic() + AWAY_SECONDS
            raise ReadUnavailable from None
        return Line(connection)
