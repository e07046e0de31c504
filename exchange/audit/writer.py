"""Logs accesses before their answers leave, by group commit.

What has gathered while a batch was written is the next batch. A few entries wait a moment for more beside a batch that
is under way; alone, nobody waits. A request awaits the batch that has its entries, and a batch is one transaction. An
access that was refused may yet be in the log, where the answer to its commit was lost; what was handed out is always
there.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

import structlog

from exchange.audit.balance import Request
from exchange.audit.lane import SECONDS, Lane
from exchange.audit.observed import ObservedLane
from exchange.audit.postgresql import PostgresLane
from exchange.audit.refusal import BadEntry, Exhausted, LogUnavailable
from exchange.audit.sqlite import SqliteLane
from exchange.db.engine import database_url
from exchange.settings import Settings
from exchange.telemetry.tally import Tally

logger = structlog.get_logger("exchange.audit")

LANES = 2
"""Connections of one worker on PostgreSQL: while one batch waits for the disk, the next one is sent."""
FEW = 8
GATHER_SECONDS = 0.001
"""How long fewer operations than a few wait for more beside a batch: to the database one entry costs what ten cost."""
LARGEST = 500
"""Entries of one batch; an operation isn't split, so one with more subjects is a batch of its own."""


class _Waiting(NamedTuple):
    entries: Request
    outcome: "asyncio.Future[bool]"
    """Whether there was a fetch left; or LogUnavailable."""


class AccessLog:
    """One worker's writer. It connects when the first entry comes, and again after a failure."""

    def __init__(self, lanes: Sequence[Lane], seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lanes = list(lanes)
        self._idle = list(lanes)
        self._queue: deque[_Waiting] = deque()
        self._under_way = 0
        """Batches that are being written."""
        self._running: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        """Return how many operations wait for a batch to begin."""
        return len(self._queue)

    async def write(self, entries: Request) -> None:
        """Log an operation's accesses, all or none; when this returns they are on the disk, and data may leave.

        Raises LogUnavailable, and Exhausted where a consent they name has no fetch left: then no data may leave.
        """
        if not entries:
            return
        outcome = asyncio.get_running_loop().create_future()
        self._queue.append(_Waiting(entries, outcome))
        self._start()
        try:
            async with asyncio.timeout(self._seconds):
                enough = await outcome
        except TimeoutError:
            raise LogUnavailable from None
        if not enough:
            raise Exhausted

    async def close(self) -> None:
        """Write what waits, then close the connections."""
        while self._running:
            await asyncio.wait(self._running)
        self._idle.clear()
        for lane in self._lanes:
            await lane.close()

    def _start(self) -> None:
        if self._idle:
            task = asyncio.get_running_loop().create_task(self._run(self._idle.pop()))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _run(self, lane: Lane) -> None:
        try:
            while self._queue:
                if self._under_way and len(self._queue) < FEW:
                    await asyncio.sleep(GATHER_SECONDS)
                await self._write(lane, self._take())
        finally:
            self._idle.append(lane)

    async def _write(self, lane: Lane, batch: Sequence[_Waiting]) -> None:
        if not batch:
            return  # another lane has taken them, or whoever asked is gone
        self._under_way += 1
        try:
            await _settle(lane, batch)
        finally:
            self._under_way -= 1

    def _take(self) -> list[_Waiting]:
        batch: list[_Waiting] = []
        entries = 0
        while self._queue and (not batch or entries + len(self._queue[0].entries) <= LARGEST):
            waiting = self._queue.popleft()
            # Whoever asked may be gone, or has waited too long.
            if not waiting.outcome.done():
                batch.append(waiting)
                entries += len(waiting.entries)
        return batch


def access_log(settings: Settings, seconds: float = SECONDS, tally: Tally | None = None) -> AccessLog:
    """Make the writer that suits the settings' database; it refuses what it can't write within some seconds."""
    lanes = _lanes(settings, seconds)
    return AccessLog(lanes if tally is None else [ObservedLane(lane, tally) for lane in lanes], seconds)


def _lanes(settings: Settings, seconds: float) -> list[Lane]:
    url = database_url(settings.database_url)
    # A batch that can't be written is given up before those who wait for it are.
    batch = seconds * 0.8
    if url.get_backend_name() == "postgresql":
        return [PostgresLane(url, batch) for _ in range(LANES)]
    return [SqliteLane(str(url.database), batch)]


async def _settle(lane: Lane, batch: Sequence[_Waiting]) -> None:
    """Write a batch and tell those who wait; where one of them spoils it, each is written alone."""
    try:
        granted = await lane.commit([waiting.entries for waiting in batch])
    except LogUnavailable as unavailable:
        _refuse(batch, unavailable)
    except BadEntry as bad:
        if len(batch) == 1:
            _refuse(batch, bad)
            return
        for waiting in batch:
            await _settle(lane, [waiting])
    else:
        for waiting, enough in zip(batch, granted, strict=True):
            if not waiting.outcome.done():
                waiting.outcome.set_result(enough)


def _refuse(batch: Sequence[_Waiting], reason: Exception) -> None:
    # The kind of the error only: its text may have an entry's values.
    logger.error("access_log_unavailable", reason=type(reason.__cause__).__name__, operations=len(batch))
    for waiting in batch:
        if not waiting.outcome.done():
            waiting.outcome.set_exception(LogUnavailable())
