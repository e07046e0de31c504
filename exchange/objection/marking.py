"""What an objection does to its record: the mark while it is open, and what its decision leads to."""

from sqlalchemy.orm import Session

from exchange.correction.model import CorrectionCause
from exchange.feed.model import EventType
from exchange.objection.model import Objection, ObjectionOutcome
from exchange.objection.refusal import CorrectionMissing
from exchange.procedure.actor import Actor
from exchange.record import state
from exchange.record.kind import RecordState
from exchange.record.model import CreditRecord

STANDING = (RecordState.ACTIVE, RecordState.DISPUTED, RecordState.EXPIRED)
"""The states of records that still say something of their subject."""


def mark(session: Session, objection: Objection, record: CreditRecord, actor: Actor) -> None:
    """Mark the record; history and what is marked already stay as they are."""
    if record.state == RecordState.ACTIVE:
        reason = f"Objection {objection.id} is open."
        state.change(session, record.id, RecordState.DISPUTED, actor=actor, reason=reason)


def unmark(
    session: Session, objection: Objection, actor: Actor, reason: str, told: EventType = EventType.RECORD_UPHELD
) -> None:
    """Take the mark off, where it is still there."""
    record = state.locked(session, objection.record_id)
    if record.state == RecordState.DISPUTED:
        state.change(session, record.id, RecordState.ACTIVE, actor=actor, reason=reason, told=told)


def settle(
    session: Session, objection: Objection, outcome: ObjectionOutcome, actor: Actor, jurisdiction: str
) -> CreditRecord:
    """Do to the record what the decision says. Raises CorrectionMissing."""
    record = state.locked(session, objection.record_id)
    reason = f"Objection {objection.id} was decided: {outcome}."
    match outcome:
        case ObjectionOutcome.UPHELD:
            unmark(session, objection, actor, reason)
        case ObjectionOutcome.CORRECTED:
            if record.version <= objection.record_version:
                raise CorrectionMissing(record.id, record.version)
            unmark(session, objection, actor, reason, EventType.RECORD_CHANGED)
            state.correct(session, record, CorrectionCause.CORRECTED, jurisdiction)
        case ObjectionOutcome.WITHDRAWN:
            # What its supplier took back meanwhile, or what was restored, is gone already.
            if record.state in STANDING:
                target = RecordState.WITHDRAWN
                state.change(session, record.id, target, actor=actor, reason=reason, jurisdiction=jurisdiction)
    return record
