"""How a case comes to its end on the merits: an award of the tribunal, or a statement that both sides sign."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import clocks
from exchange.arbitration.history import locked, take, told
from exchange.arbitration.model import ArbitrationCase, CaseProcedure, Side
from exchange.arbitration.refusal import CaseRefused, CaseTooEarly
from exchange.arbitration.state import CaseState, Step
from exchange.award.enforceability import Duty, check
from exchange.award.model import Award, AwardKind, Obligation
from exchange.identifier import ordered
from exchange.procedure.actor import ITSELF, Actor
from exchange.procedure.wording import written


def mediate(session: Session, case_id: str, *, actor: Actor) -> ArbitrationCase:
    """Begin a mediation. Raises CaseUnknown and TransitionRefused."""
    case = locked(session, case_id)
    take(session, case, Step.MEDIATE, actor)
    return case


def propose(session: Session, case_id: str, text: str, duties: Sequence[Duty], *, actor: Actor) -> ArbitrationCase:
    """Put a mediation statement before both sides; it replaces one that isn't signed by both.

    Raises CaseUnknown and CaseRefused.
    """
    case = locked(session, case_id)
    if case.state != CaseState.MEDIATION:
        raise CaseRefused("case", f"The case {case_id} is {case.state}; a statement takes one that is MEDIATION.")
    _made(session, case, AwardKind.MEDIATION_STATEMENT, text, duties, actor)
    told(session, case)
    return case


def sign(session: Session, case_id: str, award_id: str, side: Side) -> ArbitrationCase:
    """Sign the latest statement for a side; with the second signature it binds.

    Raises CaseUnknown, CaseRefused and TransitionRefused.
    """
    case = locked(session, case_id)
    statement = latest(session, case_id)
    if case.state != CaseState.MEDIATION or statement is None or statement.id != award_id:
        raise CaseRefused("statement", f"'{award_id}' is not what is to be signed in the case now.")
    signed = statement.signed_claimant_at if side is Side.CLAIMANT else statement.signed_respondent_at
    if signed is not None:
        raise CaseRefused("statement", f"{side} has signed it already.")
    if side is Side.CLAIMANT:
        statement.signed_claimant_at = clock.now()
    else:
        statement.signed_respondent_at = clock.now()
    if statement.signed_claimant_at and statement.signed_respondent_at:
        _bind(session, case, statement)
        take(session, case, Step.SIGN, ITSELF)
    told(session, case)
    return case


def award(session: Session, case_id: str, text: str, duties: Sequence[Duty], *, actor: Actor) -> ArbitrationCase:
    """Make the award; without a hearing only where documents alone decide.

    Raises CaseUnknown, TransitionRefused and CaseRefused: an indefinite obligation can't be awarded.
    """
    case = locked(session, case_id)
    on_documents = case.procedure == CaseProcedure.DOCUMENTS_ONLY
    take(session, case, Step.AWARD_ON_DOCUMENTS if on_documents else Step.AWARD, actor)
    _bind(session, case, _made(session, case, AwardKind.AWARD, text, duties, actor))
    return case


def correct(session: Session, case_id: str, correction: str) -> ArbitrationCase:
    """Correct slips in the award, or add what it left out, once. What it obliges to stays. Raises as others do."""
    case = locked(session, case_id)
    made = binding(session, case_id)
    if made is None or made.kind != AwardKind.AWARD:
        raise CaseTooEarly("There is no award yet.")
    if made.corrected_on is not None:
        raise CaseRefused("case", f"The award was corrected on {made.corrected_on}.")
    made.correction, made.corrected_on = written(CaseRefused, "correction", correction), clock.today()
    told(session, case)
    return case


def binding(session: Session, case_id: str) -> Award | None:
    """Return the award or the signed statement of a case, or None."""
    found = select(Award).where(Award.case_id == case_id, Award.binding_on.is_not(None))
    return session.scalars(found).one_or_none()


def latest(session: Session, case_id: str) -> Award | None:
    """Return what was put down last, or None."""
    found = select(Award).where(Award.case_id == case_id).order_by(Award.id.desc()).limit(1)
    return session.scalars(found).one_or_none()


def obligations(session: Session, award_id: str) -> list[Obligation]:
    """Return what an award obliges to, by number."""
    found = select(Obligation).where(Obligation.award_id == award_id).order_by(Obligation.number)
    return list(session.scalars(found))


def _made(
    session: Session, case: ArbitrationCase, kind: AwardKind, text: str, duties: Sequence[Duty], actor: Actor
) -> Award:
    check(duties, clock.today())
    made = Award(
        id=ordered("awd_"),
        case_id=case.id,
        kind=kind.value,
        text=written(CaseRefused, "text", text),
        made_by=actor.id,
        made_at=clock.now(),
    )
    session.add(made)
    session.flush()
    for number, duty in enumerate(duties, 1):
        session.add(
            Obligation(
                id=ordered("obl_"),
                award_id=made.id,
                case_id=case.id,
                number=number,
                kind=duty.kind.value,
                debtor=duty.debtor.value,
                amount_fen=duty.amount_fen,
                content=duty.content.strip(),
                due_on=duty.due_on,
                performed_fen=0,
            )
        )
    session.flush()
    return made


def _bind(session: Session, case: ArbitrationCase, made: Award) -> None:
    made.binding_on = case.awarded_on = clock.today()
    case.decided_days = (case.awarded_on - case.lodged_at.astimezone(clock.LOCAL).date()).days
    clocks.meet(session, case.id)
    session.flush()
