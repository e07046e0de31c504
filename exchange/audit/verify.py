"""Whether the access log is as it was written: every entry, the whole tree, and each head that was signed.

An entry is compared with its stored leaf hash, every node with the two below it, and each signed root with the tree's
at its size; that the tree of each head begins with that of the one before it follows, as all are of this one tree.
What no check of the log alone can find is a log cut off behind an older head, heads included, and an entry taken out
in the seconds before its sealing: the first is found by whoever kept a younger head.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import BigInteger, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.audit.climb import Climb
from exchange.audit.fault import Fault, FaultKind
from exchange.audit.heads import Check, Heads
from exchange.audit.model import AccessEntry, AccessLeaf, AccessPending, TreeHead, TreeNode
from exchange.audit.stretch import Stretch

AT_ONCE = 4096
"""Positions that are read at once: all that is held in memory."""
DEEPEST = 62
"""The level that no tree of 64-bit positions goes beyond."""
OVERDUE = timedelta(minutes=1)
"""How long an entry may wait for its leaf."""


class Extent(NamedTuple):
    """How much there is to look at."""

    entries: int
    leaves: int
    heads: int


def extent(session: Session) -> Extent:
    """Count entries, leaves and heads."""
    tables = (AccessEntry, AccessLeaf, TreeHead)
    return Extent(*[session.scalar(select(func.count()).select_from(table)) or 0 for table in tables])


def verify(session: Session, check: Check, overdue: timedelta = OVERDUE) -> Iterator[Fault]:
    """Yield every fault, in the order of the positions; none for a log that is as it was written.

    The session's transaction must be one snapshot: entries go on being written and sealed.
    """
    size = _size(session)
    heads, climb = Heads(session, check), Climb()
    for start in range(0, size, AT_ONCE):
        stretch = Stretch.read(session, start, min(start + AT_ONCE, size))
        for position in range(start, min(start + AT_ONCE, size)):
            leaf, fault = stretch.leaf(position)
            if fault:
                yield fault
            yield from climb.add(leaf, stretch.nodes)
            yield from heads.at(climb.size, climb.root)
    yield from heads.rest(size)
    yield from _stray(session, size)
    yield from _unsealed(session)
    yield from _overdue(session, overdue)


def _size(session: Session) -> int:
    """Return the number of leaves, counted: the largest position is what a forger may choose."""
    leaves = session.scalar(select(func.count()).select_from(AccessLeaf)) or 0
    return max(leaves, session.scalar(select(func.count()).where(TreeNode.level == 0)) or 0)


def _stray(session: Session, size: int) -> Iterator[Fault]:
    ends = literal(size, BigInteger).bitwise_rshift(TreeNode.level)
    beyond = or_(~TreeNode.level.between(0, DEEPEST), TreeNode.position < 0, TreeNode.position >= ends)
    for level, position in session.execute(select(TreeNode.level, TreeNode.position).where(beyond)):
        message = f"A hash of level {level} and position {position} lies beyond the tree."
        yield Fault(FaultKind.NODE_STRAY, message, None, position)
    outside = ~AccessLeaf.position.between(0, size - 1)
    for position, entry_id in session.execute(select(AccessLeaf.position, AccessLeaf.entry_id).where(outside)):
        message = f"The leaf of entry {entry_id} lies at position {position}, beyond the tree."
        yield Fault(FaultKind.NODE_STRAY, message, entry_id, position)


def _unsealed(session: Session) -> Iterator[Fault]:
    leaf = exists().where(AccessLeaf.entry_id == AccessEntry.id)
    waits = exists().where(AccessPending.entry_id == AccessEntry.id)
    statement = select(AccessEntry.id).where(~leaf, ~waits).order_by(AccessEntry.id)
    for entry_id in session.scalars(statement.execution_options(yield_per=AT_ONCE)):
        yield Fault(FaultKind.ENTRY_UNSEALED, f"Entry {entry_id} has no leaf and doesn't wait for one.", entry_id)


def _overdue(session: Session, overdue: timedelta) -> Iterator[Fault]:
    late = or_(AccessEntry.id.is_(None), AccessEntry.at < clock.now() - overdue)
    statement = select(AccessPending.entry_id).outerjoin(AccessEntry, AccessEntry.id == AccessPending.entry_id)
    for entry_id in session.scalars(statement.where(late).execution_options(yield_per=AT_ONCE)):
        message = f"Entry {entry_id} has waited for its leaf for more than {overdue.total_seconds():.0f} s."
        yield Fault(FaultKind.PENDING_OVERDUE, message, entry_id)
