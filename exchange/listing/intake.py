"""Takes decided entries in from their keeper, as a court's or a bureau's own system made them: many lines at a time.

This is what a submission of the exchange calls: it reads the file, this takes its lines. Every line goes through the
same steps as an entry that is made here, so one without a notice is refused; a refused line doesn't stop the others.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import due
from exchange.deadline.rule import COUNTRY, in_force
from exchange.errors import ExchangeError
from exchange.feed.publishing import Event
from exchange.listing.actor import Actor
from exchange.listing.history import published, step
from exchange.listing.model import ListDefinition, ListEntry, ListPlea
from exchange.listing.procedure import MATTERS
from exchange.listing.proposal import Proposal, kept_list, proposed
from exchange.listing.refusal import EntryRefused, PleaUnanswered, TooEarly
from exchange.listing.standing import entered
from exchange.listing.state import ListColour, ListState
from exchange.listing.wording import written


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
    """The keeper's key is on the list already."""
    REJECTED = "REJECTED"


class Outcome(NamedTuple):
    """What became of a line: the entry's id, or the code and the message of the refusal."""

    fate: Fate
    entry_id: str | None = None
    code: str | None = None
    message: str | None = None
    field: str | None = None


def take(
    session: Session, list_code: str, lines: Iterable[Line], actor: Actor, *, jurisdiction: str = COUNTRY
) -> list[Outcome]:
    """Put decided entries on a list, in one transaction; return what became of each line, in their order.

    Raises ListUnknown for a list that the actor doesn't keep.
    """
    definition = kept_list(session, list_code, actor)
    outcomes, events = [], []
    for line in lines:
        outcome, told = _taken(session, definition, line, actor, jurisdiction)
        outcomes.append(outcome)
        events += told
    published(session, *events)
    return outcomes


def _taken(
    session: Session, definition: ListDefinition, line: Line, actor: Actor, jurisdiction: str
) -> tuple[Outcome, list[Event]]:
    before = _held(session, definition, line.proposal)
    if before is not None:
        return Outcome(Fate.UNCHANGED, before), []
    try:
        with session.begin_nested():
            entry, events = _entry(session, definition, line, actor, jurisdiction)
    except ExchangeError as error:
        return Outcome(Fate.REJECTED, None, error.code, error.message, error.path[-1] if error.path else None), []
    return Outcome(Fate.ACCEPTED, entry.id), events


def _held(session: Session, definition: ListDefinition, proposal: Proposal) -> str | None:
    own = (ListEntry.list_code == definition.code) & (ListEntry.uscc == proposal.uscc)
    key = proposal.external_id
    return session.scalar(select(ListEntry.id).where(own, ListEntry.external_id == key)) if key else None


def _entry(
    session: Session, definition: ListDefinition, line: Line, actor: Actor, jurisdiction: str
) -> tuple[ListEntry, list[Event]]:
    if line.noticed_on is None:
        raise EntryRefused("noticedOn", "Nobody is listed without a notice: say on which day the subject was told.")
    if line.noticed_on > clock.today():
        raise EntryRefused("noticedOn", f"{line.noticed_on} is in the future: the notice comes before the listing.")
    (entry,) = proposed(session, definition, [line.proposal], actor)
    red = definition.colour == ListColour.RED
    state = ListState.PUBLICISED if red else ListState.NOTIFIED
    deadline = due(in_force(session, MATTERS[state], line.noticed_on, jurisdiction), line.noticed_on)
    step(session, entry, definition, state, actor, reason=written("notice", line.notice), due=deadline)
    entry.noticed_at = datetime.combine(line.noticed_on, time(), clock.LOCAL)
    if line.plea is not None:
        _pleaded(session, entry, definition, line, actor)
    elif deadline.due_on >= clock.today():
        raise TooEarly("The publicity" if red else "The time to plead", deadline.due_on)
    entry.decision, entry.decided_at = written("reasons", line.reasons), clock.now()
    step(session, entry, definition, ListState.DECIDED, actor, reason=entry.decision)
    return entry, entered(session, entry, definition, actor, (line.valid_from, line.valid_until), jurisdiction)


def _pleaded(session: Session, entry: ListEntry, definition: ListDefinition, line: Line, actor: Actor) -> None:
    if not line.plea_answer:
        raise PleaUnanswered
    said = {"plea": written("plea", line.plea), "answer": written("pleaAnswer", line.plea_answer)}
    stated = {"stated_by": actor.by, "stated_at": clock.now(), "answered_at": clock.now()}
    session.add(ListPlea(entry_id=entry.id, uscc=entry.uscc, waived=False, **said, **stated))
    step(session, entry, definition, ListState.PLEA, actor)
