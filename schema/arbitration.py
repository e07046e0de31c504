"""Cases before an arbitration centre, as far as their parties, tribunal and centre see them: nobody else does."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, and_, select

from auth.door import TODAY
from auth.policy import scope
from exchange.arbitration import model
from exchange.referral.expiry import case_state
from resolvers.binding import Order, Page, Paging
from schema.arbitration_enums import CaseProcedure, CaseState, DisputeKind, Duty, IntakeKind, ServedDocument, Side
from schema.arguments import argument
from schema.award import Award, awards
from schema.deadline import Deadline, deadline_while
from schema.entity import ENTITY, Entity
from schema.evidence import READ as EVIDENCE
from schema.evidence import Evidence, evidence
from schema.fields import column, link, of, part, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.procedure import ProcedureEvent, events
from schema.procedure_enums import Matter
from schema.reasons import CENTRES
from schema.referral import Referral, referrals_of
from schema.scalars import USCC, BigInt, Code
from schema.tribunal import Arbitrator, Challenge, Hearing, arbitrators, challenges, hearings

CASE = model.ArbitrationCase.__table__
DEADLINE = model.CaseDeadline.__table__
REPRESENTATIVE = model.CaseRepresentative.__table__
SERVICE = model.CaseService.__table__
POINT = model.IntakePoint.__table__
READ = scope("arbitration:read")
LATEST = Order("LATEST", [(CASE.c.id, str)], descending=True)


def _runs(self: Any) -> ColumnElement[bool]:
    return self.met_on.is_(None)  # type: ignore[no-any-return]


@of(DEADLINE, "Something that must be done in a case by a day.")
class CaseDeadline(Node):
    """A clock."""

    id: strawberry.ID = identity("cdl_", "CaseDeadline", DEADLINE.c.id, whole=True)
    case: Annotated["ArbitrationCase", strawberry.lazy("schema.arbitration")] | None = link(
        referred(CASE.c.id, "case_id"), "The case.", READ
    )
    matter: Matter = column("What must be done.", READ)
    duty: Duty = column("Who must do it.", READ)
    deadline: Deadline | None = part(deadline_while(_runs), "By when.", READ)
    met_on: date | None = column("When it was done, or fell away; null while the clock runs.", READ)


@of(REPRESENTATIVE, "Somebody whom a party lets act for it in the case.")
class CaseRepresentative:
    """A representative."""

    side: Side = column("For which party.", READ)
    user: Code = column("The person's user id.", READ, lambda self: self.user_id)
    powers: str = column("What the mandate covers, in the party's words.", READ)
    appointed_at: datetime = column("Since when.", READ)
    ended_at: datetime | None = column("Until when; null while it lasts.", READ)


@of(SERVICE, "A document served on a party. What runs for the party, runs from the receipt.")
class CaseService:
    """A service."""

    document: ServedDocument = column("What was served.", READ)
    side: Side = column("On whom.", READ)
    sent_at: datetime = column("When it was sent.", READ)
    received_on: date | None = column("When it was received; null before.", READ)
    receipt: str | None = column("How the receipt is shown; null before.", READ)


def _deadlines(self: Any) -> Select[Any]:
    return select(DEADLINE).where(DEADLINE.c.case_id == self.id).order_by(DEADLINE.c.id)


def _representatives(self: Any) -> Select[Any]:
    return select(REPRESENTATIVE).where(REPRESENTATIVE.c.case_id == self.id).order_by(REPRESENTATIVE.c.id)


def _services(self: Any) -> Select[Any]:
    return select(SERVICE).where(SERVICE.c.case_id == self.id).order_by(SERVICE.c.id)


@of(
    CASE,
    "A case between two enterprises. Its parties, their representatives, its tribunal and its centre see it alone.",
)
class ArbitrationCase(Node):
    """A case."""

    id: strawberry.ID = identity("arb_", "ArbitrationCase", CASE.c.id, whole=True)
    number: str | None = column("The centre's number of it; null before it is accepted.", READ)
    centre: Institution | None = link(referred(INSTITUTION.c.code, "centre_code"), "The centre.", READ)
    state: CaseState = column(
        "How far it is today; DELISTED also where the court's entry is over.",
        READ,
        lambda self: case_state(self, TODAY),
    )
    claimant_uscc: USCC = column("Who claims.", READ)
    claimant: Entity | None = link(
        referred(ENTITY.c.uscc, "claimant_uscc"), "Who claims, as registered; null where it isn't.", READ
    )
    respondent_uscc: USCC = column("From whom it is claimed.", READ)
    respondent: Entity | None = link(
        referred(ENTITY.c.uscc, "respondent_uscc"), "From whom, as registered; null where it isn't.", READ
    )
    dispute: DisputeKind = column("What the dispute is about.", READ)
    claim_fen: BigInt = column("How much is claimed, in fen.", READ)
    claim: str = column("What is claimed.", READ)
    facts: str = column("On which facts and reasons.", READ)
    agreement: str = column("The agreement to arbitrate, in its words.", READ)
    agreed_on: date = column("The day of that agreement.", READ)
    intake: IntakeKind = column("Where it was lodged.", READ)
    intake_point: Institution | None = link(
        referred(INSTITUTION.c.code, "intake_code"),
        "Who lodged it for the claimant; null for itself.",
        READ,
    )
    lodged_at: datetime = column("When it was lodged.", READ)
    online: bool = column("Whether it is heard online: it is, unless a party refused.", READ)
    procedure: CaseProcedure | None = column("How it is conducted; null before it is accepted.", READ)
    rules: Code | None = column(
        "The edition of the centre's rules that it goes by; null before.", READ, lambda self: self.rules_code
    )
    fee_fen: BigInt | None = column("The fee, in fen; null before it is accepted.", READ)
    fee_paid_on: date | None = column("When the fee was paid; null before.", READ)
    reasons: str | None = column("Why it was refused; null where it wasn't.", READ)
    stayed_on: date | None = column("Since when a court stays the award's enforcement; null while none does.", READ)
    publishes_claimant: bool = column("Whether the claimant agrees that the outcome is published.", READ)
    publishes_respondent: bool = column("Whether the respondent agrees to that.", READ)
    first_hearing_on: date | None = column("The day of the first hearing; null before.", READ)
    awarded_on: date | None = column("The day of the award or the signed statement; null before.", READ)
    closed_on: date | None = column("When it was over; null while it isn't.", READ)
    deadlines: Sequence[CaseDeadline] = rows(_deadlines, "Every clock that runs or ran, the first one first.", READ)
    representatives: Sequence[CaseRepresentative] = rows(
        _representatives, "Who represents the parties, or did, the first one first.", READ
    )
    services: Sequence[CaseService] = rows(_services, "What was served on whom.", READ)
    arbitrators: Sequence[Arbitrator] = rows(arbitrators, "Its tribunal, with those who were replaced.", READ)
    challenges: Sequence[Challenge] = rows(challenges, "Challenges of arbitrators, the first one first.", READ)
    hearings: Sequence[Hearing] = rows(hearings, "Its hearings, the first one first.", READ)
    awards: Sequence[Award] = rows(
        awards, "The award, or the statements that were put to the parties, the first one first.", READ
    )
    referrals: Sequence[Referral] = rows(
        referrals_of, "What was referred to a court; the creditor and the centre see it.", READ
    )
    evidence: Sequence[Evidence] = rows(evidence, "The files of the case, the first one first.", EVIDENCE)
    events: Sequence[ProcedureEvent] = rows(events, "Every step, the first one first.", READ)


@of(POINT, "An institution that takes in cases for a centre.")
class IntakePoint:
    """An intake point."""

    centre: Institution | None = link(referred(INSTITUTION.c.code, "centre_code"), "The centre.", CENTRES)
    institution: Institution | None = link(referred(INSTITUTION.c.code, "institution_code"), "Who takes in.", CENTRES)
    kind: IntakeKind = column("As what.", CENTRES)
    since: datetime = column("Since when.", CENTRES)
    until: datetime | None = column("Until when; null while it does.", CENTRES)


def cases(
    self: Any,
    state: Annotated[CaseState | None, argument("Only those in this state.")] = None,
    number: Annotated[str | None, argument("Only the one with this number.")] = None,
    uscc: Annotated[USCC | None, argument("Only those that this enterprise is a party of.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the cases that the caller sees, by the row rule."""
    found = select(CASE)
    if state is not None:
        found = found.where(case_state(CASE.c, TODAY) == state.value)
    if number is not None:
        found = found.where(CASE.c.number == number)
    if uscc is not None:
        found = found.where((CASE.c.claimant_uscc == uscc) | (CASE.c.respondent_uscc == uscc))
    return Page(rows=found, order=LATEST, paging=paging)


def deadlines(
    self: Any,
    overdue: Annotated[bool | None, argument("Only what is overdue, or only what isn't.")] = None,
    duty: Annotated[Duty | None, argument("Only what this one must do.")] = None,
    matter: Annotated[Matter | None, argument("Only what is of this matter.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the clocks that run in the caller's cases, the one that ends first first."""
    found = select(DEADLINE).where(DEADLINE.c.met_on.is_(None), DEADLINE.c.due_on.is_not(None))
    if overdue is not None:
        found = found.where(and_(DEADLINE.c.due_on < TODAY) if overdue else DEADLINE.c.due_on >= TODAY)
    if duty is not None:
        found = found.where(DEADLINE.c.duty == duty.value)
    if matter is not None:
        found = found.where(DEADLINE.c.matter == matter.value)
    return Page(rows=found, order=Order("DUE", [(DEADLINE.c.due_on, date), (DEADLINE.c.id, str)]), paging=paging)


def intake_points(
    self: Any, centre: Annotated[Code | None, argument("Only those of this centre.")] = None, *, paging: Paging
) -> Page:
    """Return the intake points that take in cases now."""
    found = select(POINT).where(POINT.c.until.is_(None))
    if centre is not None:
        found = found.where(POINT.c.centre_code == centre)
    order = Order("CODE", [(POINT.c.centre_code, str), (POINT.c.institution_code, str)])
    return Page(rows=found, order=order, paging=paging)
