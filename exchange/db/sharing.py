"""Waiting reads share a round trip: one statement for several callers becomes one statement over all their values.

A read of a few rows costs the driver, the sockets and the server's protocol more than the rows do. While the few
connections here are under way further reads wait, and all that wait with the same statement go together, each an
element of `unnest`: each has its own values and its own answer, so what one caller may not see concerns no other.
"""

import asyncio
import re
import time
from collections.abc import Sequence
from typing import Any, Protocol

from exchange.db.reader import ReadBusy, ReadTimeout, ReadUnavailable

MOST = 64
"""Reads of one round trip: nobody's answer leaves before the last one's."""
PARAMETER = re.compile(r"('(?:[^']|'')*')|\$(\d+)")
"""A parameter, or a constant text, which is left alone."""


def together(sql: str, types: Sequence[str]) -> str:
    """Return the statement that answers many reads, in their order: its `$1` is the list of their `$1`, and so on.

    `types` are PostgreSQL's names of the parameters' types.
    """
    one = PARAMETER.sub(lambda match: match[1] or f"read_.v{match[2]}", sql)
    lists = ", ".join(f"${n}::{type_}[]" for n, type_ in enumerate(types, 1))
    columns = ", ".join(f"v{n}" for n in range(1, len(types) + 1))
    return f"SELECT ({one}) FROM unnest({lists}) AS read_({columns})"  # noqa: S608 - a statement of ours


class Carrier(Protocol):
    """What carries a round trip: a connection of the reader. Both raise what the reader raises."""

    async def one(self, sql: str, values: Sequence[Any]) -> bytes | None:
        """Answer one read."""

    async def many(self, sql: str, values: Sequence[Sequence[Any]]) -> list[bytes | None]:
        """Answer several reads of one statement."""


Waiting = tuple[Sequence[Any], "asyncio.Future[bytes | None]", float]
"""A read's values, where its answer is awaited, and since when, on the clock of time.monotonic."""
Answer = bytes | None | Exception


class Sharing:
    """Reads of a few rows: while a round trip is under way, whoever asks for the same waits for the next."""

    def __init__(self, carriers: Sequence[Carrier], longest: int = 1_000) -> None:
        """Make it. `longest` is how many reads may wait."""
        self._loop = asyncio.get_running_loop()
        self._idle = list(carriers)
        self._waiting: dict[str, list[Waiting]] = {}
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._called = False
        self._longest, self._length = longest, 0

    @property
    def waiting(self) -> int:
        """Return how many reads wait for a round trip to begin."""
        return self._length

    async def fetch(self, sql: str, values: Sequence[Any]) -> bytes | None:
        """Return the statement's value. Raises what the carriers raise for these values, and ReadBusy."""
        if self._length >= self._longest:
            raise ReadBusy
        self._length += 1
        answer: asyncio.Future[bytes | None] = self._loop.create_future()
        self._waiting.setdefault(sql, []).append((values, answer, time.monotonic()))
        if not self._called:
            # Not at once: the requests that came in with this one are about to ask too.
            self._called = True
            self._loop.call_soon(self._go)
        return await answer

    def expire(self, before: float) -> None:
        """Send away who has waited since before that, on the clock of time.monotonic."""
        for waiting in self._waiting.values():
            for _, answer, since in waiting:
                if since >= before:
                    break
                if not answer.done():
                    answer.set_exception(ReadBusy())

    def _go(self) -> None:
        self._called = False
        for sql in [sql for sql in self._waiting if sql not in self._under_way][: len(self._idle)]:
            self._under_way[sql] = self._loop.create_task(self._carry(sql, self._idle.pop()))

    async def _carry(self, sql: str, carrier: Carrier) -> None:
        waiting = self._waiting.pop(sql)
        if len(waiting) > MOST:
            self._waiting[sql] = waiting[MOST:]
        self._length -= min(len(waiting), MOST)
        try:
            await _answer(carrier, sql, [read for read in waiting[:MOST] if not read[1].done()])
        finally:
            del self._under_way[sql]
            self._idle.append(carrier)
            if self._waiting:
                self._go()


async def _answer(carrier: Carrier, sql: str, reads: Sequence[Waiting]) -> None:
    """Answer the reads together; where that can't be, each by itself: one bad value is its own caller's only."""
    answers = await _together(carrier, sql, reads) if len(reads) > 1 else None
    if answers is None:
        answers = [await _alone(carrier, sql, values) for values, _, _ in reads]
    for (_, future, _), answer in zip(reads, answers, strict=True):
        if future.done():
            continue  # whoever asked doesn't wait any more
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)


async def _together(carrier: Carrier, sql: str, reads: Sequence[Waiting]) -> Sequence[Answer] | None:
    """Return the answers of one round trip; None where it failed by what one of the reads asks."""
    try:
        return await carrier.many(sql, [values for values, _, _ in reads])
    except (ReadTimeout, ReadUnavailable) as error:
        return [error] * len(reads)
    except Exception:
        return None


async def _alone(carrier: Carrier, sql: str, values: Sequence[Any]) -> Answer:
    try:
        return await carrier.one(sql, values)
    except Exception as error:
        return error
