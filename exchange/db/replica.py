"""Reads that may lag, from a streaming replica: while it provably holds what it must, else from the primary.

Which reads may lag, the plan says; what is promised of them, and why so few: docs/replicas.md.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from math import inf
from typing import Any
from weakref import WeakSet

import asyncpg
import structlog
from sqlalchemy import URL

from exchange.db.engine import database_url
from exchange.db.lag import PRIMARY, REPLICA, Lag, State
from exchange.db.line import Line
from exchange.db.postgresql import NOTHING_MORE, PostgresReader
from exchange.db.probe import NoAnswer, Probe
from exchange.db.reader import Load, ReadBusy, Reader, ReadTimeout, ReadUnavailable
from exchange.settings import SettingRefused, Settings

LOOKS = 4
"""How often both servers are asked where they are, while the bound passes once."""

logger = structlog.get_logger("exchange.replica")


def replica_url(settings: Settings) -> URL | None:
    """Return the replica's address, if there is to be one. Raises SettingRefused where there can't be."""
    if not settings.replica_url:
        return None
    try:
        url = database_url(settings.replica_url)
    except SettingRefused:
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise SettingRefused("EXCHANGE_REPLICA_URL takes postgresql://USER@HOST/NAME.")
    primary = database_url(settings.database_url)
    if primary.get_backend_name() != "postgresql":
        raise SettingRefused("EXCHANGE_REPLICA_URL needs PostgreSQL in EXCHANGE_DATABASE_URL: SQLite has no replicas.")
    if url == primary:
        raise SettingRefused("EXCHANGE_REPLICA_URL and EXCHANGE_DATABASE_URL are one address: leave the first out.")
    return url


class Copy(PostgresReader):
    """The replica's connections, all given up at once when it is lost: nobody waits for a server that is silent."""

    def __init__(self, url: URL, settings: Settings) -> None:
        super().__init__(url, settings)
        self.patience = settings.replica_lag_seconds
        self.reachable = False
        self._made: WeakSet[Line] = WeakSet()

    def abandon(self) -> None:
        """End every connection; statements under way fail with ReadUnavailable."""
        self.reachable = False
        for line in self._made:
            line.connection.terminate()

    async def _connect(self, more: Mapping[str, str] = NOTHING_MORE) -> Line:
        if not self.reachable:
            raise ReadUnavailable
        try:
            async with asyncio.timeout(self.patience):
                line = await super()._connect(more)
        except TimeoutError:
            raise ReadUnavailable from None
        self._made.add(line)
        return line


class ReplicaReader(Reader):
    """Answers from the replica what may lag; from the primary while the replica lags too far, or fails."""

    def __init__(self, primary: Reader, settings: Settings, url: URL) -> None:
        self.primary, self.copy = primary, Copy(url, settings)
        self.bound = settings.replica_lag_seconds
        self.state: State | None = None
        """What the last look found."""
        self.answered = self.passed_by = self.taken_over = 0
        """Reads that the replica answered; that it couldn't have; that it failed at and the primary then answered."""
        self._lag = Lag()
        self._until = -inf
        """Until when the replica may be asked, by time.monotonic."""
        self._probe = Probe(database_url(settings.database_url), PRIMARY, self.bound)
        self._copy_probe = Probe(url, REPLICA, self.bound)
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Look at both servers once, and from then on in the background. A replica that is away stops nothing."""
        await self.look()
        self._task = asyncio.create_task(self._watch())

    @property
    def lag_seconds(self) -> float:
        """How long ago it was that the replica provably held everything; infinite where it never did."""
        return time.monotonic() - self._lag.held_at

    async def fetch(
        self, sql: str, values: Sequence[Any], caller: str | None = None, *, small: bool = False
    ) -> bytes | None:
        """Return the statement's value. Whatever the replica can't do, the primary does: the caller sees nothing."""
        if time.monotonic() >= self._until:
            self.passed_by += 1
            return await self.primary.fetch(sql, values, caller, small=small)
        try:
            data = await self.copy.fetch(sql, values, caller, small=small)
        except ReadBusy:
            logger.info("replica_failed", reason=ReadBusy.__name__)
        except ReadUnavailable:
            self._until = -inf
        except ReadTimeout:
            # Of a replica that stood still meanwhile this says nothing of the statement.
            if time.monotonic() < self._until:
                raise
        except asyncpg.PostgresError as error:
            # Its recovery cancelled the statement, it is shut down, or hasn't replayed a migration.
            logger.info("replica_failed", reason=type(error).__name__)
        else:
            self.answered += 1
            return data
        self.taken_over += 1
        return await self.primary.fetch(sql, values, caller, small=small)

    def load(self) -> Load:
        """Return how much the replica has to do."""
        return self.copy.load()

    async def close(self) -> None:
        """Look no more and close the replica's connections; the primary's reader is its maker's."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
        self._probe.close()
        self._copy_probe.close()
        self.copy.abandon()
        await self.copy.close()

    async def look(self) -> None:
        """Ask both servers where they are, the primary first, and decide until when the replica may be asked."""
        asked_at = time.monotonic()
        try:
            self._lag.asked(asked_at, await self._probe.ask())
        except NoAnswer:
            # What the replica held still counts until the bound has passed.
            return
        try:
            replica = await self._copy_probe.ask()
        except NoAnswer as failed:
            self._until = -inf
            self.copy.abandon()
            self._is_now(State.LOST, str(failed))
            return
        self.copy.reachable = True
        if not self._lag.replayed(replica):
            self._until = -inf
            self._is_now(State.FOREIGN)
            return
        self._until = self._lag.held_at + self.bound
        self._is_now(State.CURRENT if time.monotonic() < self._until else State.LATE)

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self.bound / LOOKS)
            await self.look()

    def _is_now(self, state: State, reason: str = "") -> None:
        if state is self.state:
            return
        self.state = state
        note = logger.info if state is State.CURRENT else logger.warning
        note("replica", state=state.name, **({"reason": reason} if reason else {}))
