"""What an institution decided about names that it screened: whom each means. Only ever added to."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class ScreeningOutcome(StrEnum):
    """What was decided."""

    ENTITY = "ENTITY"
    NOBODY = "NOBODY"
    """None of those who were proposed."""
    WITHDRAWN = "WITHDRAWN"
    """What was decided before counts no more."""


class ScreeningDecision(Base):
    """A version of a decision; the latest of an institution, name and division counts."""

    __tablename__ = "screening_decision"
    __table_args__ = (
        # The name that the convention makes is too long for PostgreSQL.
        UniqueConstraint("institution_code", "normal", "region_code", "version", name="uq_screening_decision_version"),
        Index(None, "institution_code", "id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with scd_; ordered by time (UUID version 7)."""
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    normal: Mapped[str] = mapped_column(Code)
    """The name in its normal form."""
    region_code: Mapped[str] = mapped_column(Code)
    """The division that the decision is for; empty for all that have none of their own."""
    version: Mapped[int]
    """From 1."""
    outcome: Mapped[str] = mapped_column(Code)
    """A ScreeningOutcome."""
    name: Mapped[str]
    """The name as it was given."""
    uscc: Mapped[str | None] = mapped_column(Code, ForeignKey("entity.uscc"))
    """Whom it means, for ENTITY."""
    entity_name: Mapped[str | None]
    """The entity's name when it was decided."""
    entity_status: Mapped[str | None] = mapped_column(Code)
    """The entity's EntityStatus when it was decided."""
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    client_id: Mapped[str] = mapped_column(Code)
    user_id: Mapped[str | None] = mapped_column(Code)
