"""A subject asks to be taken off a list because it made good; the keeper grants that by delisting, or refuses."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import Due, due
from exchange.deadline.matter import Matter
from exchange.deadline.rule import COUNTRY, found
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.identifier import ordered
from exchange.listing.actor import Actor, keeps
from exchange.listing.history import locked, now, published
from exchange.listing.model import ListDefinition, ListEntry, ListRestoration
from exchange.listing.refusal import EntryUnknown, RestorationRefused, RestorationUnknown
from exchange.listing.state import STANDING, ListColour, ListRestorationState
from exchange.listing.wording import written


def apply(
    session: Session, entry_id: str, actor: Actor, statement: str, *, jurisdiction: str = COUNTRY
) -> ListRestoration:
    """Ask for the end of an entry in force. The user's mandate for the subject the caller has checked.

    Raises EntryUnknown, EntryRefused and RestorationRefused.
    """
    entry, definition = locked(session, entry_id)
    statement = written("statement", statement)
    if now(entry) not in STANDING or definition.colour == ListColour.RED:
        raise RestorationRefused(
            f"Only an adverse entry in force can be restored; this one is {now(entry)} on a {definition.colour} list.",
            ("input", "entry"),
        )
    before = open_application(session, entry.id)
    if before is not None:
        raise RestorationRefused(f"An application is open already: see {before.id}.", ("input", "entry"))
    deadline = _deadline(session, definition, jurisdiction)
    made = ListRestoration(
        id=ordered("lrs_"),
        entry_id=entry.id,
        uscc=entry.uscc,
        statement=statement,
        state=ListRestorationState.LODGED.value,
        lodged_by=actor.by,
        lodged_at=clock.now(),
        due_on=deadline and deadline.due_on,
        rule_code=deadline and deadline.rule_code,
        provisional=bool(deadline and deadline.provisional),
    )
    session.add(made)
    published(session, _told(made, definition))
    return made


def refuse(session: Session, restoration_id: str, actor: Actor, reasons: str) -> ListRestoration:
    """Refuse an open application with reasons: the entry stays. Raises RestorationUnknown and EntryRefused."""
    lodged = session.get(ListRestoration, restoration_id) if "\0" not in restoration_id else None
    if lodged is None:
        raise RestorationUnknown(restoration_id)
    _entry, definition = locked(session, lodged.entry_id)
    session.refresh(lodged)
    if not keeps(actor, definition) or lodged.state != ListRestorationState.LODGED:
        raise RestorationUnknown(restoration_id)
    closed(lodged, ListRestorationState.REFUSED, written("reasons", reasons), actor.by)
    published(session, _told(lodged, definition))
    return lodged


def open_application(session: Session, entry_id: str) -> ListRestoration | None:
    """Return an entry's open application."""
    lodged = ListRestoration.state == ListRestorationState.LODGED.value
    return session.scalars(select(ListRestoration).where(ListRestoration.entry_id == entry_id, lodged)).one_or_none()


def closed(application: ListRestoration, state: ListRestorationState, reasons: str, by: str) -> None:
    """Write down what became of an application."""
    application.state, application.decision = state.value, reasons
    application.decided_by, application.decided_at = by, clock.now()


def subject_of(session: Session, entry_id: str) -> str:
    """Return whom an entry is about. Raises EntryUnknown."""
    uscc = session.scalar(select(ListEntry.uscc).where(ListEntry.id == entry_id)) if "\0" not in entry_id else None
    if uscc is None:
        raise EntryUnknown(entry_id)
    return uscc


def _deadline(session: Session, definition: ListDefinition, jurisdiction: str) -> Due | None:
    """Return by when the keeper decides; None where no rule sets a period."""
    matter = Matter.LIST_COURT_REMOVAL if definition.court_only else Matter.LIST_RESTORATION
    rule = found(session, matter, clock.today(), jurisdiction)
    return due(rule, clock.today()) if rule else None


def _told(made: ListRestoration, definition: ListDefinition) -> Event:
    return Event(EventType.LIST_RESTORATION_CHANGED, made.id, made.uscc, institution_code=definition.keeper_code)
