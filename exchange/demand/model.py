"""What an enterprise looks for, before it applies for any product: institutions claim it one at a time."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class EnterpriseSize(StrEnum):
    """How large an enterprise is, as it declares: the exchange has no staff or turnover to check it by."""

    MICRO = "MICRO"
    SMALL = "SMALL"
    MEDIUM = "MEDIUM"
    LARGE = "LARGE"


class DemandState(StrEnum):
    """How far a demand is. EXPIRED is never written down: it follows from open_until."""

    OPEN = "OPEN"
    """Every institution licensed for its kind sees it, and may claim it."""
    CLAIMED = "CLAIMED"
    """One institution has it, and no other sees it."""
    MATCHED = "MATCHED"
    """That institution named a product for it."""
    CLOSED = "CLOSED"
    """An offer was accepted, or the enterprise doesn't look any more."""
    EXPIRED = "EXPIRED"


class Declared:
    """The enterprise when it asked, for statistics: as the registry had it, and as it declared itself."""

    region_path: Mapped[str | None] = mapped_column(Code)
    """Of its division; null where the registry doesn't say."""
    industry_path: Mapped[str | None] = mapped_column(Code)
    size: Mapped[str] = mapped_column(Code)
    """An EnterpriseSize."""


class FinancingDemand(Declared, Base):
    """A demand. Its steps are procedure events."""

    __tablename__ = "financing_demand"
    __table_args__ = (
        Index(None, "uscc", "id"),
        Index(None, "claimed_by", "id"),
        Index(None, "kind", "state", "id"),
        Index(None, "lodged_at"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with dmd_; ordered by time (UUID version 7)."""
    uscc: Mapped[str] = mapped_column(Code)
    kind: Mapped[str] = mapped_column(Code)
    """A ProductKind."""
    amount_fen: Mapped[int] = mapped_column(Long)
    term_months: Mapped[int]
    use: Mapped[str]
    """What for."""
    open_until: Mapped[date]
    """The last day that it counts."""
    state: Mapped[str] = mapped_column(Code)
    claimed_by: Mapped[str | None] = mapped_column(Code, ForeignKey("institution.code"))
    """Null while it is open."""
    product_id: Mapped[str | None] = mapped_column(Code, ForeignKey("financing_product.id"))
    """What the claimer named for it; null before."""
    lodged_by: Mapped[str] = mapped_column(Code)
    lodged_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
