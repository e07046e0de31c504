"""Credit records of all kinds in one table: what they have in common as columns, what their kind adds as facts.

The kinds' own fields are data of the catalogue (exchange.catalogue), so a new item needs no new table; `facts` holds
them as a JSON object. `credit_record` has what is said now, `credit_record_version` what was said before.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.quotable import quotable
from exchange.db.types import Code, Name


class Statement:
    """What a supplier states, shared by the row of now and the rows of before. Null is not stated."""

    subject_name: Mapped[str]
    """The subject's name as the supplier wrote it."""
    document_number: Mapped[str | None]
    authority: Mapped[str | None]
    """Who decided, by name."""
    decided_on: Mapped[date | None]
    severity: Mapped[str | None] = mapped_column(Code)
    """A Severity; null for what isn't adverse."""
    facts: Mapped[str]
    """JSON object of the kind's own fields; days in ISO 8601, money in whole fen, absent is not stated."""
    digest: Mapped[str] = mapped_column(Code)
    """SHA-256 of all that is stated, hexadecimal: equal means unchanged."""
    version: Mapped[int]
    """1 for the first word of the supplier."""
    submission_id: Mapped[int] = mapped_column(Long)
    line: Mapped[int]
    known_from: Mapped[datetime]


class CreditRecord(Statement, Base):
    """The latest word on a record; (supplier, item, external id) is its key."""

    __tablename__ = "credit_record"
    __table_args__ = (
        UniqueConstraint("supplier_code", "item_code", "external_id"),
        ForeignKeyConstraint(["item_code", "publicity"], ["catalogue_item.code", "catalogue_item.publicity"]),
        Index(None, "uscc", "kind", "decided_on", "id"),
        Index(None, "submission_id", "id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with rec_; ordered by time (UUID version 7)."""
    kind: Mapped[str] = mapped_column(Code)
    item_code: Mapped[str] = mapped_column(Code)
    publicity: Mapped[str] = mapped_column(Code)
    """The item's, written beside it so that one look at the row decides who may see it."""
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    external_id: Mapped[str] = mapped_column(Name)
    """The supplier's own key of it; where no field of the item's standard fills it, document number|USCC: one
    decision may be about several."""
    uscc: Mapped[str | None] = mapped_column(Code)
    """The subject; null in history only, where the supplier never named it. It needn't be in the registry yet."""
    state: Mapped[str] = mapped_column(Code)
    """A RecordState."""
    published_from: Mapped[date | None]
    """The first day it is published, or shared where it isn't public; null where it never is."""
    published_until: Mapped[date | None]
    """The last such day; null where none is set."""
    quotable: Mapped[bool] = quotable("subject_name", "document_number", "authority")


class CreditRecordVersion(Statement, Base):
    """An earlier word on a record."""

    __tablename__ = "credit_record_version"

    record_id: Mapped[str] = mapped_column(Code, ForeignKey("credit_record.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    known_to: Mapped[datetime]
    """When another word took its place."""


class RecordEvent(Base):
    """A change of a record's state; append-only."""

    __tablename__ = "record_event"
    __table_args__ = (Index(None, "record_id", "id"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Ordered by time (UUID version 7)."""
    record_id: Mapped[str] = mapped_column(Code, ForeignKey("credit_record.id"))
    state: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Code)
    """The actor: a user's or a client's id."""
    institution_code: Mapped[str | None] = mapped_column(Code)
    reason: Mapped[str]
