"""One step of a case: checked, written down, told to those who may know of it."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from exchange.arbitration.model import ArbitrationCase, CaseService, ServedDocument, Side
from exchange.arbitration.refusal import CaseUnknown
from exchange.arbitration.state import CASE, CaseState, Step
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.procedure import history
from exchange.procedure.actor import Actor


def locked(session: Session, case_id: str) -> ArbitrationCase:
    """Return a case; nobody else takes a step of it until the transaction ends. Raises CaseUnknown."""
    found = history.locked(session, ArbitrationCase, case_id) if "\0" not in case_id else None
    if found is None:
        raise CaseUnknown(case_id)
    return found


def begin(session: Session, case: ArbitrationCase, actor: Actor) -> None:
    """Write a new case's first event."""
    history.begin(session, case, CaseState.LODGED, actor)
    told(session, case)


def take(session: Session, case: ArbitrationCase, step: Step, actor: Actor, reason: str | None = None) -> None:
    """Take a step of a locked case. Raises TransitionRefused, which names the state."""
    history.take(session, CASE, case, step, actor, reason)
    told(session, case)


def told(session: Session, case: ArbitrationCase) -> None:
    """Tell the claimant and the centre that something changed; the respondent once it was sent the notice."""
    changed = EventType.ARBITRATION_CHANGED
    tell(session, Event(changed, case.id, case.claimant_uscc, False, case.centre_code))
    if is_notified(session, case.id):
        tell(session, Event(changed, case.id, case.respondent_uscc, False))


def is_notified(session: Session, case_id: str) -> bool:
    """Tell whether the respondent was sent the notice: before that it doesn't learn that there is a case."""
    notice = (CaseService.document == ServedDocument.NOTICE.value) & (CaseService.side == Side.RESPONDENT.value)
    return bool(session.scalar(select(exists().where(CaseService.case_id == case_id, notice))))
