"""One step of an application: the state it leads to, checked, with its event, and what the feed tells its sides."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.application.model import FinancingApplication
from exchange.application.procedure import APPLICATION, Step
from exchange.application.refusal import ApplicationUnknown
from exchange.application.state import now
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.procedure import history
from exchange.procedure.actor import Actor


def locked(session: Session, application_id: str) -> FinancingApplication:
    """Return an application; nobody else leads it on until the transaction ends. Raises ApplicationUnknown."""
    found = history.locked(session, FinancingApplication, application_id) if "\0" not in application_id else None
    if found is None:
        raise ApplicationUnknown(application_id)
    return found


def locked_group(session: Session, group_id: str) -> list[FinancingApplication]:
    """Return the applications of a group, all locked, always in the same order: two who do this can't block."""
    group = select(FinancingApplication).where(FinancingApplication.group_id == group_id)
    ordered = group.order_by(FinancingApplication.id).with_for_update()
    return list(session.scalars(ordered, execution_options={"populate_existing": True}))


def take(
    session: Session, application: FinancingApplication, step: Step, actor: Actor, reason: str | None = None
) -> None:
    """Take a step of a locked application, and tell its sides. Raises TransitionRefused naming the state today."""
    check(application, step)
    history.take(session, APPLICATION, application, step, actor, reason)
    told(session, application)


def check(application: FinancingApplication, step: Step) -> None:
    """Raise TransitionRefused, naming the state today, unless the application may take the step."""
    APPLICATION.after(application.id, now(application), step)


def told(session: Session, application: FinancingApplication) -> None:
    """Tell the enterprise of a change, and the institution once the application is submitted."""
    institution = application.institution_code if application.submitted_at else None
    event = Event(EventType.APPLICATION_CHANGED, application.id, application.uscc, institution_code=institution)
    tell(session, event)
