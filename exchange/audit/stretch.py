"""What the database holds of a stretch of the log: leaves, their entries, and the nodes that end in it."""

from typing import Any, NamedTuple, Self

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from exchange.audit import entry
from exchange.audit.fault import Fault, FaultKind
from exchange.audit.merkle import Nodes
from exchange.audit.model import AccessEntry, AccessLeaf, TreeNode


class Stretch(NamedTuple):
    """The positions from `start` up to `end`."""

    leaves: dict[int, tuple[str, bytes | None]]
    """By position: the entry's id, and the leaf hash of its columns as they are now; None where it is gone."""
    nodes: Nodes

    @classmethod
    def read(cls, session: Session, start: int, end: int) -> Self:
        """Read them, by two statements."""
        return cls(_leaves(session, start, end), _nodes(session, start, end))

    def leaf(self, position: int) -> tuple[bytes, Fault | None]:
        """Return the leaf hash to go on with, the stored one where there is one, and what is wrong there."""
        stored = self.nodes.get((0, position))
        entry_id, computed = self.leaves.get(position, (None, None))
        return stored or computed or b"", _fault(position, entry_id, computed, stored)


def _fault(position: int, entry_id: str | None, computed: bytes | None, stored: bytes | None) -> Fault | None:
    if entry_id is None:
        return Fault(FaultKind.LEAF_MISSING, f"No entry is named for position {position}.", None, position)
    if computed is None:
        kind, message = FaultKind.ENTRY_MISSING, f"Entry {entry_id} of position {position} is gone."
    elif stored is None:
        kind, message = FaultKind.NODE_MISSING, f"The leaf hash of position {position} (entry {entry_id}) is missing."
    elif stored != computed:
        kind, message = FaultKind.ENTRY_ALTERED, f"Entry {entry_id} of position {position} is not as it was sealed."
    else:
        return None
    return Fault(kind, message, entry_id, position)


def _leaves(session: Session, start: int, end: int) -> dict[int, tuple[str, bytes | None]]:
    columns = entry.columns(session.get_bind().dialect.name)
    statement = select(AccessLeaf.position, AccessLeaf.entry_id, *columns)
    statement = statement.outerjoin(AccessEntry, AccessEntry.id == AccessLeaf.entry_id)
    rows = session.execute(statement.where(AccessLeaf.position >= start, AccessLeaf.position < end))
    return {row[0]: (row[1], _hashed(row[2:])) for row in rows}


def _hashed(values: tuple[Any, ...]) -> bytes | None:
    if values[0] is None:
        return None
    try:
        return entry.leaf(values)
    except TypeError:
        # SQLite keeps a value of another type than its column's: none that the exchange wrote.
        return b""


def _nodes(session: Session, start: int, end: int) -> Nodes:
    """Read the nodes whose last leaf is in the stretch."""
    ending = [
        (TreeNode.level == level) & TreeNode.position.between(start >> level, (end >> level) - 1)
        for level in range(end.bit_length())
        if end >> level > start >> level
    ]
    rows = session.execute(select(TreeNode.level, TreeNode.position, TreeNode.hash).where(or_(*ending)))
    return {(level, position): _bytes(hash_) for level, position, hash_ in rows}


def _bytes(hash_: object) -> bytes:
    """Return the hash; something else for what isn't one."""
    try:
        return bytes.fromhex(str(hash_))
    except ValueError:
        return b"?"
