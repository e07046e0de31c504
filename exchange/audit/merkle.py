"""The Merkle tree of RFC 9162, section 2.1 (the same as RFC 6962's), kept as the hashes of its complete subtrees.

The node (level, position) is the hash of the leaves from position * 2**level on, 2**level of them: it never changes
once it is complete. From these, roots and proofs of every size so far follow, each from O(log n) nodes.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

Read = Callable[[int, int], bytes]
"""Returns the hash of a complete subtree by level and position."""
Nodes = dict[tuple[int, int], bytes]
EMPTY = sha256().digest()
"""The root of a tree without leaves."""


def leaf_hash(data: bytes) -> bytes:
    """Hash an entry; the prefix keeps a leaf from passing for a node."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them."""
    return sha256(b"\1" + left + right).digest()


def appended(read: Read, size: int, leaves: Sequence[bytes]) -> Nodes:
    """Return the nodes that leaf hashes complete when they are put behind `size` others, the leaves included.

    At most one stored node a level is read: the one on the left of the first new one.
    """
    nodes: Nodes = {}
    start, row = size, list(leaves)
    level = 0
    while row:
        nodes.update({(level, start + number): hash_ for number, hash_ in enumerate(row)})
        if start & 1:
            start, row = start - 1, [read(level, start - 1), *row]
        row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=False)]
        start, level = start >> 1, level + 1
    return nodes


def root(read: Read, size: int) -> bytes:
    """Return the root of the tree of the first `size` leaves."""
    return _subtree(read, 0, size) if size else EMPTY


def inclusion(read: Read, position: int, size: int) -> list[bytes]:
    """Return the path that proves a leaf to be in the tree of a size: PATH(m, D_n), from the leaf upwards.

    Raises ValueError where that tree doesn't have the leaf.
    """
    if not 0 <= position < size:
        raise ValueError(f"A tree of {size} leaves has no position {position}.")
    path, start, end = [], 0, size
    while end - start > 1:
        middle = _middle(start, end)
        if position < middle:
            path.append(_subtree(read, middle, end))
            end = middle
        else:
            path.append(_subtree(read, start, middle))
            start = middle
    return path[::-1]


def consistency(read: Read, first: int, second: int) -> list[bytes]:
    """Return the path that proves the tree of `second` leaves to begin with that of `first`: PROOF(m, D_n).

    Raises ValueError unless 0 < first <= second.
    """
    if not 0 < first <= second:
        raise ValueError(f"There is no proof from {first} to {second} leaves.")
    path, start, end = [], 0, second
    while first != end:
        middle = _middle(start, end)
        if first <= middle:
            path.append(_subtree(read, middle, end))
            end = middle
        else:
            path.append(_subtree(read, start, middle))
            start = middle
    if start:
        path.append(_subtree(read, start, end))
    return path[::-1]


def _subtree(read: Read, start: int, end: int) -> bytes:
    """Return MTH(D[start:end]), where `start` is a multiple of the least power of two that the range fits in."""
    level = (end - start - 1).bit_length()
    if end - start == 1 << level:
        return read(level, start >> level)
    middle = _middle(start, end)
    return node_hash(_subtree(read, start, middle), _subtree(read, middle, end))


def _middle(start: int, end: int) -> int:
    """Return where the tree splits: the left side is the largest power of two below the number of leaves."""
    return start + (1 << (end - start - 1).bit_length() - 1)
