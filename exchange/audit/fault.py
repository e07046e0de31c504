"""What can be wrong with the access log."""

from enum import StrEnum
from typing import NamedTuple


class FaultKind(StrEnum):
    """What was found."""

    ENTRY_ALTERED = "ENTRY_ALTERED"
    """An entry's columns are not those that its leaf was made of."""
    ENTRY_MISSING = "ENTRY_MISSING"
    """A leaf's entry is gone."""
    ENTRY_UNSEALED = "ENTRY_UNSEALED"
    """An entry has no leaf and doesn't wait for one."""
    PENDING_OVERDUE = "PENDING_OVERDUE"
    """An entry has waited for its leaf for too long."""
    LEAF_MISSING = "LEAF_MISSING"
    """No entry is named for a position of the tree."""
    NODE_ALTERED = "NODE_ALTERED"
    """A stored hash is not that of the two below it: one of the three was changed."""
    NODE_MISSING = "NODE_MISSING"
    """A hash of the tree is gone."""
    NODE_STRAY = "NODE_STRAY"
    """A hash or leaf lies beyond the end of the tree."""
    HEAD_ROOT = "HEAD_ROOT"
    """A signed root is not the tree's at that size: what came before it was changed, or the head."""
    HEAD_FORGED = "HEAD_FORGED"
    """A head's signature is not the exchange's, or what is signed is not what its columns say."""
    HEAD_MISSING = "HEAD_MISSING"
    """The end of the tree is under no signed head."""


class Fault(NamedTuple):
    """One finding: which entry, and which position of the tree."""

    kind: FaultKind
    message: str
    entry_id: str | None = None
    position: int | None = None
