"""What past recipients of a record are told once it no longer holds, and whether they have acknowledged it."""

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
    """A correction for one institution that read the subject's data since the record was known."""

    __tablename__ = "correction"
    __table_args__ = (
        Index(None, "institution_code", "id"),
        Index(None, "supplier_code", "id"),
        Index(None, "uscc", "id"),
        Index(None, "record_id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with cor_; ordered by time (UUID version 7)."""
    record_id: Mapped[str] = mapped_column(Code, ForeignKey("credit_record.id"))
    uscc: Mapped[str] = mapped_column(Code)
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    """The recipient."""
    cause: Mapped[str] = mapped_column(Code)
    """A CorrectionCause."""
    made_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[str | None] = mapped_column(Code)
