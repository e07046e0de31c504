"""Takes decided entries in from their keeper, as a court's or a bureau's own system made them: many lines at a time.

This is what a submission of the exchange calls: it reads the file, this takes its lines. Every line goes through the
same steps as an entry that is made here, so one without a notice is refused; a refused line doesn't stop the others.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import Due, due
from exchange.deadline.rule import COUNTRY, in_force
from exchange.errors import ExchangeError
from exchange.identifier import ordered
from exchange.listing.actor import Actor, keeps
from exchange.listing.history import moved, noted, now
from exchange.listing.model import ListDefinition, ListEntry, ListEntryEvent, ListPlea
from exchange.listing.procedure import MATTERS
from exchange.listing.proposal import Known, Proposal
from exchange.listing.refusal import EntryDiffers, EntryRefused, ListUnknown, PleaUnanswered, TooEarly
from exchange.listing.standing import put
from exchange.listing.state import ENDED, ListColour, ListState
from exchange.listing.wording import written
from exchange.measure.trigger import trigger
from exchange.referral import matching


class Line(NamedTuple):
    """An entry as its keeper decided on it. Without the day of the notice it is refused."""

    proposal: Proposal
    noticed_on: date | None
    """The day the subject was told, or the candidate was publicised."""
    notice: str
    reasons: str
    plea: str | None = None
    plea_answer: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class Fate(StrEnum):
    """What became of a line."""

    ACCEPTED = "ACCEPTED"
    UNCHANGED = "UNCHANGED"
    """The keeper's key is on the list already, and the line says what its entry says."""
    REJECTED = "REJECTED"


class Outcome(NamedTuple):
    """What became of a line: the entry's id, or the code and the message of the refusal or of a note."""

    fate: Fate
    entry_id: str | None = None
    code: str | None = None
    message: str | None = None
    field: str | None = None


class Taken(NamedTuple):
    """An entry that has taken its steps, still to be written."""

    entry: ListEntry
    events: list[ListEntryEvent]
    plea: ListPlea | None


class Intake:
    """Looks at a keeper's lines, and writes what it found of them where that is wanted.

    Of two lines of one run about the same the second one is refused, also while nothing is written.
    """

    def __init__(self, session: Session, actor: Actor, jurisdiction: str = COUNTRY) -> None:
        self.session, self.actor, self.jurisdiction = session, actor, jurisdiction
        self.batch = ordered()
        """What the run proposes together."""
        self.lists: dict[str, Known] = {}
        self.dues: dict[tuple[ListState, date], Due] = {}
        self.taken: list[Taken] = []

    def compared(self, list_code: str, lines: Sequence[Line]) -> list[Outcome]:
        """Return what becomes of lines of a list, in their order. Raises ListUnknown where the actor doesn't keep it.

        Who writes afterwards has locked the list before.
        """
        known = self._known(list_code)
        known.look([line.proposal for line in lines])
        return [self._outcome(known, line) for line in lines]

    def write(self) -> None:
        """Write what was accepted since the last time, with its measures, and let the cases it came from know.

        The feed is the caller's to tell.
        """
        taken, self.taken = self.taken, []
        entries = [each.entry for each in taken]
        self.session.add_all(entries)
        self.session.flush()
        self.session.add_all(event for each in taken for event in each.events)
        self.session.add_all(each.plea for each in taken if each.plea)
        self.session.flush()
        for code, known in self.lists.items():
            matching.listed(self.session, known.definition, [entry for entry in entries if entry.list_code == code])
        trigger(self.session, entries, self.actor.by, self.actor.institution_code, jurisdiction=self.jurisdiction)

    def _known(self, list_code: str) -> Known:
        if list_code not in self.lists:
            definition = self.session.get(ListDefinition, list_code) if "\0" not in list_code else None
            if definition is None or not keeps(self.actor, definition):
                raise ListUnknown(list_code)
            self.lists[list_code] = Known(self.session, definition)
        return self.lists[list_code]

    def _outcome(self, known: Known, line: Line) -> Outcome:
        try:
            before = known.keys.get(line.proposal.external_id or "")
            if before is not None and before.uscc == line.proposal.uscc:
                return _unchanged(before, line)
            taken = self._taken(known, line)
        except ExchangeError as error:
            return Outcome(Fate.REJECTED, None, error.code, error.message, error.path[-1] if error.path else None)
        known.remember(taken.entry)
        self.taken.append(taken)
        return Outcome(Fate.ACCEPTED, taken.entry.id)

    def _taken(self, known: Known, line: Line) -> Taken:
        """Let a line take every step. Raises what each step raises."""
        definition, actor = known.definition, self.actor
        noticed_on = _noticed(line)
        entry = known.entry(line.proposal, self.batch)
        events = [noted(entry, actor, entry.facts)]
        red = definition.colour == ListColour.RED
        state, notice = ListState.PUBLICISED if red else ListState.NOTIFIED, written("notice", line.notice)
        deadline = self._due(state, noticed_on)
        events.append(moved(entry, definition, state, actor, reason=notice, due=deadline))
        entry.noticed_at = datetime.combine(noticed_on, time(), clock.LOCAL)
        plea = None
        if line.plea is not None:
            plea = _plea(entry, line, actor)
            events.append(moved(entry, definition, ListState.PLEA, actor))
        elif deadline.due_on >= clock.today():
            raise TooEarly("The publicity" if red else "The time to plead", deadline.due_on)
        entry.decision, entry.decided_at = written("reasons", line.reasons), clock.now()
        events.append(moved(entry, definition, ListState.DECIDED, actor, reason=entry.decision))
        events.append(put(self.session, entry, definition, actor, (line.valid_from, line.valid_until)))
        return Taken(entry, events, plea)

    def _due(self, state: ListState, noticed_on: date) -> Due:
        if (state, noticed_on) not in self.dues:
            rule = in_force(self.session, MATTERS[state], noticed_on, self.jurisdiction)
            self.dues[state, noticed_on] = due(rule, noticed_on)
        return self.dues[state, noticed_on]


def _noticed(line: Line) -> date:
    if line.noticed_on is None:
        raise EntryRefused("noticedOn", "Nobody is listed without a notice: say on which day the subject was told.")
    if line.noticed_on > clock.today():
        raise EntryRefused("noticedOn", f"{line.noticed_on} is in the future: the notice comes before the listing.")
    return line.noticed_on


def _plea(entry: ListEntry, line: Line, actor: Actor) -> ListPlea:
    if not line.plea_answer:
        raise PleaUnanswered
    said = {"plea": written("plea", line.plea), "answer": written("pleaAnswer", line.plea_answer)}
    stated = {"stated_by": actor.by, "stated_at": clock.now(), "answered_at": clock.now()}
    return ListPlea(entry_id=entry.id, uscc=entry.uscc, waived=False, **said, **stated)


def _unchanged(before: ListEntry, line: Line) -> Outcome:
    """Return that a line says what its entry says. Raises EntryDiffers."""
    said, state = line.proposal, now(before)
    texts = (said.basis_document, said.deciding_authority, said.facts, line.reasons, said.ground or "")
    held = (before.basis_document, before.deciding_authority, before.facts, before.decision, before.ground_code or "")
    noticed_on = before.noticed_at and before.noticed_at.astimezone(clock.LOCAL).date()
    # What was extended since is sent again with its first last day.
    days = state is not ListState.LISTED or line.valid_until in (None, before.valid_until)
    if tuple(text.strip() for text in texts) != held or noticed_on != line.noticed_on or not days:
        raise EntryDiffers(before.id, state)
    message = f"The entry is {state}: it has ended, and sending it again changes nothing." if state in ENDED else None
    return Outcome(Fate.UNCHANGED, before.id, "LIST_ENTRY_ENDED" if message else None, message)
