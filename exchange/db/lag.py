"""How much a replica lacks, by positions in the write-ahead log and one clock: no two are compared.

What is proved: when the primary was asked for its position, everything committed until then lay before that position.
So a replica that has replayed that far holds at least what had been committed when the primary was asked.
"""

from collections import deque
from enum import Enum
from math import inf
from typing import NamedTuple

PRIMARY = """SELECT system_identifier AS system,
('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::integer AS timeline,
(pg_current_wal_flush_lsn() - '0/0')::bigint AS reached
FROM pg_control_system()"""
"""Where the primary is. What is acknowledged is flushed; with synchronous_commit off it is, a little later."""
REPLICA = """SELECT s.system_identifier AS system, greatest(c.timeline_id, r.min_recovery_end_timeline) AS timeline,
CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0')::bigint END AS reached
FROM pg_control_system() AS s, pg_control_checkpoint() AS c, pg_control_recovery() AS r"""
"""How far a replica has replayed; no position where it is none, or none any more."""
REMEMBERED = 1_000
"""Positions of the primary that are remembered: enough to tell how late a replica is that is hours late."""


class Position(NamedTuple):
    """Which database it is, on which line of its history, and how far; `reached` is null of who follows nobody."""

    system: int
    timeline: int
    reached: int | None


class State(Enum):
    """What a replica is good for."""

    CURRENT = "it holds what it must"
    LATE = "it lacks what is older than the bound"
    FOREIGN = "it follows another database, another history or nobody"
    LOST = "it can't be reached"


class Lag:
    """What a replica has provably replayed. Times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self.held_at = -inf
        """Everything that was committed until then, the replica holds."""
        self._primary: Position | None = None
        self._asked: deque[tuple[float, int]] = deque(maxlen=REMEMBERED)

    def asked(self, at: float, primary: Position) -> None:
        """Note the primary's position, which was asked for at a time."""
        before, self._primary = self._primary, primary
        if before is None or before[:2] != primary[:2]:
            self._asked.clear()
            self.held_at = -inf
        reached = primary.reached or 0
        if self._asked and self._asked[-1][1] == reached:
            self._asked.pop()
        self._asked.append((at, reached))

    def replayed(self, replica: Position) -> bool:
        """Note how far the replica is; return whether it is one of the primary that was asked."""
        if self._primary is None or replica.reached is None or replica[:2] != self._primary[:2]:
            self.held_at = -inf
            return False
        while self._asked and self._asked[0][1] <= replica.reached:
            self.held_at = self._asked.popleft()[0]
        return True
