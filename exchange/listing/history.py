"""One step of an entry: the state it leads to, checked, with its event and what the feed says of it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import Due
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered
from exchange.listing.actor import Actor, keeps
from exchange.listing.model import ListDefinition, ListEntry, ListEntryEvent
from exchange.listing.refusal import EntryUnknown
from exchange.listing.state import ENDED, STANDING, ListColour, ListState, check

SHOWN = (*STANDING, ListState.PUBLICISED)
"""The states that everybody may see an entry of a published list in."""


def kept(session: Session, entry_id: str, actor: Actor) -> tuple[ListEntry, ListDefinition]:
    """Return an entry, locked, that the actor decides on. Raises EntryUnknown.

    Of two steps at the same time the second one waits, and then meets the state that the first one led to.
    """
    entry, definition = locked(session, entry_id)
    if not keeps(actor, definition):
        raise EntryUnknown(entry_id)
    return entry, definition


def locked(session: Session, entry_id: str) -> tuple[ListEntry, ListDefinition]:
    """Return an entry, locked, and its list. Raises EntryUnknown."""
    one = select(ListEntry).where(ListEntry.id == entry_id).with_for_update()
    known = "\0" not in entry_id
    entry = session.scalars(one, execution_options={"populate_existing": True}).one_or_none() if known else None
    if entry is None:
        raise EntryUnknown(entry_id)
    return entry, session.get_one(ListDefinition, entry.list_code)


def locked_list(session: Session, list_code: str) -> ListDefinition | None:
    """Return a list, locked.

    Of two proposals of the same the second one waits, and sees the first; so do a listing and what changes the
    measures that it triggers.
    """
    one = select(ListDefinition).where(ListDefinition.code == list_code).with_for_update(key_share=True)
    known = "\0" not in list_code
    return session.scalars(one, execution_options={"populate_existing": True}).one_or_none() if known else None


def now(entry: ListEntry) -> ListState:
    """Return an entry's state today: DELISTED also where its days are over."""
    over = entry.listed_at is not None and entry.valid_until is not None and entry.valid_until < clock.today()
    return ListState.DELISTED if over else ListState(entry.state)


def step(
    session: Session,
    entry: ListEntry,
    definition: ListDefinition,
    wanted: ListState,
    actor: Actor,
    *,
    reason: str | None = None,
    due: Due | None = None,
) -> list[Event]:
    """Take an entry to another state; return what to publish of it. Raises StepRefused."""
    before = now(entry)
    session.add(moved(entry, definition, wanted, actor, reason=reason, due=due))
    session.flush()
    return told(entry, definition, before)


def moved(
    entry: ListEntry,
    definition: ListDefinition,
    wanted: ListState,
    actor: Actor,
    *,
    reason: str | None = None,
    due: Due | None = None,
) -> ListEntryEvent:
    """Take an entry to another state; return the event of the step, still to be written. Raises StepRefused."""
    check(ListColour(definition.colour), now(entry), wanted)
    entry.state = wanted.value
    if due is not None:
        entry.due_on, entry.rule_code, entry.provisional = due
    return noted(entry, actor, reason, due)


def noted(entry: ListEntry, actor: Actor, reason: str | None, due: Due | None = None) -> ListEntryEvent:
    """Return the event of the step that led an entry to its state."""
    clocked = due or Due(None, None, provisional=False)  # type: ignore[arg-type]
    return ListEntryEvent(
        id=ordered(),
        entry_id=entry.id,
        state=entry.state,
        at=clock.now(),
        by=actor.by,
        institution_code=actor.institution_code,
        reason=reason,
        **clocked._asdict(),
    )


def told(entry: ListEntry, definition: ListDefinition, before: ListState | None = None) -> list[Event]:
    """Return what the feed says of an entry in its state. Of one that it saw ended the public learns the id only."""
    changed, ended = EventType.LIST_ENTRY_CHANGED, EventType.LIST_ENTRY_ENDED
    keeper = definition.keeper_code
    if entry.state in SHOWN:
        return [Event(changed, entry.id, entry.uscc, is_public=definition.published, institution_code=keeper)]
    private = Event(changed, entry.id, entry.uscc, institution_code=keeper)
    if entry.state in ENDED and before in SHOWN and definition.published:
        return [private, Event(ended, entry.id, is_public=True)]
    return [private]


def published(session: Session, *events: Event) -> None:
    """Tell the feed what happened, what is written before it."""
    session.flush()
    tell(session, *events)
