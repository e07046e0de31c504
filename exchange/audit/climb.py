"""Computes the tree anew from its leaves, in the memory of one path, and compares the stored nodes on the way."""

from collections.abc import Iterator, Mapping

from exchange.audit.fault import Fault, FaultKind
from exchange.audit.merkle import EMPTY, node_hash


class Climb:
    """The tree of the leaves so far: its complete subtrees from the left, the largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._subtrees: list[bytes] = []

    def add(self, leaf: bytes, stored: Mapping[tuple[int, int], bytes]) -> Iterator[Fault]:
        """Put a leaf hash behind the others; yield what is wrong with the stored nodes that it completes.

        It goes on with the stored hash, so that one wrong node is one fault and not one on each level above.
        """
        hash_, level, position = leaf, 0, self.size
        while position & 1:
            level, position = level + 1, position >> 1
            hash_ = node_hash(self._subtrees.pop(), hash_)
            found = stored.get((level, position))
            if found != hash_:
                yield _fault(level, position, missing=found is None)
                hash_ = found or hash_
        self._subtrees.append(hash_)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of the leaves so far."""
        if not self._subtrees:
            return EMPTY
        *others, hash_ = self._subtrees
        for left in reversed(others):
            hash_ = node_hash(left, hash_)
        return hash_


def _fault(level: int, position: int, *, missing: bool) -> Fault:
    kind = FaultKind.NODE_MISSING if missing else FaultKind.NODE_ALTERED
    first, last = position << level, ((position + 1) << level) - 1
    return Fault(kind, f"The hash over the positions {first} to {last} (level {level}) {_said(missing)}.", None, first)


def _said(missing: bool) -> str:
    return "is missing" if missing else "is not that of the two below it"
