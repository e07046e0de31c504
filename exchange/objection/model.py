"""An enterprise's objection to a record about itself, how it was decided, and how the decision was reviewed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code
from exchange.deadline.model import Timed


class ObjectionState(StrEnum):
    """How far an objection is."""

    LODGED = "LODGED"
    FORWARDED = "FORWARDED"
    """The record's supplier has it, and decides."""
    DECIDED = "DECIDED"
    REVIEW_REQUESTED = "REVIEW_REQUESTED"
    """The enterprise asked for another decision: the operator's."""
    REVIEW_DECIDED = "REVIEW_DECIDED"
    CANCELLED = "CANCELLED"
    """The enterprise took it back."""


class ObjectionOutcome(StrEnum):
    """How an objection was decided."""

    CORRECTED = "CORRECTED"
    """The record was wrong; the supplier has sent it anew."""
    WITHDRAWN = "WITHDRAWN"
    """The record should not be there: it is taken back."""
    UPHELD = "UPHELD"
    """The record stands."""


class Objection(Timed, Base):
    """An objection. Its steps are procedure events; `closed_at` is null while somebody must decide."""

    __tablename__ = "objection"
    __table_args__ = (
        Index(
            "uq_objection_open",
            "record_id",
            "uscc",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
        Index(None, "uscc", "id"),
        Index(None, "supplier_code", "id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with obj_; ordered by time (UUID version 7)."""
    record_id: Mapped[str] = mapped_column(Code, ForeignKey("credit_record.id"))
    record_version: Mapped[int]
    """The word of the supplier that is objected to, or was when the review was asked for."""
    uscc: Mapped[str] = mapped_column(Code)
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    text: Mapped[str]
    lodged_by: Mapped[str] = mapped_column(Code)
    lodged_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(Code)
    closed_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(Code)
    reasons: Mapped[str | None]
    decided_by: Mapped[str | None] = mapped_column(Code)
    decided_at: Mapped[datetime | None]
    submission_id: Mapped[int | None] = mapped_column(Long)
    """Where CORRECTED: the submission that the corrected record came with."""
    review_text: Mapped[str | None]
    review_outcome: Mapped[str | None] = mapped_column(Code)
    review_reasons: Mapped[str | None]
    review_decided_by: Mapped[str | None] = mapped_column(Code)
    review_decided_at: Mapped[datetime | None]
