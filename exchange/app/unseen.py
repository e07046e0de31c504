"""Operations whose shape was never seen are planned beside the event loop: one at a time, the callers in turn.

Planning takes a millisecond of Python. On the event loop everybody would wait for it; in many threads it would take
most of the interpreter's time. So one thread plans, and while others are answered it rests for longer than it worked,
and works for no caller more than its share: who sends new documents without end makes himself wait, and nobody else.
"""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from typing import NamedTuple

from auth.principal import Principal
from exchange.app.request import Asked
from exchange.app.turns import Turns
from exchange.errors import ExchangeError
from resolvers.planner import Planned, Planner

LONGEST = 100
"""How many operations may wait to be planned: a tenth of a second's work, or a second's beside others' reads;
twenty seconds' where all are one caller's that has had its share."""
RESTS = 10.0
"""How much longer than it worked the thread rests, while operations that were planned before are answered: with 10 a
new program slows the slowest of these no more than as many known documents do, with 2 twice as much."""
TOGETHER = 8
"""How many are planned in one go where nobody else is answered."""
STEP_SECONDS = 0.01
"""How often it is looked whose turn it is, while all who wait have had more than their share."""
QUIET_SECONDS = 1.0
"""After how long without an answer to others nobody who waits is kept by what it has had."""


class UnseenBusy(ExchangeError):
    """Too many operations wait to be planned."""

    code = "UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__("Too many new documents wait to be planned. Ask again shortly, or send documents as before.")


class _Waiting(NamedTuple):
    asked: Asked
    principal: Principal
    caller: str
    context: Context
    planned: "asyncio.Future[Planned]"


class Unseen:
    """Plans for one worker what it hasn't planned before."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.answered = 0
        """Operations that needed no planning, of others than the caller whom it was planned for last."""
        self._for = ""
        self._turns: Turns[_Waiting] = Turns(LONGEST)
        self._seen = 0
        """How many were answered when it was looked last."""
        self._quiet = 0.0
        """Seconds for which all who wait have waited, and nobody was answered."""
        self._working: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="planning")

    async def plan(self, asked: Asked, principal: Principal, caller: str) -> Planned:
        """Plan an operation when it is its caller's turn, who is the one that pays for it.

        Raises what the planner raises, and UnseenBusy.
        """
        loop = asyncio.get_running_loop()
        waiting = _Waiting(asked, principal, caller, copy_context(), loop.create_future())
        gone = self._turns.add(caller, waiting)
        if gone is not None:
            _settle(gone.planned, None, UnseenBusy())
        if self._working is None:
            self._working = loop.create_task(self._work())
        return await waiting.planned

    def pass_by(self, caller: str) -> None:
        """Note that a caller's operation needs no planning. Its own keep a caller waiting for nothing."""
        if caller != self._for:
            self.answered += 1

    def close(self) -> None:
        """Plan nothing more."""
        if self._working is not None:
            self._working.cancel()
        self._thread.shutdown(wait=False)

    async def _work(self) -> None:
        try:
            while self._turns:
                some = self._next()
                if some:
                    await self._plan(some)
                elif self._turns:
                    await self._wait()
        finally:
            self._working = None

    async def _wait(self) -> None:
        answered = self.answered
        await asyncio.sleep(STEP_SECONDS)
        self._quiet = self._quiet + STEP_SECONDS if self.answered == answered else 0.0
        if self._quiet >= QUIET_SECONDS:
            self._turns.forgive()

    def _next(self) -> list[_Waiting]:
        """Take the operations whose turn it is, without those whose sender is gone."""
        now, some = time.monotonic(), list[_Waiting]()
        most = TOGETHER if self.answered == self._seen else 1
        while len(some) < most and (one := self._turns.next(now)) is not None:
            if not one.planned.done():
                some.append(one)
        return some

    async def _plan(self, some: Sequence[_Waiting]) -> None:
        self._seen, self._quiet, self._for = self.answered, 0.0, some[0].caller
        worked = await asyncio.get_running_loop().run_in_executor(self._thread, self._all_planned, some)
        if self.answered > self._seen:
            for one, seconds in zip(some, worked, strict=True):
                self._turns.charge(one.caller, seconds, time.monotonic())
            await asyncio.sleep(sum(worked) * RESTS)

    def _all_planned(self, some: Sequence[_Waiting]) -> list[float]:
        return [self._planned(one) for one in some]

    def _planned(self, one: _Waiting) -> float:
        """Plan it in the thread; return the seconds of work, which what is refused takes too."""
        started = time.thread_time()
        try:
            planned, error = one.context.run(self.planner.plan, *one.asked[:3], one.principal), None
        except Exception as refused:
            planned, error = None, refused
        one.planned.get_loop().call_soon_threadsafe(_settle, one.planned, planned, error)
        return time.thread_time() - started


def _settle(future: "asyncio.Future[Planned]", planned: Planned | None, error: Exception | None) -> None:
    if future.done():
        return  # whoever asked doesn't wait any more
    if planned is not None:
        future.set_result(planned)
    elif error is not None:
        future.set_exception(error)
