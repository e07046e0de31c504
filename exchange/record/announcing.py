"""What a submission tells the feed, by a few statements behind all others, however many records it concerns."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, case, false, func, literal, null, or_, select, true

from exchange.catalogue.model import Publicity
from exchange.feed.model import EventType
from exchange.feed.publishing import Event, publish, publish_rows
from exchange.record.kind import IN_FORCE
from exchange.record.model import CreditRecord

_RECORD: Table = CreditRecord.__table__  # type: ignore[assignment]


def committed(connection: Connection, submission: int, handle: str, supplier: str, now: datetime, today: date) -> None:
    """Tell of each record that a submission made or changed, and the supplier of the submission.

    Everybody hears of what is published today, the enterprise and the supplier of the rest; of a record without a
    subject, as history has them, nobody.
    """
    of = _RECORD.c
    type_ = case((of.version == 1, EventType.RECORD_PUBLISHED.value), else_=EventType.RECORD_CHANGED.value)
    rows = select(type_, of.id, of.uscc, _is_published(today), of.supplier_code, of.id.label("place"))
    publish_rows(connection, rows.where(of.submission_id == submission, of.uscc.is_not(None)), now)
    publish(connection, [Event(EventType.SUBMISSION_COMMITTED, handle, institution_code=supplier)])


def withdrawn(
    connection: Connection, ended: ColumnElement[bool], returned: ColumnElement[bool], now: datetime, today: date
) -> None:
    """Tell of records that ended, in the words of exchange.record.state, and of those whose former word is back."""
    of = _RECORD.c
    kind, none = literal(EventType.RECORD_ENDED.value), null()
    public = and_(of.publicity == Publicity.PUBLIC.value, of.published_from <= today)
    # The public learns which copy to delete, and neither whose it was nor why.
    publish_rows(connection, select(kind, of.id, none, true(), none, of.id.label("place")).where(ended, public), now)
    own = select(kind, of.id, of.uscc, false(), of.supplier_code, of.id.label("place"))
    publish_rows(connection, own.where(ended, of.uscc.is_not(None)), now)
    changed = literal(EventType.RECORD_CHANGED.value)
    back = select(changed, of.id, of.uscc, _is_published(today), of.supplier_code, of.id.label("place"))
    publish_rows(connection, back.where(returned, of.uscc.is_not(None)), now)


def _is_published(today: date) -> ColumnElement[bool]:
    of = _RECORD.c
    return and_(
        of.publicity == Publicity.PUBLIC.value,
        of.state.in_([state.value for state in IN_FORCE]),
        func.coalesce(of.published_from <= today, false()),
        or_(of.published_until.is_(None), of.published_until >= today),
    )
