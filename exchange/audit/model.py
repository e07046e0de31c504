"""The access log: what left the exchange, and the Merkle tree over it (RFC 6962).

`access_entry`, `access_leaf`, `tree_node` and `tree_head` are append-only: the database refuses to change or delete
a row.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class AccessEntry(Base):
    """One delivery of non-public data: one operation, one subject, one basis."""

    __tablename__ = "access_entry"
    __table_args__ = (
        Index(None, "uscc", "id"),
        Index(None, "institution_code", "id"),
        Index(None, "consent_id", "id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """UUID version 7 as 32 hexadecimal digits."""
    at: Mapped[datetime]
    request_id: Mapped[str] = mapped_column(Code)
    client_id: Mapped[str] = mapped_column(Code)
    institution_code: Mapped[str] = mapped_column(Code)
    user_id: Mapped[str | None] = mapped_column(Code)
    uscc: Mapped[str] = mapped_column(Code)
    """The subject."""
    purpose: Mapped[str] = mapped_column(Code)
    basis: Mapped[str] = mapped_column(Code)
    """CONSENT, AGREEMENT, SELF or COURT."""
    consent_id: Mapped[str | None] = mapped_column(Code)
    agreement_id: Mapped[str | None] = mapped_column(Code)
    operation: Mapped[str]
    """The operation's name and the SHA-256 of its document."""
    policies: Mapped[str]
    """The fields behind the door that were asked for, with one space between two."""
    row_count: Mapped[int]
    """How many rows behind the door were delivered of this subject."""
    outcome: Mapped[str] = mapped_column(Code)
    """DELIVERED."""


class AccessPending(Base):
    """An entry that waits for its leaf. One statement writes both and no entry is deleted, so no key is looked up."""

    __tablename__ = "access_pending"

    entry_id: Mapped[str] = mapped_column(Code, primary_key=True)


class AccessLeaf(Base):
    """Where an entry is in the tree."""

    __tablename__ = "access_leaf"

    position: Mapped[int] = mapped_column(Long, primary_key=True, autoincrement=False)
    entry_id: Mapped[str] = mapped_column(Code, ForeignKey("access_entry.id"), unique=True)


class TreeNode(Base):
    """The hash of a complete subtree of 2**level leaves, the position-th of its level; leaves are level 0."""

    __tablename__ = "tree_node"

    level: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(Long, primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(Code)
    """SHA-256, hexadecimal."""


class TreeHead(Base):
    """The signed root of the tree at a size."""

    __tablename__ = "tree_head"

    size: Mapped[int] = mapped_column(Long, primary_key=True, autoincrement=False)
    root: Mapped[str] = mapped_column(Code)
    signed_at: Mapped[datetime]
    jws: Mapped[str]
    """Size, root and time as a compact JWS of the exchange's own key."""
