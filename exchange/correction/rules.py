"""How a recipient acknowledges a correction."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.correction.model import Correction
from exchange.correction.refusal import CorrectionAcknowledged, CorrectionUnknown
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.procedure.actor import Actor


def acknowledge(session: Session, correction_id: str, actor: Actor) -> Correction:
    """Write down that the actor's institution has acted on a correction; subject and supplier hear of it.

    Raises CorrectionUnknown, also for another institution's, and CorrectionAcknowledged.
    """
    own = select(Correction).where(Correction.id == correction_id).with_for_update()
    correction = session.scalars(own, execution_options={"populate_existing": True}).one_or_none()
    if correction is None or correction.institution_code != actor.institution_code:
        raise CorrectionUnknown(correction_id)
    if correction.acknowledged_at is not None:
        raise CorrectionAcknowledged(correction_id)
    correction.acknowledged_at, correction.acknowledged_by = clock.now(), actor.id
    session.flush()
    tell(session, Event(EventType.CORRECTION, correction.id, correction.uscc, False, correction.supplier_code))
    return correction
