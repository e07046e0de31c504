"""An enterprise's application that its credit be restored: that an adverse record be published and used no more."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code
from exchange.deadline.model import Timed


class RestorationState(StrEnum):
    """How far an application is."""

    APPLIED = "APPLIED"
    ACCEPTED = "ACCEPTED"
    """The authority has all it needs, and decides."""
    REFUSED = "REFUSED"
    """The authority did not take it up."""
    GRANTED = "GRANTED"
    DENIED = "DENIED"
    WITHDRAWN = "WITHDRAWN"
    """The enterprise took it back."""


class Restoration(Timed, Base):
    """An application. Its steps are procedure events; `closed_at` is null while somebody must decide."""

    __tablename__ = "restoration"
    __table_args__ = (
        Index(
            "uq_restoration_open",
            "record_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(None, "uscc", "id"),
        Index(None, "supplier_code", "id"),
        Index(None, "record_id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with rst_; ordered by time (UUID version 7)."""
    record_id: Mapped[str] = mapped_column(Code, ForeignKey("credit_record.id"))
    uscc: Mapped[str] = mapped_column(Code)
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    """The authority that made the record, which decides."""
    text: Mapped[str]
    earliest_on: Mapped[date | None]
    """When the record's minimum publicity is over, by the rule that was in force."""
    applied_by: Mapped[str] = mapped_column(Code)
    applied_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(Code)
    closed_at: Mapped[datetime | None]
    reasons: Mapped[str | None]
    decided_by: Mapped[str | None] = mapped_column(Code)
    decided_at: Mapped[datetime | None]
