"""Consents of enterprises: immutable terms, the events that make up their state, and the signed artefact.

`consent`, `consent_item`, `consent_event` and `consent_artefact` are append-only: the database refuses to change or
delete a row. Only the balance of what may still be fetched counts down, and a lapse comes and goes.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class ConsentMode(StrEnum):
    """What the grantee may do with the data."""

    VIEW = "VIEW"
    STORE = "STORE"


class ConsentFetch(StrEnum):
    """How often the data may be fetched."""

    ONE_TIME = "ONE_TIME"
    PERIODIC = "PERIODIC"


class ConsentState(StrEnum):
    """What has become of a consent. EXPIRED is never an event: it follows from valid_until."""

    AWAITING = "AWAITING"
    ACTIVE = "ACTIVE"
    PAUSED = "PAUSED"
    REVOKED = "REVOKED"
    EXPIRED = "EXPIRED"
    REJECTED = "REJECTED"
    CONSUMED = "CONSUMED"


class Consent(Base):
    """The terms as the grantee lodged them. A change is a new consent that supersedes this one."""

    __tablename__ = "consent"
    __table_args__ = (Index(None, "uscc", "id"), Index(None, "grantee_code", "id"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Ordered by time (UUID version 7)."""
    uscc: Mapped[str] = mapped_column(Code)
    """The enterprise. No foreign key: lodging a request for an unknown one is answered as for a known one."""
    grantee_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    purpose: Mapped[str] = mapped_column(Code)
    mode: Mapped[str] = mapped_column(Code)
    fetch: Mapped[str] = mapped_column(Code)
    fetch_limit: Mapped[int]
    """How many operations may fetch data in all: 1 for ONE_TIME."""
    data_from: Mapped[date | None]
    """Data range: the first day that fetched records may concern; null for no limit."""
    data_until: Mapped[date | None]
    data_life_days: Mapped[int]
    """How many days the grantee may keep what it stored; 0 with VIEW."""
    valid_from: Mapped[datetime]
    valid_until: Mapped[datetime]
    """At most 12 months after valid_from."""
    supersedes: Mapped[str | None] = mapped_column(Code, ForeignKey("consent.id"))
    lodged_by: Mapped[str] = mapped_column(Code)
    """The client that lodged it."""
    lodged_at: Mapped[datetime]


class ConsentItem(Base):
    """A catalogue item that a consent covers."""

    __tablename__ = "consent_item"

    consent_id: Mapped[str] = mapped_column(Code, ForeignKey("consent.id"), primary_key=True)
    item_code: Mapped[str] = mapped_column(Code, ForeignKey("catalogue_item.code"), primary_key=True)


class ConsentEvent(Base):
    """A step in a consent's life; the latest one tells its state."""

    __tablename__ = "consent_event"
    __table_args__ = (Index(None, "consent_id", "id"),)

    id: Mapped[int] = mapped_column(Long, primary_key=True)
    consent_id: Mapped[str] = mapped_column(Code, ForeignKey("consent.id"))
    state: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(Code)
    """The user or client who took it; 'exchange' for what follows by itself."""
    reason: Mapped[str | None]


class ConsentArtefact(Base):
    """What the enterprise approved, signed by the exchange."""

    __tablename__ = "consent_artefact"

    consent_id: Mapped[str] = mapped_column(Code, ForeignKey("consent.id"), primary_key=True)
    approver_id: Mapped[str] = mapped_column(Code)
    text_sha256: Mapped[str] = mapped_column(Code)
    """Of the text that was shown to the approver, UTF-8, hexadecimal."""
    jws: Mapped[str]
    """The terms, approver and text hash as a compact JWS of the exchange's own key."""
    signed_at: Mapped[datetime]


class ConsentBalance(Base):
    """How many operations may still fetch data under an approved consent."""

    __tablename__ = "consent_balance"

    consent_id: Mapped[str] = mapped_column(Code, ForeignKey("consent.id"), primary_key=True)
    remaining: Mapped[int]


class ConsentLapse(Base):
    """A day behind which a consent has expired before its own end: with the offer that it was given for."""

    __tablename__ = "consent_lapse"

    consent_id: Mapped[str] = mapped_column(Code, ForeignKey("consent.id"), primary_key=True)
    last_on: Mapped[date]
    """The last day that it counts."""
