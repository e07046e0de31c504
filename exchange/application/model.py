"""Applications for products, what the institution offers, what was paid out and back, and what the two sides wrote.

Offers, movements of money and messages are append-only.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code
from exchange.demand.model import Declared


class ApplicationState(StrEnum):
    """How far an application is. EXPIRED is never written down: it follows from the last day of the offer."""

    DRAFT = "DRAFT"
    """The enterprise prepares it; the institution doesn't see it."""
    SUBMITTED = "SUBMITTED"
    ACCEPTED = "ACCEPTED"
    """The institution deals with it."""
    REVIEW = "REVIEW"
    OFFERED = "OFFERED"
    SIGNED = "SIGNED"
    DISBURSED = "DISBURSED"
    REPAYING = "REPAYING"
    SETTLED = "SETTLED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    EXPIRED = "EXPIRED"


class RejectionCode(StrEnum):
    """Why an institution rejects."""

    NOT_ELIGIBLE = "NOT_ELIGIBLE"
    """It doesn't meet the product's rules."""
    CREDIT_RECORD = "CREDIT_RECORD"
    REPAYMENT_CAPACITY = "REPAYMENT_CAPACITY"
    DEBT_LEVEL = "DEBT_LEVEL"
    COLLATERAL = "COLLATERAL"
    MATERIALS = "MATERIALS"
    """Materials are missing or wrong."""
    USE_OF_FUNDS = "USE_OF_FUNDS"
    NO_CONSENT = "NO_CONSENT"
    """The enterprise didn't let its data be seen."""
    INDUSTRY_POLICY = "INDUSTRY_POLICY"
    NO_QUOTA = "NO_QUOTA"
    OTHER = "OTHER"


class FinancingApplication(Declared, Base):
    """An application of an enterprise for one product of one institution. Its steps are procedure events."""

    __tablename__ = "financing_application"
    __table_args__ = (
        CheckConstraint("0 <= disbursed_fen AND disbursed_fen <= coalesce(signed_fen, 0)", name="disbursed"),
        CheckConstraint("0 <= repaid_fen AND repaid_fen <= disbursed_fen", name="repaid"),
        Index(None, "uscc", "id"),
        Index(None, "institution_code", "id"),
        Index(None, "group_id"),
        Index(None, "demand_id"),
        Index(None, "consent_id"),
        Index(None, "product_id"),
        Index(None, "submitted_at"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with fap_; ordered by time (UUID version 7)."""
    group_id: Mapped[str] = mapped_column(Code)
    """What was applied for together: of its offers one is accepted, and that withdraws the others."""
    uscc: Mapped[str] = mapped_column(Code)
    demand_id: Mapped[str | None] = mapped_column(Code, ForeignKey("financing_demand.id"))
    product_id: Mapped[str] = mapped_column(Code, ForeignKey("financing_product.id"))
    version_id: Mapped[str] = mapped_column(Code, ForeignKey("product_version.id"))
    """The version that it was made under, and stays under."""
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    kind: Mapped[str] = mapped_column(Code)
    """The product's kind."""
    amount_fen: Mapped[int] = mapped_column(Long)
    term_months: Mapped[int]
    use: Mapped[str]
    declared_first: Mapped[bool]
    """Whether the enterprise declared it to be its first."""
    first_loan: Mapped[bool]
    """Declared so, and nothing was paid out here before. For statistics: it would tell one institution of another."""
    state: Mapped[str] = mapped_column(Code)
    consent_id: Mapped[str | None] = mapped_column(Code, ForeignKey("consent.id"))
    """The consent that the institution was lodged for with it; null where none was wanted."""
    applied_by: Mapped[str] = mapped_column(Code)
    """The user who made it."""
    created_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    """Null while it is a draft: the institution sees it from then on."""
    promised_on: Mapped[date | None]
    """The last day for the decision by the version's own promise; null where it promises none. Not a legal period."""
    accepted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    """When the first offer was made, or the application rejected."""
    rejection_code: Mapped[str | None] = mapped_column(Code)
    """A RejectionCode."""
    rejection_reasons: Mapped[str | None]
    offer_id: Mapped[str | None] = mapped_column(Code)
    """The offer that counts: the latest one. No foreign key: offers name their application already."""
    offer_until: Mapped[date | None]
    """Its last day; an application still OFFERED behind it is EXPIRED."""
    signed_at: Mapped[datetime | None]
    signed_fen: Mapped[int | None] = mapped_column(Long)
    signed_rate_ppm: Mapped[int | None]
    """Millionths a year."""
    signed_months: Mapped[int | None]
    disbursed_at: Mapped[datetime | None]
    """When the first payment was reported."""
    disbursed_fen: Mapped[int] = mapped_column(Long)
    repaid_fen: Mapped[int] = mapped_column(Long)
    """Principal."""
    settled_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """When it was settled, rejected or withdrawn."""


class FinancingOffer(Base):
    """What the institution offers. A further one replaces it."""

    __tablename__ = "financing_offer"
    __table_args__ = (UniqueConstraint("application_id", "number"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with ofr_; ordered by time (UUID version 7)."""
    application_id: Mapped[str] = mapped_column(Code, ForeignKey("financing_application.id"))
    number: Mapped[int]
    """From 1."""
    amount_fen: Mapped[int] = mapped_column(Long)
    rate_ppm: Mapped[int]
    """Millionths a year."""
    term_months: Mapped[int]
    valid_until: Mapped[date]
    """The last day on which it can be accepted."""
    reasons: Mapped[str]
    """What the enterprise is told with it: why this amount and rate, and on what conditions."""
    offered_by: Mapped[str] = mapped_column(Code)
    offered_at: Mapped[datetime]


class MovementKind(StrEnum):
    """Which way money went."""

    DISBURSEMENT = "DISBURSEMENT"
    REPAYMENT = "REPAYMENT"
    """Of principal; interest is reported beside it."""


class FinancingMovement(Base):
    """Money that the institution reports to have paid out or to have got back."""

    __tablename__ = "financing_movement"
    __table_args__ = (
        CheckConstraint("amount_fen > 0", name="amount"),
        UniqueConstraint("institution_code", "external_id"),
        Index(None, "application_id", "id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with fmv_; ordered by time (UUID version 7)."""
    application_id: Mapped[str] = mapped_column(Code, ForeignKey("financing_application.id"))
    institution_code: Mapped[str] = mapped_column(Code)
    """The application's, written beside it so that an external id counts once."""
    external_id: Mapped[str] = mapped_column(Code)
    """The institution's own name for it: the same one again is the same report."""
    kind: Mapped[str] = mapped_column(Code)
    """A MovementKind."""
    amount_fen: Mapped[int] = mapped_column(Long)
    interest_fen: Mapped[int | None] = mapped_column(Long)
    """Interest paid with a repayment; null where it isn't said."""
    moved_on: Mapped[date]
    reported_by: Mapped[str] = mapped_column(Code)
    reported_at: Mapped[datetime]


class FinancingMessage(Base):
    """What one side of an application wrote to the other."""

    __tablename__ = "financing_message"
    __table_args__ = (Index(None, "application_id", "id"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with msg_; ordered by time (UUID version 7)."""
    application_id: Mapped[str] = mapped_column(Code, ForeignKey("financing_application.id"))
    institution_code: Mapped[str | None] = mapped_column(Code, ForeignKey("institution.code"))
    """Whose program or clerk wrote it; null for the enterprise."""
    text: Mapped[str]
    sent_by: Mapped[str] = mapped_column(Code)
    sent_at: Mapped[datetime]
