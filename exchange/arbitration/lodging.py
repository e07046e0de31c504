"""How a case begins: lodged by the claimant or for it, accepted or refused by the centre with reasons, or withdrawn.

Whether the caller may act for the claimant or the centre, the caller of these functions has made sure.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import clocks, edition
from exchange.arbitration.fee import fee
from exchange.arbitration.history import begin, locked, take
from exchange.arbitration.model import (
    ArbitrationCase,
    CaseProcedure,
    DisputeKind,
    IntakeKind,
    IntakePoint,
)
from exchange.arbitration.refusal import CaseRefused, CentreUnknown
from exchange.arbitration.state import Step
from exchange.entity.uscc import fault, is_valid
from exchange.evidence.attaching import Material, attach
from exchange.identifier import ordered
from exchange.institution.model import Institution, InstitutionKind
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional, written

MOST_FEN = 10**15
"""Ten trillion yuan: more is a mistake in the unit."""
NUMBER_LENGTH = 80


class Claim(NamedTuple):
    """What a case is lodged with."""

    centre_code: str
    claimant_uscc: str
    respondent_uscc: str
    dispute: DisputeKind
    claim_fen: int
    claim: str
    facts: str
    agreement: str
    agreed_on: date
    online: bool = True
    """False where the claimant expressly refuses to be heard online."""


def lodge(
    session: Session,
    given: Claim,
    *,
    intake: IntakeKind,
    actor: Actor,
    evidence: Sequence[Material] = (),
    jurisdiction: str,
) -> ArbitrationCase:
    """Lodge a case with a centre; it decides in time whether it accepts.

    Raises CaseRefused, CentreUnknown, EvidenceUnknown and EvidenceTooMany.
    """
    _check(session, given)
    now = clock.now()
    case = ArbitrationCase(
        id=ordered("arb_"),
        **given._asdict() | {"dispute": given.dispute.value, "agreement": given.agreement.strip()},
        intake=intake.value,
        intake_code=None if intake is IntakeKind.COMPANY else actor.institution_code,
        lodged_by=actor.id,
        lodged_at=now,
        year=clock.today().year,
        publishes_claimant=False,
        publishes_respondent=False,
    )
    begin(session, case, actor)
    attach(session, case.id, evidence, actor)
    clocks.start(session, case, clocks.ACCEPTANCE, clock.today(), jurisdiction)
    return case


def accept(
    session: Session,
    case_id: str,
    *,
    number: str,
    actor: Actor,
    jurisdiction: str,
    procedure: CaseProcedure | None = None,
    documents_agreed: bool = False,
) -> ArbitrationCase:
    """Accept a case under the centre's own number: its procedure and its fee follow from the rules in force.

    Raises CaseUnknown, TransitionRefused, CaseRefused and RulesMissing.
    """
    case, today = locked(session, case_id), clock.today()
    rules = edition.in_force(session, case.centre_code, today)
    take(session, case, Step.ACCEPT, actor)
    case.number = _number(session, number)
    case.procedure = edition.chosen(rules, case.claim_fen, procedure, agreed=documents_agreed).value
    case.rules_code, case.fee_fen = rules.code, fee(session, rules, case.claim_fen).fen
    clocks.meet(session, case.id, clocks.ACCEPTANCE)
    clocks.start(session, case, clocks.FEE, today, jurisdiction)
    return case


def refuse(session: Session, case_id: str, *, reasons: str, actor: Actor) -> ArbitrationCase:
    """Refuse to take a case up. Raises CaseUnknown, TransitionRefused and CaseRefused."""
    case = locked(session, case_id)
    case.reasons = written(CaseRefused, "reasons", reasons)
    take(session, case, Step.REFUSE, actor, case.reasons)
    return _closed(session, case)


def withdraw(session: Session, case_id: str, *, actor: Actor, reason: str | None = None) -> ArbitrationCase:
    """Take a case back, for the claimant, before there is an award. Raises CaseUnknown and TransitionRefused."""
    case = locked(session, case_id)
    take(session, case, Step.WITHDRAW, actor, optional(CaseRefused, "reason", reason))
    return _closed(session, case)


def point(session: Session, centre_code: str, institution_code: str) -> IntakeKind | None:
    """Return as what an institution takes in cases for a centre, or None where it doesn't."""
    if centre_code == institution_code:
        return IntakeKind.CENTRE
    named = (IntakePoint.centre_code == centre_code) & (IntakePoint.institution_code == institution_code)
    kind = session.scalar(select(IntakePoint.kind).where(named, IntakePoint.until.is_(None)))
    return IntakeKind(kind) if kind else None


def _check(session: Session, given: Claim) -> None:
    centre = session.get(Institution, given.centre_code) if "\0" not in given.centre_code else None
    if centre is None or centre.kind != InstitutionKind.ARBITRATION_CENTRE:
        raise CentreUnknown(given.centre_code)
    for field, uscc in (("claimant", given.claimant_uscc), ("respondent", given.respondent_uscc)):
        if not is_valid(uscc):
            raise CaseRefused(field, fault(uscc)[1])
    if given.claimant_uscc == given.respondent_uscc:
        raise CaseRefused("respondent", "A party can't claim from itself.")
    if not 0 < given.claim_fen <= MOST_FEN:
        raise CaseRefused("claimFen", f"{given.claim_fen} is not of 1 to {MOST_FEN} fen.")
    for field in ("claim", "facts", "agreement"):
        written(CaseRefused, field, getattr(given, field))
    if given.agreed_on > clock.today():
        raise CaseRefused("agreedOn", f"{given.agreed_on} is in the future.")


def _number(session: Session, number: str) -> str:
    number = number.strip()
    if not (0 < len(number) <= NUMBER_LENGTH and number.isprintable()):
        raise CaseRefused("number", f"It takes 1 to {NUMBER_LENGTH} printable characters.")
    if session.scalar(select(ArbitrationCase.id).where(ArbitrationCase.number == number)) is not None:
        raise CaseRefused("number", f"{number} is another case's number.")
    return number


def _closed(session: Session, case: ArbitrationCase) -> ArbitrationCase:
    case.closed_on = clock.today()
    clocks.meet(session, case.id)
    return case
