"""What past recipients of a record or an entry are told once it no longer holds, and whether they acknowledged it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code
from exchange.deadline.model import Timed


class CorrectionCause(StrEnum):
    """Why what was given no longer holds."""

    RESTORED = "RESTORED"
    """Its subject's credit was restored: it may be neither shown, shared nor used any more."""
    WITHDRAWN = "WITHDRAWN"
    """It was taken back."""
    CORRECTED = "CORRECTED"
    """It says something else now."""


class CorrectionState(StrEnum):
    """Whether the recipient has acknowledged it."""

    PENDING = "PENDING"
    ACKNOWLEDGED = "ACKNOWLEDGED"


class Correction(Timed, Base):
    """A correction for one institution that was given a record or an entry: either of the two is named."""

    __tablename__ = "correction"
    __table_args__ = (
        Index(None, "institution_code", "id"),
        Index(None, "supplier_code", "id"),
        Index(None, "uscc", "id"),
        Index(None, "record_id"),
        Index(None, "entry_id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with cor_; ordered by time (UUID version 7)."""
    record_id: Mapped[str | None] = mapped_column(Code, ForeignKey("credit_record.id"))
    entry_id: Mapped[str | None] = mapped_column(Code, ForeignKey("list_entry.id"))
    """The entry on a list; null for a record."""
    uscc: Mapped[str] = mapped_column(Code)
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    """Who supplied the record, or keeps the list."""
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    """The recipient."""
    cause: Mapped[str] = mapped_column(Code)
    """A CorrectionCause."""
    made_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None] = mapped_column(Code)
