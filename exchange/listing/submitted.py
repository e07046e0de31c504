"""Takes the lines of a submission in as entries on lists: each through every step that an entry made here takes.

What exchange.record.register is for records.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection, false, literal, select
from sqlalchemy.orm import Session

from exchange.errors import ExchangeError
from exchange.feed.model import EventType
from exchange.feed.publishing import Event, publish, publish_rows
from exchange.institution.model import Institution
from exchange.listing.actor import Actor
from exchange.listing.intake import Fate, Intake, Line, Outcome
from exchange.listing.model import ListDefinition, ListEntry
from exchange.listing.proposal import Proposal
from exchange.measure.model import MeasureAction
from exchange.record.register import Origin, Written
from exchange.record.standard import Standard
from exchange.record.statement import Statement
from exchange.submission.chunk import Remark

_TARGETS: Mapping[str, str] = {
    "basisDocument": "document_number",
    "decidingAuthority": "authority",
    "entry": "noticed_on",
    "externalId": "external_id",
    "facts": "circumstances",
    "name": "subject_name",
    "noticedOn": "noticed_on",
    "pleaAnswer": "plea_answer",
    "validFrom": "valid_from",
    "validUntil": "valid_until",
}
"""What the refusals of entries call a field, and what it fills here; the others are called the same."""


class Entries:
    """Compares statements with what is on the lists, and puts them there, in the caller's transaction."""

    def __init__(self, connection: Connection, standard: Standard, origin: Origin, jurisdiction: str) -> None:
        self.connection, self.standard, self.origin = connection, standard, origin
        # It never commits, for the transaction is the caller's.
        session = Session(bind=connection, autoflush=False)
        kind = session.get_one(Institution, origin.supplier).kind
        self.intake = Intake(session, Actor(origin.by, origin.supplier, kind), jurisdiction)

    def compared(self, made: Sequence[Statement]) -> Written:
        """Return what would become of statements."""
        by_list: dict[str, list[Statement]] = {}
        for said in made:
            by_list.setdefault(orjson.loads(said.facts)["list"], []).append(said)
        # What wasn't written of the statements before was only to be looked at.
        self.intake.taken.clear()
        written = Written()
        for list_code, statements in by_list.items():
            for said, outcome in zip(statements, self._outcomes(list_code, statements), strict=True):
                self._sort(written, said, outcome)
        return written

    def write(self, _written: Written) -> None:
        """Write what was compared last."""
        self.intake.write()

    def announce(self, handle: str) -> None:
        """Tell the feed of the entries, their measures and their submission: the last deed of the transaction."""
        entry, action, own = ListEntry, MeasureAction, ListEntry.batch_id == self.intake.batch
        listed, acted = literal(EventType.LIST_ENTRY_CHANGED.value), literal(EventType.MEASURE_ACTION_CHANGED.value)
        on = entry.list_code == ListDefinition.code
        of = (ListDefinition.published, ListDefinition.keeper_code)
        entries = select(listed, entry.id, entry.uscc, *of, entry.id.label("place")).join(ListDefinition, on)
        publish_rows(self.connection, entries.where(own), self.origin.now)
        somebody_s = action.institution_code.is_not(None)
        for_whom = (false(), action.institution_code, action.id.label("place"))
        actions = select(acted, action.id, action.uscc, *for_whom).join(entry, entry.id == action.entry_id)
        publish_rows(self.connection, actions.where(own, somebody_s), self.origin.now)
        committed = Event(EventType.SUBMISSION_COMMITTED, handle, institution_code=self.origin.supplier)
        publish(self.connection, [committed])

    def _outcomes(self, list_code: str, statements: Sequence[Statement]) -> list[Outcome]:
        try:
            return self.intake.compared(list_code, [_line(said) for said in statements])
        except ExchangeError as error:
            return [Outcome(Fate.REJECTED, None, error.code, error.message, "list")] * len(statements)

    def _sort(self, written: Written, said: Statement, outcome: Outcome) -> None:
        if outcome.fate is Fate.ACCEPTED:
            written.new.append(said)
        elif outcome.fate is Fate.REJECTED:
            written.refused[said.at] = [self._remark(said, outcome)]
        else:
            written.unchanged += 1
            if outcome.code:
                written.notes.append(self._remark(said, outcome))

    def _remark(self, said: Statement, outcome: Outcome) -> Remark:
        target = _TARGETS.get(str(outcome.field), str(outcome.field))
        field = self.standard.of(target)
        return Remark(said.line, None if field == target else field, str(outcome.code), str(outcome.message))


def hold(connection: Connection, keeper: str) -> None:
    """Let nobody else change a keeper's lists before the transaction ends, in the order of whoever locks several."""
    own = select(ListDefinition.code).where(ListDefinition.keeper_code == keeper).order_by(ListDefinition.code)
    connection.execute(own.with_for_update(key_share=True))


def _line(said: Statement) -> Line:
    facts: dict[str, Any] = orjson.loads(said.facts)
    proposal = Proposal(
        uscc=said.uscc or "",
        basis_document=said.document_number or "",
        deciding_authority=said.authority or "",
        facts=facts["circumstances"],
        ground=facts.get("ground"),
        name=said.subject_name,
        external_id=said.external_id,
    )
    return Line(
        proposal,
        _day(facts.get("noticed_on")),
        facts["notice"],
        facts["reasons"],
        plea=facts.get("plea"),
        plea_answer=facts.get("plea_answer"),
        valid_from=_day(facts.get("valid_from")),
        valid_until=_day(facts.get("valid_until")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
