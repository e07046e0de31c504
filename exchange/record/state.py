"""How a record's state changes: the allowed transitions, each written down, told to the feed and passed on.

Whoever changes the state of single records does it here, in a transaction of its own or of a command; the events are
published when that commits. Submissions, which move records by the thousand, have statements of their own in
exchange.record.register, and keep to the same table.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.catalogue.model import Publicity
from exchange.correction import propagation
from exchange.correction.model import CorrectionCause
from exchange.deadline.rule import COUNTRY
from exchange.errors import ExchangeError
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered
from exchange.procedure.actor import Actor
from exchange.procedure.transition import Move, Procedure, moving
from exchange.record.former import formers
from exchange.record.kind import IN_FORCE
from exchange.record.kind import RecordState as S
from exchange.record.model import CreditRecord, RecordEvent

TRANSITIONS: Mapping[StrEnum, Move] = {
    S.DISPUTED: moving((S.ACTIVE,), S.DISPUTED),
    S.ACTIVE: moving((S.DISPUTED,), S.ACTIVE),
    S.RESTORED: moving(IN_FORCE, S.RESTORED),
    S.WITHDRAWN: moving((*IN_FORCE, S.EXPIRED), S.WITHDRAWN),
    S.SUPERSEDED: moving(IN_FORCE, S.SUPERSEDED),
}
"""From which states each one can be reached. What has ended stays so; history (EXPIRED) can only be taken back."""
RECORD = Procedure("record", TRANSITIONS)
ENDED = frozenset({S.RESTORED, S.WITHDRAWN, S.SUPERSEDED})
_CAUSES = {S.RESTORED: CorrectionCause.RESTORED, S.WITHDRAWN: CorrectionCause.WITHDRAWN}
_TOLD = {S.DISPUTED: EventType.RECORD_DISPUTED, S.ACTIVE: EventType.RECORD_UPHELD}


class RecordUnknown(ExchangeError):
    """There is no such record, or none that the caller may do this to: the same answer."""

    code = "RECORD_UNKNOWN"

    def __init__(self, record_id: str) -> None:
        super().__init__(f"There is no record '{record_id}' that the caller may do this to.")
        self.field = "record"


def locked(session: Session, record_id: str) -> CreditRecord:
    """Return the record as it is now; nobody else changes it until the transaction ends. Raises RecordUnknown."""
    own = select(CreditRecord).where(CreditRecord.id == record_id).with_for_update()
    record = session.scalars(own, execution_options={"populate_existing": True}).one_or_none()
    if record is None:
        raise RecordUnknown(record_id)
    return record


def change(
    session: Session,
    record_id: str,
    target: S,
    *,
    actor: Actor,
    reason: str,
    jurisdiction: str = COUNTRY,
    told: EventType | None = None,
) -> CreditRecord:
    """Bring a record into a state: its row, the event, the feed, and the correction of past recipients where it ends.

    `jurisdiction` is the exchange's: its rules say by when corrections are to be acknowledged. Raises RecordUnknown,
    and TransitionRefused (RECORD_STATE) with the state named. `told`: what the feed says instead of the usual.
    """
    record = locked(session, record_id)
    record.state = RECORD.after(record_id, record.state, target)
    now = clock.now()
    session.add(
        RecordEvent(
            id=ordered("rev_"),
            record_id=record_id,
            state=record.state,
            at=now,
            by=actor.id,
            institution_code=actor.institution_code,
            reason=reason,
        )
    )
    session.flush()
    if target in ENDED:
        _tell_of_end(session, record)
    else:
        _publish(session, record, told or _TOLD[target], public=is_published(record, clock.today()))
    if target in _CAUSES:
        correct(session, record, _CAUSES[target], jurisdiction)
    return record


def correct(session: Session, record: CreditRecord, cause: CorrectionCause, jurisdiction: str = COUNTRY) -> None:
    """Tell every past recipient of a record that it no longer holds; a record without a subject has none."""
    propagation.propagate(session, formers(session.connection(), [record]), cause, jurisdiction)


def is_published(record: CreditRecord, today: date) -> bool:
    """Return whether the public sees the record on a day, while its state allows it."""
    first, last = record.published_from, record.published_until
    open_ = first is not None and first <= today and (last is None or today <= last)
    return record.publicity == Publicity.PUBLIC and open_


def _tell_of_end(session: Session, record: CreditRecord) -> None:
    # The public learns which copy to delete, and neither whose it was nor why.
    if record.publicity == Publicity.PUBLIC and record.published_from and record.published_from <= clock.today():
        tell(session, Event(EventType.RECORD_ENDED, record.id, is_public=True))
    _publish(session, record, EventType.RECORD_ENDED, public=False)


def _publish(session: Session, record: CreditRecord, type_: EventType, *, public: bool) -> None:
    tell(session, Event(type_, record.id, record.uscc, public, record.supplier_code))
