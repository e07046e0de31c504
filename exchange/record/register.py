"""Writes a submission's statements to the register of credit records: new ones, and new words on known ones.

A record that ended stays ended: what was restored or superseded can't be brought back by sending it again, nor what an
objection took back. What its supplier itself took back by withdrawing a submission it may send again.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, insert, select, text, update

from exchange.identifier import ordered
from exchange.record import announcing
from exchange.record.held import Held, elsewhere, held, withdrawn_by_batch
from exchange.record.kind import IN_FORCE, RecordState
from exchange.record.model import CreditRecord, CreditRecordVersion, RecordEvent
from exchange.record.publication import Publication
from exchange.record.standard import Standard
from exchange.record.statement import SUBJECT, Statement
from exchange.submission import bulk
from exchange.submission.chunk import Remark, quoted

RECORD: Table = CreditRecord.__table__  # type: ignore[assignment]
VERSION: Table = CreditRecordVersion.__table__  # type: ignore[assignment]
EVENT: Table = RecordEvent.__table__  # type: ignore[assignment]
STATED = (
    "subject_name", "document_number", "authority", "decided_on", "severity", "facts", "digest", "version",
    "submission_id", "line", "known_from",
)  # fmt: skip
"""What the row of now and the rows of before share."""
COLUMNS = (
    "id", "kind", "item_code", "publicity", "supplier_code", "external_id", "uscc", "state", "published_from",
    "published_until", *STATED,
)  # fmt: skip
_INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"
BY_BATCH = "The submission was withdrawn by its supplier."
"""The reason of the event by which a withdrawn submission's records ended."""
AGAIN = "The record was sent again after its submission had been withdrawn."
_NOW_IN_FORCE = "The supplier has sent what history lacked."
"""Reasons of the events by which a record is in force again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Whence statements come, the same for all of a submission. `now` is the one instant of the batch."""

    submission: int
    supplier: str
    by: str
    now: datetime
    today: date
    history: bool


class Change(NamedTuple):
    """A new word on a record; `why` is the reason of the event where it comes into force again by it."""

    said: Statement
    had: Held
    why: str | None


@dataclass(slots=True)
class Written:
    """What became of a chunk's statements; `refused` by the row's place in the chunk, `notes` on lines."""

    new: list[Statement] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    refused: dict[int, list[Remark]] = field(default_factory=dict)
    notes: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Compares statements with what is held, and writes what is new, in the caller's transaction."""

    connection: Connection
    standard: Standard
    origin: Origin
    publication: Publication

    def announce(self, handle: str) -> None:
        """Tell the feed what became of the records, and of their submission: the last deed of the transaction."""
        origin = self.origin
        announcing.committed(self.connection, origin.submission, handle, origin.supplier, origin.now, origin.today)

    def compared(self, made: Sequence[Statement]) -> Written:
        """Return what would become of statements, none of which speaks of the same record as another."""
        written = Written()
        if not made:
            return written
        keys = [each.external_id for each in made]
        known = held(self.connection, self.origin.supplier, self.standard.item, keys)
        ended = [one.id for one in known.values() if one.state == RecordState.WITHDRAWN]
        revivable = withdrawn_by_batch(self.connection, ended, BY_BATCH)
        for each in made:
            had = known.get(each.external_id)
            if had is None:
                written.new.append(each)
            else:
                self._sort(written, each, had, revivable=had.id in revivable)
        self._point_out(written)
        return written

    def write(self, written: Written) -> None:
        """Write what is new and what has changed."""
        bulk.staged(self.connection, RECORD, COLUMNS, [self._row(each) for each in written.new])
        self._supersede([change.had.id for change in written.changed])
        if written.changed:
            own = RECORD.c.id == bindparam("key")
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _CHANGED}
            new = [self._values(change) for change in written.changed]
            self.connection.execute(update(RECORD).where(own).values(values), new)
            events = [self._event(change) for change in written.changed if change.why]
            if events:
                self.connection.execute(insert(EVENT), events)

    def _point_out(self, written: Written) -> None:
        """Note new records whose document number another subject's record has: a wrong subject is taken back there."""
        own = [
            each for each in written.new if each.document_number and each.external_id.endswith(f"{SUBJECT}{each.uscc}")
        ]
        numbers = list({str(each.document_number) for each in own})
        known = elsewhere(self.connection, self.origin.supplier, self.standard.item, numbers)
        for each in own:
            if other := known.get(str(each.document_number)):
                message = (
                    f"A record of {other} has this number, and stays. If the subject was wrong, take that one back."
                )
                written.notes.append(Remark(each.line, self._key, "NUMBER_OF_ANOTHER_SUBJECT", message))

    def _sort(self, written: Written, said: Statement, had: Held, *, revivable: bool) -> None:
        same, why = said.digest == had.digest, None
        over = had.state not in (*IN_FORCE, RecordState.EXPIRED)
        if over and not revivable:
            self._ended(written, said, had, same=same)
            return
        if over:
            why = AGAIN
        elif same:
            written.unchanged += 1
            return
        elif self.origin.history and had.state != RecordState.EXPIRED:
            message = "The record is in force: it isn't changed by a submission of history. Send it as a usual one."
            written.refused[said.at] = [Remark(said.line, self._key, "RECORD_IN_FORCE", message)]
            return
        elif had.state == RecordState.EXPIRED and not self.origin.history:
            why = _NOW_IN_FORCE
        if had.uscc is not None and said.uscc != had.uscc:
            message = f"{quoted(said.external_id)} is a record of another subject. Take the other one back first."
            written.refused[said.at] = [Remark(said.line, self.standard.of("uscc"), "SUBJECT_CHANGED", message)]
            return
        written.changed.append(Change(said, had, why))

    def _ended(self, written: Written, said: Statement, had: Held, *, same: bool) -> None:
        message = f"{quoted(said.external_id)} is {had.state}: it has ended, and sending it again changes nothing."
        remark = Remark(said.line, self._key, "RECORD_ENDED", message)
        if same:
            written.unchanged += 1
            written.notes.append(remark)
        else:
            written.refused[said.at] = [remark]

    @property
    def _key(self) -> str:
        own = self.standard.of("external_id")
        return self.standard.of("document_number") if own == "external_id" else own

    def _row(self, said: Statement) -> tuple[Any, ...]:
        severity, first, last = self._published(said)
        standard, state = self.standard, RecordState.EXPIRED if self.origin.history else RecordState.ACTIVE
        return (
            ordered("rec_"), standard.kind, standard.item, standard.publicity, self.origin.supplier, said.external_id,
            said.uscc, state.value, first, last,
            said.subject_name, said.document_number, said.authority, said.decided_on, severity, said.facts, said.digest,
            1, self.origin.submission, said.line, self.origin.now.strftime(_INSTANT),
        )  # fmt: skip

    def _values(self, change: Change) -> dict[str, Any]:
        said, had = change.said, change.had
        severity, first, last = self._published(said)
        state = RecordState.ACTIVE.value if change.why and not self.origin.history else had.state
        if change.why and self.origin.history:
            state = RecordState.EXPIRED.value
        new = {
            "uscc": said.uscc or had.uscc,
            "state": state,
            "published_from": _day(first),
            "published_until": _day(last),
            "subject_name": said.subject_name,
            "document_number": said.document_number,
            "authority": said.authority,
            "decided_on": _day(said.decided_on),
            "severity": severity,
            "facts": said.facts,
            "digest": said.digest,
            "version": had.version + 1,
            "submission_id": self.origin.submission,
            "line": said.line,
            "known_from": self.origin.now,
        }
        return {"key": had.id, **{f"new_{name}": value for name, value in new.items()}}

    def _published(self, said: Statement) -> tuple[str | None, str | None, str | None]:
        """Return the severity, and the first and the last day of publication: none in history."""
        severity, first, last = self.publication(said.decided_on, said.severity, json.loads(said.facts))
        return (severity, None, None) if self.origin.history else (severity, first, last)

    def _event(self, change: Change) -> dict[str, Any]:
        state = RecordState.EXPIRED if self.origin.history else RecordState.ACTIVE
        return {
            "id": ordered("rev_"),
            "record_id": change.had.id,
            "state": state.value,
            "at": self.origin.now,
            "by": self.origin.by,
            "institution_code": self.origin.supplier,
            "reason": change.why,
        }

    def _supersede(self, ids: Sequence[str]) -> None:
        supersede(self.connection, ids, self.origin.now)


_CHANGED = (
    "uscc", "state", "published_from", "published_until", *STATED,
)  # fmt: skip


def supersede(connection: Connection, ids: Sequence[str], now: datetime) -> None:
    """Keep the words of records that are about to change, as what was said until now."""
    if not ids:
        return
    among = {
        "postgresql": "id = ANY (CAST(:ids AS text[]))",
        "sqlite": "id IN (SELECT value FROM json_each(:ids))",
    }[connection.dialect.name]
    words = select(RECORD.c.id, bindparam("now", now, type_=VERSION.c.known_to.type), *[RECORD.c[n] for n in STATED])
    keep = insert(VERSION).from_select(["record_id", "known_to", *STATED], words.where(text(among)))
    connection.execute(keep, {"ids": list(ids) if connection.dialect.name == "postgresql" else json.dumps(ids)})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
