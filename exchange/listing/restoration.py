"""A subject asks to be taken off a list because it made good; the keeper grants that by delisting, or refuses."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.deadline.due import Due, due
from exchange.deadline.matter import Matter
from exchange.deadline.rule import COUNTRY, found
from exchange.evidence.attaching import Material, attach
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.identifier import ordered
from exchange.listing.actor import Actor, keeps
from exchange.listing.history import locked, now, published
from exchange.listing.model import ListDefinition, ListEntry, ListRestoration
from exchange.listing.refusal import EntryUnknown, RestorationRefused, RestorationUnknown
from exchange.listing.state import STANDING, ListColour, ListRestorationState
from exchange.listing.term import later
from exchange.listing.wording import written
from exchange.procedure import history
from exchange.procedure.actor import Actor as Party
from exchange.procedure.transition import Move, Procedure, moving

_OPEN = (ListRestorationState.LODGED,)


class Step(StrEnum):
    """What becomes of an application."""

    GRANT = "GRANT"
    REFUSE = "REFUSE"
    WITHDRAW = "WITHDRAW"
    CLOSE = "CLOSE"


STEPS: Mapping[StrEnum, Move] = {
    Step.GRANT: moving(_OPEN, ListRestorationState.GRANTED),
    Step.REFUSE: moving(_OPEN, ListRestorationState.REFUSED),
    Step.WITHDRAW: moving(_OPEN, ListRestorationState.WITHDRAWN),
    Step.CLOSE: moving(_OPEN, ListRestorationState.CLOSED),
}
RESTORATION = Procedure("restoration", STEPS)


def apply(
    session: Session,
    entry_id: str,
    actor: Actor,
    statement: str,
    materials: Sequence[Material] = (),
    *,
    jurisdiction: str = COUNTRY,
) -> ListRestoration:
    """Ask for the end of an entry in force. The user's mandate for the subject the caller has checked.

    Raises EntryUnknown, EntryRefused, RestorationRefused, EvidenceUnknown and EvidenceTooMany.
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
    _refuse_early(entry, definition)
    deadline = _deadline(session, definition, jurisdiction)
    made = ListRestoration(
        id=ordered("lrs_"),
        entry_id=entry.id,
        uscc=entry.uscc,
        statement=statement,
        lodged_by=actor.by,
        lodged_at=clock.now(),
        due_on=deadline and deadline.due_on,
        rule_code=deadline and deadline.rule_code,
        provisional=bool(deadline and deadline.provisional),
    )
    history.begin(session, made, ListRestorationState.LODGED, _party(actor))
    attach(session, made.id, materials, _party(actor))
    published(session, _told(made, definition))
    return made


def withdraw(session: Session, restoration_id: str, actor: Actor, reason: str) -> ListRestoration:
    """Take an application back. Whose it is the caller has checked.

    Raises RestorationUnknown, EntryRefused and TransitionRefused.
    """
    lodged, definition = _locked(session, restoration_id)
    take(session, lodged, Step.WITHDRAW, actor, written("reason", reason))
    published(session, _told(lodged, definition))
    return lodged


def refuse(session: Session, restoration_id: str, actor: Actor, reasons: str) -> ListRestoration:
    """Refuse an open application with reasons: the entry stays.

    Raises RestorationUnknown, EntryRefused and TransitionRefused.
    """
    lodged, definition = _locked(session, restoration_id)
    if not keeps(actor, definition):
        raise RestorationUnknown(restoration_id)
    take(session, lodged, Step.REFUSE, actor, written("reasons", reasons))
    published(session, _told(lodged, definition))
    return lodged


def open_application(session: Session, entry_id: str) -> ListRestoration | None:
    """Return an entry's open application."""
    lodged = ListRestoration.state == ListRestorationState.LODGED.value
    return session.scalars(select(ListRestoration).where(ListRestoration.entry_id == entry_id, lodged)).one_or_none()


def take(session: Session, application: ListRestoration, step: Step, actor: Actor, reasons: str) -> None:
    """Write down what becomes of a locked application. Raises TransitionRefused."""
    application.decision, application.decided_by, application.decided_at = reasons, actor.by, clock.now()
    history.take(session, RESTORATION, application, step, _party(actor), reasons)


def subject_of(session: Session, entry_id: str) -> str:
    """Return whom an entry is about. Raises EntryUnknown."""
    uscc = session.scalar(select(ListEntry.uscc).where(ListEntry.id == entry_id)) if "\0" not in entry_id else None
    if uscc is None:
        raise EntryUnknown(entry_id)
    return uscc


def _locked(session: Session, restoration_id: str) -> tuple[ListRestoration, ListDefinition]:
    """Return an application, its entry locked first, as whoever delists does, and its list."""
    of = select(ListRestoration.entry_id).where(ListRestoration.id == restoration_id)
    entry_id = session.scalar(of) if "\0" not in restoration_id else None
    if entry_id is None:
        raise RestorationUnknown(restoration_id)
    _entry, definition = locked(session, entry_id)
    lodged = history.locked(session, ListRestoration, restoration_id)
    assert lodged is not None  # noqa: S101 - none is ever deleted
    return lodged, definition


def _party(actor: Actor) -> Party:
    return Party(actor.by, actor.institution_code)


def _refuse_early(entry: ListEntry, definition: ListDefinition) -> None:
    """Raise RestorationRefused while an entry hasn't stood for as long as its list's rules ask."""
    if definition.restorable_after_months is None or entry.valid_from is None:
        return
    earliest = later(entry.valid_from, definition.restorable_after_months)
    if clock.today() < earliest:
        raise RestorationRefused(
            f"On the list {definition.code} an entry stands for {definition.restorable_after_months} months before a "
            f"restoration can be applied for ({definition.source}): apply from {earliest} on.",
            ("input", "entry"),
        )


def _deadline(session: Session, definition: ListDefinition, jurisdiction: str) -> Due | None:
    """Return by when the keeper decides; None where no rule sets a period."""
    matter = Matter.LIST_COURT_REMOVAL if definition.court_only else Matter.LIST_RESTORATION
    rule = found(session, matter, clock.today(), jurisdiction)
    return due(rule, clock.today()) if rule else None


def _told(made: ListRestoration, definition: ListDefinition) -> Event:
    return Event(EventType.LIST_RESTORATION_CHANGED, made.id, made.uscc, institution_code=definition.keeper_code)
