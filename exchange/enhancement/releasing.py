"""One step of an enhancement, and how it stands behind nothing any more: taken back, or with its application's end."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.enhancement.model import CreditEnhancement
from exchange.enhancement.procedure import ENHANCEMENT, LIVE, Step
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.procedure import history
from exchange.procedure.actor import ITSELF, Actor


def release_of(session: Session, application_ids: Sequence[str]) -> None:
    """Release what stands behind applications that have ended; these are locked."""
    live = or_(*(CreditEnhancement.state == state.value for state in LIVE))
    theirs = select(CreditEnhancement).where(CreditEnhancement.application_id.in_(application_ids), live)
    for each in session.scalars(theirs.order_by(CreditEnhancement.id).with_for_update()):
        take(session, each, Step.RELEASE, ITSELF, None)


def take(session: Session, enhancement: CreditEnhancement, step: Step, actor: Actor, reason: str | None) -> None:
    """Take a step of an enhancement whose application is locked, and tell its three sides. Raises TransitionRefused."""
    history.take(session, ENHANCEMENT, enhancement, step, actor, reason)
    enhancement.decided_at = clock.now()
    told(session, enhancement)


def told(session: Session, enhancement: CreditEnhancement) -> None:
    """Tell the enterprise, the institution that was applied to, and the provider."""
    for code in filter(None, (enhancement.institution_code, enhancement.provider_code)):
        tell(session, Event(EventType.ENHANCEMENT_CHANGED, enhancement.id, institution_code=code))
    tell(session, Event(EventType.ENHANCEMENT_CHANGED, enhancement.id, enhancement.uscc))
