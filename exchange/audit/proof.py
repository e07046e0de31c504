"""Signed tree heads, and proofs that an entry is in the log and that the log has only grown.

Whoever keeps a head can check both by `exchange.audit.witness`, or by any implementation of RFC 9162.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from exchange.audit import merkle, stored
from exchange.audit.model import AccessLeaf, TreeHead, TreeNode
from exchange.audit.refusal import UnknownEntry, UnknownSize
from exchange.audit.stored import Reading


class Head(NamedTuple):
    """A signed tree head."""

    size: int
    root: str
    """SHA-256, hexadecimal."""
    signed_at: datetime
    jws: str


class Inclusion(NamedTuple):
    """A proof that the tree of `size` leaves has an entry at `position`, counted from 0; hashes in hexadecimal."""

    leaf_hash: str
    position: int
    size: int
    path: list[str]


class Consistency(NamedTuple):
    """A proof that the tree of `second` leaves begins with the tree of `first`; hashes in hexadecimal."""

    first: int
    second: int
    path: list[str]


def head(reading: Reading, size: int | None = None) -> Head:
    """Return the head of a size; without one the youngest. Raises UnknownSize."""
    statement = select(TreeHead.size, TreeHead.root, TreeHead.signed_at, TreeHead.jws)
    if size is not None:
        statement = statement.where(TreeHead.size == size)
    row = reading.execute(statement.order_by(TreeHead.size.desc()).limit(1)).first()
    if row is None:
        raise UnknownSize("No tree head is signed yet." if size is None else f"No tree head of size {size} is signed.")
    return Head(*row)


def inclusion(reading: Reading, entry_id: str, size: int | None = None) -> Inclusion:
    """Prove that an entry is in the tree of a size; without one, under the youngest head.

    Raises UnknownEntry where the entry is unknown, waits for its leaf or came after that size, and UnknownSize.
    """
    grown = _size(reading, size)
    leaf = (AccessLeaf.position == TreeNode.position) & (TreeNode.level == 0)
    statement = select(AccessLeaf.position, TreeNode.hash).join(TreeNode, leaf).where(AccessLeaf.entry_id == entry_id)
    row = reading.execute(statement).first()
    if row is None or row[0] >= grown:
        raise UnknownEntry(f"The log has no entry '{entry_id}' among its first {grown}; a new one takes some seconds.")
    path = stored.computed(reading, lambda read: merkle.inclusion(read, row[0], grown))
    return Inclusion(row[1], row[0], grown, [hash_.hex() for hash_ in path])


def consistency(reading: Reading, first: int, second: int | None = None) -> Consistency:
    """Prove that the tree of a size, without one the youngest, begins with that of a smaller one.

    Raises UnknownSize.
    """
    grown = _size(reading, second)
    if not 0 < first <= grown:
        raise UnknownSize(f"The size {first} is not from 1 to {grown}.")
    path = stored.computed(reading, lambda read: merkle.consistency(read, first, grown))
    return Consistency(first, grown, [hash_.hex() for hash_ in path])


def _size(reading: Reading, wanted: int | None) -> int:
    signed = stored.signed(reading)
    if wanted is None:
        wanted = signed
    if not 0 < wanted <= signed:
        raise UnknownSize(f"The size {wanted} is not from 1 to {signed}, the size of the youngest signed tree head.")
    return wanted
