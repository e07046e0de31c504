"""Whose turn it is: callers wait in line, each after the others; who has had much of late waits longer."""

from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")

AT_ONCE = 0.03
"""Seconds of work that a caller gets at once: some thirty documents, as a program has them that is new here."""
SHARE = 0.005
"""What share of the time a caller's work may take beyond that: what is slower beside it is so less than a hundredth."""
DEAREST = 0.03
"""Seconds that one piece of work counts at most: only the first of its kind at a new worker takes longer, and whoever
sends it shouldn't wait a minute for the next."""
REMEMBERED = 1_000


class Turns(Generic[T]):
    """At most `longest` who wait."""

    def __init__(self, longest: int) -> None:
        self._longest, self._length = longest, 0
        self._line: dict[str, deque[T]] = {}
        self._paid: dict[str, float] = {}
        """Until when each caller's work so far takes its share of the time (the generic cell rate algorithm)."""

    def __len__(self) -> int:
        return self._length

    def add(self, caller: str, one: T) -> T | None:
        """Let one more wait. Where the line is full, return who has to leave: the last of the caller with the most."""
        own, gone = self._line.setdefault(caller, deque()), None
        own.append(one)
        self._length += 1
        if self._length > self._longest:
            most = max(map(len, self._line.values()))
            longest = caller if len(own) == most else next(c for c, line in self._line.items() if len(line) == most)
            gone = self._line[longest].pop()
            if not self._line[longest]:
                del self._line[longest]
            self._length -= 1
        return gone

    def next(self, now: float) -> T | None:
        """Take the first of the caller whose turn it is; None where all who wait have had more than their share."""
        latest = now + AT_ONCE / SHARE
        caller = next((caller for caller in self._line if self._paid.get(caller, 0.0) <= latest), None)
        if caller is None:
            return None
        line = self._line.pop(caller)
        one = line.popleft()
        if line:
            self._line[caller] = line  # the caller's others wait behind everybody's
        self._length -= 1
        return one

    def charge(self, caller: str, seconds: float, now: float) -> None:
        """Note that work was done for a caller."""
        if len(self._paid) >= REMEMBERED:
            self._paid = {each: until for each, until in self._paid.items() if until > now}
        self._paid[caller] = max(self._paid.get(caller, 0.0), now) + min(seconds, DEAREST) / SHARE

    def forgive(self) -> None:
        """Forget what work was done for whom: it kept nobody."""
        self._paid.clear()
