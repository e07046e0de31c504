"""What rating and credit-reporting firms offer, as the operator has reviewed it.

A listing isn't changed once it was listed: a firm that offers something else states another one and delists the former.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code, Name


class ServiceKind(StrEnum):
    """What a firm offers."""

    RATING = "RATING"
    """Credit ratings."""
    CREDIT_REPORTING = "CREDIT_REPORTING"
    """Credit reports on enterprises."""


class ServiceState(StrEnum):
    """How far a listing is."""

    DRAFT = "DRAFT"
    """The firm prepares it."""
    REVIEW = "REVIEW"
    """The operator looks at it."""
    LISTED = "LISTED"
    """Everybody finds it."""
    DELISTED = "DELISTED"


class ServiceListing(Base):
    """A listing. Its steps are procedure events."""

    __tablename__ = "service_listing"
    __table_args__ = (UniqueConstraint("institution_code", "external_id"), Index(None, "state", "kind"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with svl_; ordered by time (UUID version 7)."""
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    """The firm, of kind CREDIT_SERVICE."""
    external_id: Mapped[str] = mapped_column(Name)
    """The firm's own key of it."""
    kind: Mapped[str] = mapped_column(Code)
    """A ServiceKind."""
    name: Mapped[str] = mapped_column(Name)
    summary: Mapped[str]
    """What is offered, and to whom."""
    filing_number: Mapped[str]
    """Of the firm's filing for this business, as the operator has seen it."""
    authority: Mapped[str]
    """With whom it is filed, by name."""
    fees: Mapped[str | None]
    """What it costs, in words; null where nothing is said."""
    website: Mapped[str | None]
    """Where more is said: an https address; null where none is named."""
    state: Mapped[str] = mapped_column(Code)
    """A ServiceState."""
    stated_by: Mapped[str] = mapped_column(Code)
    stated_at: Mapped[datetime]
    listed_at: Mapped[datetime | None]
