"""A case between two enterprises before an arbitration centre: confidential, whatever state it is in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code, Name
from exchange.deadline.model import Timed


class Side(StrEnum):
    """One of the two parties."""

    CLAIMANT = "CLAIMANT"
    RESPONDENT = "RESPONDENT"


class DisputeKind(StrEnum):
    """What a dispute is about."""

    SALE = "SALE"
    LOAN = "LOAN"
    LEASE = "LEASE"
    CONSTRUCTION = "CONSTRUCTION"
    SERVICE = "SERVICE"
    OTHER = "OTHER"


class IntakeKind(StrEnum):
    """Where a case was lodged."""

    CENTRE = "CENTRE"
    COMPANY = "COMPANY"
    """By the claimant itself."""
    BANK = "BANK"
    LAW_FIRM = "LAW_FIRM"
    TOWNSHIP = "TOWNSHIP"


class CaseProcedure(StrEnum):
    """How a case is conducted."""

    ORDINARY = "ORDINARY"
    EXPEDITED = "EXPEDITED"
    DOCUMENTS_ONLY = "DOCUMENTS_ONLY"


class Duty(StrEnum):
    """Who must do what a deadline is for."""

    CENTRE = "CENTRE"
    TRIBUNAL = "TRIBUNAL"
    CLAIMANT = "CLAIMANT"
    RESPONDENT = "RESPONDENT"
    COURT = "COURT"


class ServedDocument(StrEnum):
    """What is served."""

    NOTICE = "NOTICE"
    """That the case was accepted, with the claim, the evidence and the rules."""
    AWARD = "AWARD"
    """The award, or the signed mediation statement."""


class IntakePoint(Base):
    """An institution that takes in cases for a centre."""

    __tablename__ = "intake_point"

    centre_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"), primary_key=True)
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"), primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    """An IntakeKind other than CENTRE and COMPANY."""
    since: Mapped[datetime]
    until: Mapped[datetime | None]


class ArbitrationCase(Base):
    """A case. Its steps are procedure events."""

    __tablename__ = "arbitration_case"
    __table_args__ = (
        Index(None, "claimant_uscc", "id"),
        Index(None, "respondent_uscc", "id"),
        Index(None, "centre_code", "id"),
        Index(None, "year", "dispute"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with arb_; ordered by time (UUID version 7)."""
    centre_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    number: Mapped[str | None] = mapped_column(Name, unique=True)
    """The centre's own number; null before it is accepted."""
    claimant_uscc: Mapped[str] = mapped_column(Code)
    respondent_uscc: Mapped[str] = mapped_column(Code)
    dispute: Mapped[str] = mapped_column(Code)
    claim_fen: Mapped[int] = mapped_column(Long)
    claim: Mapped[str]
    """What is claimed."""
    facts: Mapped[str]
    """On which facts and reasons."""
    agreement: Mapped[str]
    """Where it was agreed to arbitrate before this centre, in its words."""
    agreed_on: Mapped[date]
    intake: Mapped[str] = mapped_column(Code)
    intake_code: Mapped[str | None] = mapped_column(Code)
    """The institution that lodged it for the claimant; null where the claimant did."""
    lodged_by: Mapped[str] = mapped_column(Code)
    lodged_at: Mapped[datetime]
    year: Mapped[int]
    """The year of the lodging."""
    online: Mapped[bool]
    """False where a party expressly refused."""
    procedure: Mapped[str | None] = mapped_column(Code)
    """Null before it is accepted."""
    rules_code: Mapped[str | None] = mapped_column(Code, ForeignKey("arbitration_rules.code"))
    """By which edition of the centre's rules the procedure was chosen and the fee computed."""
    fee_fen: Mapped[int | None] = mapped_column(Long)
    fee_paid_on: Mapped[date | None]
    reasons: Mapped[str | None]
    """Why it was refused; null otherwise."""
    state: Mapped[str] = mapped_column(Code)
    stayed_on: Mapped[date | None]
    """Since when a court has stayed the award's enforcement; null while it hasn't."""
    publishes_claimant: Mapped[bool]
    """Whether the claimant agrees that the outcome is published."""
    publishes_respondent: Mapped[bool]
    first_hearing_on: Mapped[date | None]
    awarded_on: Mapped[date | None]
    decided_days: Mapped[int | None]
    """From the lodging to the award."""
    closed_on: Mapped[date | None]

    def uscc(self, side: Side) -> str:
        """Return the party on a side."""
        return self.claimant_uscc if side is Side.CLAIMANT else self.respondent_uscc


class CaseDeadline(Timed, Base):
    """A clock that runs in a case: several may at once."""

    __tablename__ = "case_deadline"
    __table_args__ = (
        Index(None, "case_id", "id"),
        Index(
            "ix_case_deadline_open",
            "due_on",
            "id",
            sqlite_where=text("met_on IS NULL"),
            postgresql_where=text("met_on IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with cdl_."""
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    centre_code: Mapped[str] = mapped_column(Code)
    matter: Mapped[str] = mapped_column(Code)
    duty: Mapped[str] = mapped_column(Code)
    met_on: Mapped[date | None]
    """When it was done, or fell away; null while it runs."""


class CaseRepresentative(Base):
    """Somebody whom a party lets act for it in one case."""

    __tablename__ = "case_representative"
    __table_args__ = (Index(None, "user_id", "case_id"), Index(None, "case_id", "id"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with rep_."""
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    side: Mapped[str] = mapped_column(Code)
    user_id: Mapped[str] = mapped_column(Code)
    powers: Mapped[str]
    """What the mandate covers, in the party's words."""
    appointed_by: Mapped[str] = mapped_column(Code)
    appointed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class CaseService(Base):
    """A document served on a side: it runs from its receipt."""

    __tablename__ = "case_service"
    __table_args__ = (Index("uq_case_service", "case_id", "document", "side", unique=True),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with srv_."""
    case_id: Mapped[str] = mapped_column(Code, ForeignKey("arbitration_case.id"))
    document: Mapped[str] = mapped_column(Code)
    side: Mapped[str] = mapped_column(Code)
    sent_at: Mapped[datetime]
    received_on: Mapped[date | None]
    receipt: Mapped[str | None]
    """How the receipt is shown: the party's own confirmation, or what the centre has in hand."""


class ArbitrationRules(Base):
    """An edition of a centre's own rules: the procedure for a claim, and where in the legal range its fee lies."""

    __tablename__ = "arbitration_rules"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    centre_code: Mapped[str | None] = mapped_column(Code)
    """Whose; null for every centre that has none of its own."""
    expedited_fen: Mapped[int] = mapped_column(Long)
    """Claims up to which the expedited procedure is taken."""
    documents_fen: Mapped[int] = mapped_column(Long)
    """Claims up to which documents alone may decide, where both sides agree."""
    fee_edition: Mapped[str] = mapped_column(Code)
    fee_percent: Mapped[int]
    """Where in each band's range the centre's rate lies: 0 its least, 100 its most."""
    source: Mapped[str]
    verified: Mapped[bool]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class FeeBand(Base):
    """A band of a fee table: the fee for the part of a claim between two amounts, as a range."""

    __tablename__ = "arbitration_fee_band"

    edition: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    above_fen: Mapped[int] = mapped_column(Long)
    up_to_fen: Mapped[int | None] = mapped_column(Long)
    """Null for the last band."""
    least_fen: Mapped[int | None] = mapped_column(Long)
    """The whole band's fee, where it is an amount; null where it is a rate."""
    most_fen: Mapped[int | None] = mapped_column(Long)
    least_ppm: Mapped[int | None]
    """The rate in millionths; null where it is an amount."""
    most_ppm: Mapped[int | None]
    source: Mapped[str]
    article: Mapped[str]
    verified: Mapped[bool]
