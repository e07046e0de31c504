"""Whether a proof holds, as whoever keeps tree heads checks it: RFC 9162, sections 2.1.3.2 and 2.1.4.2."""

from collections.abc import Sequence

from exchange.audit.merkle import node_hash


def includes(leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Return whether the path proves that the tree of `size` leaves under `root` has the leaf hash at the position."""
    if not 0 <= position < size:
        return False
    first, last, hash_ = position, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if first & 1 or first == last:
            hash_ = node_hash(sibling, hash_)
            first, last = _risen(first, last)
        else:
            hash_ = node_hash(hash_, sibling)
        first, last = first >> 1, last >> 1
    return last == 0 and hash_ == root


def extends(first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]) -> bool:
    """Return whether the path proves that the tree of `second` leaves begins with the tree of `first`."""
    if first == second:
        return not path and first_root == second_root
    if not 0 < first < second or not path:
        return False
    steps = [first_root, *path] if first & (first - 1) == 0 else list(path)
    one, other = first - 1, second - 1
    while one & 1:
        one, other = one >> 1, other >> 1
    old = new = steps[0]
    for sibling in steps[1:]:
        if other == 0:
            return False
        if one & 1 or one == other:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            one, other = _risen(one, other)
        else:
            new = node_hash(new, sibling)
        one, other = one >> 1, other >> 1
    return other == 0 and old == first_root and new == second_root


def _risen(first: int, last: int) -> tuple[int, int]:
    """Skip the levels on which the right edge has no sibling."""
    while first and not first & 1:
        first, last = first >> 1, last >> 1
    return first, last
