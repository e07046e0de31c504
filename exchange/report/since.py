"""Whether what a report says has changed since it was made, for reports whose facts nobody may be shown here.

A public report is made anew and compared; of the others it is only asked whether anything happened to what they
cover, and never told what.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Select, and_, exists, literal_column, or_, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.catalogue.model import Publicity
from exchange.feed.model import EventType, FeedEvent
from exchange.filing.model import AnnualReport, RegisteredContact
from exchange.record.kind import IN_FORCE
from exchange.record.model import CreditRecord, RecordEvent
from exchange.report.facts import ANNUAL, CONTACT
from exchange.report.model import CreditReport

OF_ENTITY = (EventType.ENTITY_CHANGED,)
OF_RECORDS = (
    EventType.RECORD_PUBLISHED,
    EventType.RECORD_CHANGED,
    EventType.RECORD_DISPUTED,
    EventType.RECORD_UPHELD,
    EventType.RECORD_ENDED,
)
_FILED: Any = {CONTACT: RegisteredContact, ANNUAL: AnnualReport}


def has_changed(session: Session, report: CreditReport) -> bool:
    """Tell whether anything that a report covers has changed since it was last made."""
    covered = orjson.loads(report.sections)
    questions = [_told(report, covered), _decided(report, covered), _turned(report, covered)]
    questions += [_restated(table, report) for name, table in _FILED.items() if name in covered]
    return any(session.scalar(select(exists(question))) for question in questions)


def _one() -> Select[Any]:
    return select(literal_column("1"))


def _is_covered(covered: Collection[str]) -> ColumnElement[bool]:
    kinds = or_(CreditRecord.publicity == Publicity.PUBLIC.value, CreditRecord.kind.in_(sorted(covered)))
    return kinds if covered else CreditRecord.publicity == Publicity.PUBLIC.value


def _told(report: CreditReport, covered: Collection[str]) -> Select[Any]:
    """Return the events since, of the entity and of records that the report covers."""
    of_record = exists(_one().where(CreditRecord.id == FeedEvent.object_id, _is_covered(covered)).correlate(FeedEvent))
    # A registration is no change of what was registered; naming it lets the index of the other events be used.
    later = (FeedEvent.uscc == report.uscc, FeedEvent.type != EventType.ENTITY_REGISTERED.value)
    what = or_(
        FeedEvent.type.in_([type_.value for type_ in OF_ENTITY]),
        and_(FeedEvent.type.in_([type_.value for type_ in OF_RECORDS]), of_record),
    )
    return _one().select_from(FeedEvent).where(*later, FeedEvent.position > report.held_position, what)


def _decided(report: CreditReport, covered: Collection[str]) -> Select[Any]:
    """Return the changes of state since: the public feed doesn't say of whom the record was that ended."""
    own = (CreditRecord.uscc == report.uscc, _is_covered(covered), RecordEvent.at > report.held_at)
    return _one().select_from(RecordEvent).join(CreditRecord, CreditRecord.id == RecordEvent.record_id).where(*own)


def _turned(report: CreditReport, covered: Collection[str]) -> Select[Any]:
    """Return the records whose days began or ended since, by rule and without an event."""
    then, today = _day(report.held_at), clock.today()
    began = and_(CreditRecord.published_from > then, CreditRecord.published_from <= today)
    ended = and_(CreditRecord.published_until >= then, CreditRecord.published_until < today)
    in_force = CreditRecord.state.in_([state.value for state in IN_FORCE])
    own = (CreditRecord.uscc == report.uscc, _is_covered(covered), in_force, or_(began, ended))
    return _one().select_from(CreditRecord).where(*own)


def _restated(table: Any, report: CreditReport) -> Select[Any]:
    return _one().select_from(table).where(table.uscc == report.uscc, table.stated_at > report.held_at)


def _day(instant: datetime) -> Any:
    return instant.astimezone(clock.LOCAL).date()
