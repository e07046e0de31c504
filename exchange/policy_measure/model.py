"""Policy measures for financing: subsidies, interest relief and risk pools of bureaux, and whom they are for.

A measure isn't changed once it was published: it carries out a document, and another document is another measure.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.criterion.row import Criterion
from exchange.db.base import Base, Long
from exchange.db.types import Code, Name


class PolicyKind(StrEnum):
    """What a measure gives."""

    SUBSIDY = "SUBSIDY"
    """Money to the enterprise."""
    INTEREST_RELIEF = "INTEREST_RELIEF"
    """A part of the interest that it pays."""
    RISK_POOL = "RISK_POOL"
    """A share of what its lender loses."""


class PolicyState(StrEnum):
    """How far a measure is. Whether it holds on a day, its own days say."""

    DRAFT = "DRAFT"
    """The bureau prepares it."""
    PUBLISHED = "PUBLISHED"
    """Everybody finds it, and products may be linked with it."""
    ENDED = "ENDED"
    """The bureau has ended it, ahead of its last day or without one."""


class PolicyMeasure(Base):
    """A measure. Its steps are procedure events."""

    __tablename__ = "policy_measure"
    __table_args__ = (
        UniqueConstraint("institution_code", "external_id"),
        CheckConstraint("valid_until IS NULL OR valid_from <= valid_until", name="days"),
        Index(None, "state", "kind"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with plm_; ordered by time (UUID version 7)."""
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    external_id: Mapped[str] = mapped_column(Name)
    """The bureau's own key of it."""
    kind: Mapped[str] = mapped_column(Code)
    """A PolicyKind."""
    title: Mapped[str] = mapped_column(Name)
    document_number: Mapped[str | None]
    """Of the document that it carries out."""
    summary: Mapped[str | None]
    amount_max_fen: Mapped[int | None] = mapped_column(Long)
    """What one enterprise gets at most, or is covered for; null where no limit is said."""
    relief_ppm: Mapped[int | None]
    """Of interest relief: how much of the rate of a year is paid, in millionths."""
    pool_fen: Mapped[int | None] = mapped_column(Long)
    """Of a risk pool: how much is in it."""
    loss_share_ppm: Mapped[int | None]
    """Of a risk pool: which part of a loss it bears, in millionths."""
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    """The last day; null where none is set."""
    state: Mapped[str] = mapped_column(Code)
    """A PolicyState."""
    stated_by: Mapped[str] = mapped_column(Code)
    stated_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    """Everybody sees it from then on; null before."""


class PolicyCriterion(Criterion, Base):
    """What a measure asks of an enterprise."""

    __tablename__ = "policy_criterion"
    __table_args__ = (UniqueConstraint("measure_id", "field", "operator"),)

    measure_id: Mapped[str] = mapped_column(Code, ForeignKey("policy_measure.id"), primary_key=True)
