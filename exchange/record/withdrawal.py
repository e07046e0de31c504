"""Takes a submission back: its content before the commit; after it, what it said.

A record of which nobody else said anything is withdrawn. One that an earlier submission spoke of gets that word back,
as a new version. What a later submission has said since, and what has ended otherwise, stays.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Connection, Row, Table, and_, bindparam, delete, exists, insert, select, update
from sqlalchemy.orm import Session

from exchange import clock
from exchange.catalogue.items import DECISIONS
from exchange.correction.model import CorrectionCause
from exchange.correction.propagation import written
from exchange.feed.publishing import Event, publish
from exchange.identifier import ordered
from exchange.record import announcing
from exchange.record.former import formers
from exchange.record.kind import IN_FORCE, RecordState
from exchange.record.publication import Publication, publication
from exchange.record.register import BY_BATCH, EVENT, RECORD, STATED, VERSION, supersede
from exchange.record.standard import standard
from exchange.record.submitting import Later
from exchange.submission import state
from exchange.submission.chunk import ROWS
from exchange.submission.model import SubmissionRemark
from exchange.submission.model import SubmissionState as State
from exchange.submission.refusal import StateRefused

_REMARK: Table = SubmissionRemark.__table__  # type: ignore[assignment]
_OPEN = [one.value for one in (*IN_FORCE, RecordState.EXPIRED)]
"""The states that a withdrawal ends; what has ended already stays as it ended."""
_BACK = ("state", "published_from", "published_until", *STATED)


def withdraw(connection: Connection, row: Any, by: str, later: Later) -> None:
    """Take a locked submission back in the caller's transaction; one that was taken back stays so.

    The caller drops its files afterwards.
    """
    if row.state in (State.WITHDRAWN, State.ABANDONED):
        return
    if row.state != State.COMMITTED:
        connection.execute(delete(_REMARK).where(_REMARK.c.submission_id == row.id))
        state.move(connection, row.id, row.state, State.ABANDONED, by, upload_offset=0)
        return
    if row.item_code in DECISIONS:
        raise StateRefused(DECISIONS[row.item_code])
    now = clock.now()
    back = _Back(connection, row, by, now)
    back.take()
    state.move(connection, row.id, row.state, State.WITHDRAWN, by)
    later(lambda: _announce(connection, row, now, back.events))


class _Back:
    """Takes back what one submission said."""

    def __init__(self, connection: Connection, row: Any, by: str, now: datetime) -> None:
        self.connection, self.row, self.by, self.now = connection, row, by, now
        self.publication: Publication = publication(standard(connection, row.item_code))
        self.events: list[Event] = []

    def take(self) -> None:
        """Go through the records whose latest word is the submission's, some thousands at a time."""
        last = ""
        mine = and_(RECORD.c.submission_id == self.row.id, RECORD.c.state.in_(_OPEN))
        while True:
            page = select(RECORD).where(mine, RECORD.c.id > last).order_by(RECORD.c.id).limit(ROWS)
            records = self.connection.execute(page).all()
            if not records:
                return
            last = records[-1].id
            before = self._before(records[0].id, last)
            returned = [record for record in records if record.id in before]
            ended = [record for record in records if record.id not in before]
            self._correct(returned, CorrectionCause.CORRECTED)
            self._correct(ended, CorrectionCause.WITHDRAWN)
            self._return([(record, before[record.id]) for record in returned])
            self._end([record.id for record in ended])

    def _before(self, first: str, last: str) -> dict[str, Row[Any]]:
        """Return the latest words of other submissions that still stand, by record."""
        other = state.SUBMISSION.c
        words = (
            select(VERSION, other.history)
            .join(state.SUBMISSION, other.id == VERSION.c.submission_id)
            .where(VERSION.c.record_id >= first, VERSION.c.record_id <= last, other.id != self.row.id)
            .where(other.state == State.COMMITTED.value)
            .order_by(VERSION.c.version)
        )
        return {word.record_id: word for word in self.connection.execute(words)}

    def _return(self, pairs: list[tuple[Row[Any], Row[Any]]]) -> None:
        if not pairs:
            return
        supersede(self.connection, [record.id for record, _ in pairs], self.now)
        new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _BACK}
        back = update(RECORD).where(RECORD.c.id == bindparam("key")).values(new)
        self.connection.execute(back, [self._values(record, word) for record, word in pairs])

    def _values(self, record: Row[Any], word: Row[Any]) -> dict[str, Any]:
        decided_on = word.decided_on.isoformat() if word.decided_on else None
        _, first, last = self.publication(decided_on, word.severity, orjson.loads(word.facts))
        state_ = RecordState.EXPIRED.value if word.history else record.state
        said = {name: getattr(word, name) for name in STATED}
        said |= {"version": record.version + 1, "known_from": self.now, "state": state_}
        said |= {"published_from": None if word.history else _day(first)}
        said |= {"published_until": None if word.history else _day(last)}
        return {"key": record.id, **{f"new_{name}": value for name, value in said.items()}}

    def _correct(self, records: list[Row[Any]], cause: CorrectionCause) -> None:
        """Tell past recipients, in the same transaction; the events are published behind everything else."""
        with Session(self.connection) as session:
            self.events += written(session, formers(self.connection, records), cause)

    def _end(self, ids: Iterable[str]) -> None:
        ended = [{"key": each} for each in ids]
        if not ended:
            return
        own = update(RECORD).where(RECORD.c.id == bindparam("key")).values(state=RecordState.WITHDRAWN.value)
        self.connection.execute(own, ended)
        self.connection.execute(insert(EVENT), [self._event(each["key"]) for each in ended])

    def _event(self, record: str) -> dict[str, Any]:
        return {
            "id": ordered("rev_"),
            "record_id": record,
            "state": RecordState.WITHDRAWN.value,
            "at": self.now,
            "by": self.by,
            "institution_code": self.row.supplier_code,
            "reason": BY_BATCH,
        }


def _announce(connection: Connection, row: Any, now: datetime, corrections: list[Event]) -> None:
    of = RECORD.c
    event = (EVENT.c.record_id == of.id) & (EVENT.c.at == now) & (EVENT.c.state == RecordState.WITHDRAWN.value)
    ended = and_(of.submission_id == row.id, of.state == RecordState.WITHDRAWN.value, exists().where(event))
    back = and_(of.supplier_code == row.supplier_code, of.item_code == row.item_code, of.known_from == now)
    announcing.withdrawn(connection, ended, back, now, clock.today())
    publish(connection, corrections)


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None
