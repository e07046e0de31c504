"""Takes the lines of a submission in as entries on lists: each through every step that an entry made here takes.

What exchange.record.register is for records. A validation takes the same steps in a transaction that is rolled back:
what it says of a line is what the commit would do.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from exchange.errors import ExchangeError
from exchange.feed.model import EventType
from exchange.feed.publishing import Event, publish
from exchange.feed.telling import untold
from exchange.institution.model import Institution
from exchange.listing.actor import Actor
from exchange.listing.intake import Fate, Line, Outcome, take
from exchange.listing.proposal import Proposal
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
    """Puts statements on their lists, in the caller's transaction."""

    def __init__(self, connection: Connection, standard: Standard, origin: Origin, jurisdiction: str) -> None:
        self.standard, self.jurisdiction = standard, jurisdiction
        # A savepoint a line needs a session; it never commits, for the transaction is the caller's.
        self.session = Session(bind=connection)
        kind = self.session.get_one(Institution, origin.supplier).kind
        self.actor = Actor(origin.by, origin.supplier, kind)

    def compared(self, made: Sequence[Statement]) -> Written:
        """Take statements in; return what became of them."""
        written = Written()
        for said in made:
            outcome = self._taken(said)
            if outcome.fate is Fate.ACCEPTED:
                written.new.append(said)
            elif outcome.fate is Fate.UNCHANGED:
                written.unchanged += 1
            else:
                written.refused[said.at] = [self._remark(said, outcome)]
        # What was written is in the transaction; holding every row of a large file would take its memory.
        self.session.expunge_all()
        return written

    def write(self, _written: Written) -> None:
        """Do nothing: what was compared is written."""

    def announce(self, handle: str) -> None:
        """Tell the feed what became of the entries, and of their submission: the last deed of the transaction."""
        self.session.flush()
        committed = Event(EventType.SUBMISSION_COMMITTED, handle, institution_code=self.actor.institution_code)
        publish(self.session.connection(), [*untold(self.session), committed])

    def _taken(self, said: Statement) -> Outcome:
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
        line = Line(
            proposal,
            _day(facts.get("noticed_on")),
            facts["notice"],
            facts["reasons"],
            plea=facts.get("plea"),
            plea_answer=facts.get("plea_answer"),
            valid_from=_day(facts.get("valid_from")),
            valid_until=_day(facts.get("valid_until")),
        )
        try:
            [outcome] = take(self.session, facts["list"], [line], self.actor, jurisdiction=self.jurisdiction)
        except ExchangeError as error:
            return Outcome(Fate.REJECTED, None, error.code, error.message, "list")
        return outcome

    def _remark(self, said: Statement, outcome: Outcome) -> Remark:
        target = _TARGETS.get(str(outcome.field), str(outcome.field))
        field = self.standard.of(target)
        return Remark(said.line, None if field == target else field, str(outcome.code), str(outcome.message))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
