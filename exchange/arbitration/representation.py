"""Whom a party lets act for it in one case; its refusal of online hearings, and its consent to publish the outcome."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration.history import locked, told
from exchange.arbitration.model import ArbitrationCase, CaseRepresentative, Side
from exchange.arbitration.refusal import CaseRefused
from exchange.arbitration.state import OPEN
from exchange.identifier import ordered
from exchange.procedure.actor import Actor
from exchange.procedure.wording import written

MOST = 5
"""Representatives of a side at once."""


def appoint(session: Session, case_id: str, side: Side, *, user_id: str, powers: str, actor: Actor) -> ArbitrationCase:
    """Let a person act for a side. The other side's can't. Raises CaseUnknown and CaseRefused."""
    case = locked(session, case_id)
    standing = list(session.scalars(select(CaseRepresentative).where(_live(case_id))))
    if any(one.user_id == user_id for one in standing):
        raise CaseRefused("user", "This person represents a side of the case already.")
    if sum(one.side == side for one in standing) >= MOST:
        raise CaseRefused("user", f"A side has at most {MOST} representatives at once.")
    session.add(
        CaseRepresentative(
            id=ordered("rep_"),
            case_id=case_id,
            side=side.value,
            user_id=user_id,
            powers=written(CaseRefused, "powers", powers),
            appointed_by=actor.id,
            appointed_at=clock.now(),
        )
    )
    told(session, case)
    return case


def dismiss(session: Session, case_id: str, side: Side, *, user_id: str) -> ArbitrationCase:
    """End a person's acting for a side, at once. Raises CaseUnknown and CaseRefused."""
    case = locked(session, case_id)
    own = (CaseRepresentative.side == side.value) & (CaseRepresentative.user_id == user_id)
    found = session.scalars(select(CaseRepresentative).where(_live(case_id), own)).one_or_none()
    if found is None:
        raise CaseRefused("user", "This person doesn't represent the side.")
    found.ended_at = clock.now()
    told(session, case)
    return case


def represented(session: Session, case_id: str, user_id: str) -> Side | None:
    """Return the side that a person represents in a case, or None."""
    side = session.scalar(select(CaseRepresentative.side).where(_live(case_id), CaseRepresentative.user_id == user_id))
    return Side(side) if side else None


def refuse_online(session: Session, case_id: str) -> ArbitrationCase:
    """Note that a side expressly refuses to be heard online. Raises CaseUnknown and CaseRefused."""
    case = locked(session, case_id)
    if case.state not in OPEN or case.first_hearing_on is not None:
        raise CaseRefused("case", f"The case {case_id} is {case.state}; it is refused before the first hearing.")
    case.online = False
    told(session, case)
    return case


def agree_to_publish(session: Session, case_id: str, side: Side, *, agrees: bool) -> ArbitrationCase:
    """Note whether a side agrees that the outcome is published; both must, and may take it back. Raises CaseUnknown."""
    case = locked(session, case_id)
    if side is Side.CLAIMANT:
        case.publishes_claimant = agrees
    else:
        case.publishes_respondent = agrees
    told(session, case)
    return case


def _live(case_id: str):  # type: ignore[no-untyped-def]
    return (CaseRepresentative.case_id == case_id) & CaseRepresentative.ended_at.is_(None)
