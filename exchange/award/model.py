"""What a case ends with: an award or a mediation statement, what it obliges to, and how that was performed."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class AwardKind(StrEnum):
    """What binds the parties."""

    AWARD = "AWARD"
    MEDIATION_STATEMENT = "MEDIATION_STATEMENT"


class ObligationKind(StrEnum):
    """What is owed."""

    PAY = "PAY"
    DELIVER = "DELIVER"
    ACT = "ACT"
    REFRAIN = "REFRAIN"


class Award(Base):
    """An award, or a mediation statement, which binds once both sides have signed it."""

    __tablename__ = "award"
    __table_args__ = (
        Index(None, "case_id", "id"),
        Index(
            "uq_award_binding",
            "case_id",
            unique=True,
            sqlite_where=text("binding_on IS NOT NULL"),
            postgresql_where=text("binding_on IS NOT NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with awd_."""
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    kind: Mapped[str] = mapped_column(Code)
    text: Mapped[str]
    """What is decided or agreed, and why."""
    made_by: Mapped[str] = mapped_column(Code)
    made_at: Mapped[datetime]
    signed_claimant_at: Mapped[datetime | None]
    signed_respondent_at: Mapped[datetime | None]
    binding_on: Mapped[date | None]
    """The day of the award; of a statement, when the second side signed it."""
    corrected_on: Mapped[date | None]
    correction: Mapped[str | None]
    """What the tribunal corrected or added; null where nothing."""
    set_aside_on: Mapped[date | None]


class Obligation(Base):
    """One thing that one party owes the other: who, to whom, what, how much, by when."""

    __tablename__ = "award_obligation"
    __table_args__ = (Index(None, "award_id", "number", unique=True), Index(None, "case_id", "due_on"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with obl_."""
    award_id: Mapped[str] = mapped_column(Code, ForeignKey("award.id"))
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(Code)
    debtor: Mapped[str] = mapped_column(Code)
    """A Side; the creditor is the other one."""
    amount_fen: Mapped[int | None] = mapped_column(Long)
    """What is to be paid; null for what isn't money."""
    content: Mapped[str]
    due_on: Mapped[date]
    performed_fen: Mapped[int] = mapped_column(Long)
    performed_on: Mapped[date | None]
    """When all of it was performed; null while it isn't."""


class Performance(Base):
    """That something was performed, as one side says; it counts once the creditor or the centre confirms it."""

    __tablename__ = "award_performance"
    __table_args__ = (Index(None, "obligation_id", "id"), Index(None, "case_id", "id"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with prf_."""
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    obligation_id: Mapped[str] = mapped_column(Code, ForeignKey("award_obligation.id"))
    amount_fen: Mapped[int | None] = mapped_column(Long)
    performed_on: Mapped[date]
    stated_by: Mapped[str] = mapped_column(Code)
    stated_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    denied_at: Mapped[datetime | None]
