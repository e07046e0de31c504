"""How the two sides of an application write to one another.

That the caller acts for one of them, the caller of this function has made sure.
"""

from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import history
from exchange.application.model import ApplicationState, FinancingMessage
from exchange.application.procedure import ENDED
from exchange.application.refusal import MessageRefused
from exchange.application.state import now
from exchange.identifier import ordered
from exchange.procedure.actor import Actor
from exchange.procedure.wording import written


def send(session: Session, application_id: str, text: str, actor: Actor) -> FinancingMessage:
    """Write to the other side. Raises ApplicationUnknown and MessageRefused, also once the application has ended."""
    application = history.locked(session, application_id)
    state = now(application)
    if state in (ApplicationState.DRAFT, *ENDED):
        raise MessageRefused("application", f"The application {application.id} is {state}: nobody reads it.")
    message = FinancingMessage(
        id=ordered("msg_"),
        application_id=application.id,
        institution_code=actor.institution_code,
        text=written(MessageRefused, "text", text),
        sent_by=actor.id,
        sent_at=clock.now(),
    )
    session.add(message)
    session.flush()
    history.told(session, application)
    return message
