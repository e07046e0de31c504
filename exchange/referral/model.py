"""What a centre passes on to the enforcing court when an award isn't performed. The court alone decides on it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code, Name


class ReferralState(StrEnum):
    """How far a referral is."""

    APPLIED = "APPLIED"
    """The creditor applied; the centre hasn't sent it yet."""
    SENT = "SENT"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    ACCEPTED = "ACCEPTED"
    """The court takes it up; whether it lists follows."""
    REFUSED = "REFUSED"
    LISTED = "LISTED"
    DELISTED = "DELISTED"


class Referral(Base):
    """A referral: one for each award and debtor. The court sees it, and nothing else of the case."""

    __tablename__ = "referral"
    __table_args__ = (
        Index("uq_referral", "award_id", "debtor_uscc", unique=True),
        Index(None, "court_code", "id"),
        Index(None, "case_id", "id"),
        Index(None, "case_number", "debtor_uscc"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with rfr_."""
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    case_number: Mapped[str] = mapped_column(Name)
    award_id: Mapped[str] = mapped_column(Code, ForeignKey("award.id"))
    centre_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    court_code: Mapped[str | None] = mapped_column(Code, ForeignKey("institution.code"))
    """Null before it is sent."""
    creditor_uscc: Mapped[str] = mapped_column(Code)
    debtor_uscc: Mapped[str] = mapped_column(Code)
    debtor: Mapped[str] = mapped_column(Code)
    """The debtor's Side."""
    ground: Mapped[str] = mapped_column(Code)
    """A ground of the court's list, by its code."""
    ability: Mapped[str]
    """What shows that the debtor could perform; null for no ground."""
    outstanding_fen: Mapped[int] = mapped_column(Long)
    """What was overdue when the creditor applied."""
    state: Mapped[str] = mapped_column(Code)
    applied_by: Mapped[str] = mapped_column(Code)
    applied_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int]
    """How often the court was told."""
    acknowledged_at: Mapped[datetime | None]
    reasons: Mapped[str | None]
    """Why the court refused; null otherwise."""
    decided_at: Mapped[datetime | None]
    entry_id: Mapped[str | None] = mapped_column(Code)
    """The court's own entry; null while it hasn't listed."""
