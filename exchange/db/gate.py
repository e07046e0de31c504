"""Who may read now: so many at once, the others in line; the line is neither too long nor too slow."""

import asyncio
import time
from collections import deque
from typing import NamedTuple

from exchange.db.reader import ReadBusy


class _Waiting(NamedTuple):
    since: float
    turn: "asyncio.Future[None]"


class Gate:
    """Lets in whoever came first. Used on one event loop only.

    Nobody's wait has a timer of its own: that would cost a read a fiftieth of its time. Whoever made the gate calls
    `expire` now and then.
    """

    def __init__(self, places: int, longest: int) -> None:
        self.free = places
        self.longest = longest
        """How many may wait."""
        self.line: deque[_Waiting] = deque()

    async def enter(self) -> None:
        """Take a place. Raises ReadBusy where the line is full, or has stood still for too long."""
        if self.free:
            self.free -= 1
            return
        if len(self.line) >= self.longest:
            raise ReadBusy
        turn = asyncio.get_running_loop().create_future()
        self.line.append(_Waiting(time.monotonic(), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self.leave()
            raise

    def leave(self) -> None:
        """Give the place to who has waited longest."""
        while self.line:
            turn = self.line.popleft().turn
            if not turn.done():
                turn.set_result(None)
                return
        self.free += 1

    def expire(self, before: float) -> None:
        """Send away who has been in line since before that, on the clock of time.monotonic."""
        while self.line and self.line[0].since < before:
            turn = self.line.popleft().turn
            if not turn.done():
                turn.set_exception(ReadBusy())
