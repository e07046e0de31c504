"""Operations whose shape was never seen are planned beside the event loop: one at a time, the callers in turn.

Planning takes milliseconds of Python. On the event loop everybody would wait for it; in many threads it would take
most of the interpreter's time. So one thread plans, and while others are answered it rests for longer than it worked:
a caller who sends new documents without end makes himself wait, and nobody else.
"""

import asyncio
import time
from collections import OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context, copy_context
from typing import NamedTuple

from auth.principal import Principal
from exchange.app.request import Asked
from exchange.errors import ExchangeError
from resolvers.planner import Planned, Planner

LONGEST = 100
"""How many operations may wait to be planned: a quarter of a second's work, or three seconds' beside others' reads."""
RESTS = 10.0
"""How much longer than it worked the thread rests, while operations that were planned before are answered: with 10 a
flood slows the slowest of these no more than as many known documents do, with 2 twice as much."""


class UnseenBusy(ExchangeError):
    """Too many operations wait to be planned."""

    code = "UNAVAILABLE"

    def __init__(self) -> None:
        super().__init__("Too many new documents wait to be planned. Ask again shortly, or send documents as before.")


class _Waiting(NamedTuple):
    asked: Asked
    principal: Principal
    context: Context
    planned: "asyncio.Future[Planned]"


class Unseen:
    """Plans for one worker what it hasn't planned before."""

    def __init__(self, planner: Planner) -> None:
        self.planner = planner
        self.answered = 0
        """Operations that needed no planning: whoever answers them counts them here."""
        self._length = 0
        self._line: OrderedDict[str, deque[_Waiting]] = OrderedDict()
        self._working: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="planning")

    async def plan(self, asked: Asked, principal: Principal) -> Planned:
        """Plan an operation when it is its caller's turn. Raises what the planner raises, and UnseenBusy."""
        if self._length >= LONGEST:
            raise UnseenBusy
        loop = asyncio.get_running_loop()
        waiting = _Waiting(asked, principal, copy_context(), loop.create_future())
        self._line.setdefault(principal.client_id or "", deque()).append(waiting)
        self._length += 1
        if self._working is None:
            self._working = loop.create_task(self._work())
        return await waiting.planned

    async def _work(self) -> None:
        try:
            while self._line:
                one = self._next()
                if not one.planned.done():
                    await self._plan(one)
        finally:
            self._working = None

    def _next(self) -> _Waiting:
        """Take the first operation of the caller whose turn it is; the caller's others wait behind everybody's."""
        caller, waiting = self._line.popitem(last=False)
        one = waiting.popleft()
        if waiting:
            self._line[caller] = waiting
        self._length -= 1
        return one

    async def _plan(self, one: _Waiting) -> None:
        answered = self.answered
        worked = await asyncio.get_running_loop().run_in_executor(self._thread, self._planned, one)
        if self.answered > answered:
            await asyncio.sleep(worked * RESTS)

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
