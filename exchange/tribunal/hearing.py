"""The sessions of a tribunal: announced in time, held online unless a party refused, written down."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import clocks
from exchange.arbitration.history import locked, take, told
from exchange.arbitration.model import ArbitrationCase, CaseProcedure
from exchange.arbitration.refusal import CaseRefused
from exchange.arbitration.state import CaseState, Step
from exchange.evidence.attaching import Material, attach
from exchange.identifier import ordered
from exchange.procedure.actor import Actor
from exchange.procedure.wording import written
from exchange.tribunal.model import Hearing

HEARD_IN = (CaseState.TRIBUNAL_FORMED, CaseState.HEARING)


def schedule(
    session: Session, case_id: str, *, scheduled_at: datetime, place: str | None, actor: Actor
) -> ArbitrationCase:
    """Announce a hearing; without a place it is online. Raises CaseUnknown and CaseRefused."""
    case = locked(session, case_id)
    if case.state not in HEARD_IN:
        wanted = " or ".join(HEARD_IN)
        raise CaseRefused("case", f"The case {case_id} is {case.state}; a hearing takes one that is {wanted}.")
    if scheduled_at <= clock.now():
        raise CaseRefused("scheduledAt", f"{scheduled_at.isoformat()} is past.")
    if place is None and not case.online:
        raise CaseRefused("place", "A party refused to be heard online: name a place.")
    if _open(session, case_id) is not None:
        raise CaseRefused("case", "A hearing is announced already: hold it or call it off first.")
    session.add(
        Hearing(
            id=ordered("hrg_"),
            case_id=case_id,
            scheduled_at=scheduled_at,
            online=place is None,
            place=None if place is None else written(CaseRefused, "place", place),
            announced_by=actor.id,
            announced_at=clock.now(),
        )
    )
    clocks.meet(session, case_id, clocks.HEARING_DATE)
    told(session, case)
    return case


def hold(
    session: Session,
    case_id: str,
    *,
    begun_at: datetime,
    ended_at: datetime,
    participants: str,
    minutes: str,
    attachments: Sequence[Material],
    actor: Actor,
    jurisdiction: str,
) -> ArbitrationCase:
    """Write down the hearing that was announced. Raises CaseUnknown, TransitionRefused and CaseRefused."""
    case, announced = locked(session, case_id), _open(session, case_id)
    if announced is None:
        raise CaseRefused("case", "No hearing is announced.")
    if not begun_at < ended_at <= clock.now() or begun_at < announced.announced_at:
        raise CaseRefused("endedAt", "A hearing begins after it was announced, ends after it began, and is over.")
    take(session, case, Step.HEAR, actor)
    announced.begun_at, announced.ended_at, announced.closed_at = begun_at, ended_at, clock.now()
    announced.participants = written(CaseRefused, "participants", participants)
    announced.minutes = written(CaseRefused, "minutes", minutes)
    attach(session, announced.id, attachments, actor)
    _clocks(session, case, begun_at, ended_at, jurisdiction)
    return case


def call_off(session: Session, case_id: str) -> ArbitrationCase:
    """Call the announced hearing off; another may be announced. Raises CaseUnknown and CaseRefused."""
    case, announced = locked(session, case_id), _open(session, case_id)
    if announced is None:
        raise CaseRefused("case", "No hearing is announced.")
    announced.closed_at = clock.now()
    told(session, case)
    return case


def _clocks(session: Session, case: ArbitrationCase, begun_at: datetime, ended_at: datetime, jurisdiction: str) -> None:
    ended_on = ended_at.astimezone(clock.LOCAL).date()
    if case.first_hearing_on is None:
        case.first_hearing_on = begun_at.astimezone(clock.LOCAL).date()
        clocks.meet(session, case.id, clocks.HEARING, clocks.HEARING_EXPEDITED, clocks.DECLARATION)
        clocks.start(session, case, clocks.DELIBERATION, case.first_hearing_on, jurisdiction)
    if case.procedure == CaseProcedure.EXPEDITED:
        clocks.meet(session, case.id, clocks.AWARD_EXPEDITED)
        clocks.start(session, case, clocks.AWARD_EXPEDITED, ended_on, jurisdiction)


def _open(session: Session, case_id: str) -> Hearing | None:
    announced = (Hearing.case_id == case_id) & Hearing.closed_at.is_(None)
    return session.scalars(select(Hearing).where(announced)).one_or_none()
