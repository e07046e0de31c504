"""How a tribunal comes together, declares itself, is doubted and replaced."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import clocks
from exchange.arbitration.history import locked, take, told
from exchange.arbitration.model import ArbitrationCase, CaseProcedure, CaseRepresentative, Side
from exchange.arbitration.refusal import CaseRefused, CaseTooLate
from exchange.arbitration.state import Step
from exchange.identifier import ordered
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional, written
from exchange.tribunal.model import Arbitrator, Challenge, ChallengeOutcome

SIZES = {CaseProcedure.ORDINARY: (1, 3), CaseProcedure.EXPEDITED: (1,), CaseProcedure.DOCUMENTS_ONLY: (1,)}
"""How many arbitrators decide, by procedure (Arbitration Law 2017, article 30: one or three)."""
LONGEST_NAME = 60


class Seat(NamedTuple):
    """Whom the centre appoints."""

    user_id: str
    name: str


def form(session: Session, case_id: str, seats: Sequence[Seat], *, actor: Actor, jurisdiction: str) -> ArbitrationCase:
    """Appoint the tribunal, the presiding arbitrator first; from now on its clocks run.

    Raises CaseUnknown, TransitionRefused and CaseRefused.
    """
    case = locked(session, case_id)
    take(session, case, Step.FORM_TRIBUNAL, actor)
    sizes = SIZES[CaseProcedure(case.procedure or CaseProcedure.ORDINARY)]
    if len(seats) not in sizes:
        wanted = " or ".join(map(str, sizes))
        raise CaseRefused("arbitrators", f"The {case.procedure} procedure takes {wanted}, not {len(seats)}.")
    for at, seat in enumerate(seats):
        session.add(_arbitrator(session, case_id, seat, actor, presiding=at == 0))
        session.flush()
    _start(session, case, jurisdiction)
    return case


def declare(session: Session, case_id: str, user_id: str, disclosure: str | None) -> ArbitrationCase:
    """Let an arbitrator say what might raise doubts, or that nothing does. Raises CaseUnknown and CaseRefused."""
    case = locked(session, case_id)
    own = next((one for one in sitting(session, case_id) if one.user_id == user_id), None)
    if own is None or own.declared_at is not None:
        raise CaseRefused("case", "An arbitrator declares once, while sitting.")
    own.disclosure = optional(CaseRefused, "disclosure", disclosure)
    own.declared_at = clock.now()
    session.flush()
    if all(one.declared_at for one in sitting(session, case_id)):
        clocks.meet(session, case_id, clocks.DECLARATION)
    told(session, case)
    return case


def challenge(
    session: Session, case_id: str, arbitrator_id: str, side: Side, *, grounds: str, actor: Actor
) -> ArbitrationCase:
    """Challenge an arbitrator before the first hearing: the case waits for the centre.

    Raises CaseUnknown, TransitionRefused, CaseRefused and CaseTooLate.
    """
    case = locked(session, case_id)
    if case.first_hearing_on is not None:
        raise CaseTooLate("A challenge", case.first_hearing_on)
    seated = _seated(session, case_id, arbitrator_id)
    grounds = written(CaseRefused, "grounds", grounds)
    take(session, case, Step.CHALLENGE, actor, grounds)
    session.add(
        Challenge(
            id=ordered("chl_"),
            case_id=case_id,
            arbitrator_id=seated.id,
            side=side.value,
            grounds=grounds,
            lodged_by=actor.id,
            lodged_at=clock.now(),
        )
    )
    return case


def decide_challenge(
    session: Session, case_id: str, *, reasons: str, replacement: Seat | None, actor: Actor, jurisdiction: str
) -> ArbitrationCase:
    """Decide on the open challenge: with a replacement it is upheld, and the tribunal's clocks begin anew.

    Raises CaseUnknown, TransitionRefused and CaseRefused.
    """
    case = locked(session, case_id)
    reasons = written(CaseRefused, "reasons", reasons)
    take(session, case, Step.DECIDE_CHALLENGE, actor, reasons)
    undecided = (Challenge.case_id == case_id) & Challenge.outcome.is_(None)
    found = session.scalars(select(Challenge).where(undecided)).one()
    found.outcome = (ChallengeOutcome.UPHELD if replacement else ChallengeOutcome.REJECTED).value
    found.reasons, found.decided_by, found.decided_at = reasons, actor.id, clock.now()
    if replacement is not None:
        doubted = session.get_one(Arbitrator, found.arbitrator_id)
        doubted.ended_at = clock.now()
        session.flush()
        session.add(_arbitrator(session, case_id, replacement, actor, presiding=doubted.presiding))
        clocks.meet(session, case_id)
        _start(session, case, jurisdiction)
    return case


def sitting(session: Session, case_id: str) -> list[Arbitrator]:
    """Return who decides a case now."""
    now = (Arbitrator.case_id == case_id) & Arbitrator.ended_at.is_(None)
    return list(session.scalars(select(Arbitrator).where(now).order_by(Arbitrator.id)))


def sits(session: Session, case_id: str, user_id: str) -> bool:
    """Tell whether a person decides a case now."""
    return any(one.user_id == user_id for one in sitting(session, case_id))


def _start(session: Session, case: ArbitrationCase, jurisdiction: str) -> None:
    today = clock.today()
    wanted = {
        CaseProcedure.ORDINARY: (clocks.DECLARATION, clocks.HEARING_DATE, clocks.HEARING),
        CaseProcedure.EXPEDITED: (clocks.DECLARATION, clocks.HEARING_DATE, clocks.HEARING_EXPEDITED),
        CaseProcedure.DOCUMENTS_ONLY: (clocks.DECLARATION, clocks.AWARD_ON_DOCUMENTS),
    }
    for one in wanted[CaseProcedure(case.procedure or CaseProcedure.ORDINARY)]:
        clocks.start(session, case, one, today, jurisdiction)


def _arbitrator(session: Session, case_id: str, seat: Seat, actor: Actor, *, presiding: bool) -> Arbitrator:
    name = seat.name.strip()
    if not (0 < len(name) <= LONGEST_NAME and name.isprintable()):
        raise CaseRefused("name", f"It takes 1 to {LONGEST_NAME} printable characters.")
    acting = (CaseRepresentative.case_id == case_id) & (CaseRepresentative.user_id == seat.user_id)
    former = (Arbitrator.case_id == case_id) & (Arbitrator.user_id == seat.user_id)
    if session.scalar(select(CaseRepresentative.id).where(acting).limit(1)) is not None:
        raise CaseRefused("user", "Who represents a party in the case doesn't decide it.")
    if session.scalar(select(Arbitrator.id).where(former).limit(1)) is not None:
        raise CaseRefused("user", "This person sits, or sat, in the case already.")
    return Arbitrator(
        id=ordered("arm_"),
        case_id=case_id,
        user_id=seat.user_id,
        name=name,
        presiding=presiding,
        appointed_by=actor.id,
        appointed_at=clock.now(),
    )


def _seated(session: Session, case_id: str, arbitrator_id: str) -> Arbitrator:
    found = next((one for one in sitting(session, case_id) if one.id == arbitrator_id), None)
    if found is None:
        raise CaseRefused("arbitrator", f"'{arbitrator_id}' doesn't sit in the case.")
    return found
