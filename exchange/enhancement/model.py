"""What stands behind an application besides the enterprise: a guarantee, an insurance, a risk pool, a receivable."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class EnhancementKind(StrEnum):
    """What stands behind an application."""

    GUARANTEE = "GUARANTEE"
    RISK_POOL = "RISK_POOL"
    INSURANCE = "INSURANCE"
    RECEIVABLE_CONFIRMATION = "RECEIVABLE_CONFIRMATION"
    """A receivable that its payer confirmed."""


class EnhancementState(StrEnum):
    """How far an enhancement is."""

    PROPOSED = "PROPOSED"
    CONFIRMED = "CONFIRMED"
    """The provider stands behind the application. A confirmed receivable does at once."""
    DECLINED = "DECLINED"
    RELEASED = "RELEASED"
    """It stands behind nothing any more: a side took it back before it was confirmed, or the application ended."""


class CreditEnhancement(Base):
    """An enhancement of one application. Its steps are procedure events."""

    __tablename__ = "credit_enhancement"
    __table_args__ = (
        CheckConstraint("covered_fen > 0", name="covered"),
        Index(None, "application_id", "id"),
        Index(None, "provider_code", "id"),
        Index(None, "receivable_id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with enh_; ordered by time (UUID version 7)."""
    application_id: Mapped[str] = mapped_column(Code, ForeignKey("financing_application.id"))
    uscc: Mapped[str] = mapped_column(Code)
    """The application's enterprise, written beside it: the provider sees this row, but not the application."""
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    """The institution that was applied to."""
    kind: Mapped[str] = mapped_column(Code)
    provider_code: Mapped[str | None] = mapped_column(Code, ForeignKey("institution.code"))
    """Who stands behind it; null for a receivable, behind which its payer stands."""
    receivable_id: Mapped[str | None] = mapped_column(Code, ForeignKey("receivable.id"))
    covered_fen: Mapped[int] = mapped_column(Long)
    state: Mapped[str] = mapped_column(Code)
    proposed_by: Mapped[str] = mapped_column(Code)
    proposed_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
