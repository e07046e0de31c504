"""On the list, longer on it, off it: what the measures of its memoranda follow in the same transaction."""

from datetime import date

from sqlalchemy.orm import Session

from exchange import clock
from exchange.correction import delisting
from exchange.correction.model import CorrectionCause
from exchange.deadline.rule import COUNTRY
from exchange.listing.actor import Actor
from exchange.listing.history import kept, locked_list, moved, published, step, told
from exchange.listing.model import ListDefinition, ListEntry, ListEntryEvent
from exchange.listing.refusal import EntryRefused, RestorationRefused
from exchange.listing.restoration import Step, open_application, take
from exchange.listing.state import DelistingReason, ListColour, ListState, check
from exchange.listing.term import days, extended
from exchange.listing.wording import written
from exchange.measure.lifting import lift_of_entry
from exchange.measure.trigger import lengthen, trigger
from exchange.referral import matching


def enter(
    session: Session,
    entry_id: str,
    actor: Actor,
    valid_from: date | None = None,
    valid_until: date | None = None,
    *,
    jurisdiction: str = COUNTRY,
) -> ListEntry:
    """Put a decided entry on its list, and trigger every measure in force for it.

    Raises EntryUnknown, EntryRefused and StepRefused.
    """
    entry, definition = kept(session, entry_id, actor)
    locked_list(session, definition.code)
    session.add(put(session, entry, definition, actor, (valid_from, valid_until)))
    matching.listed(session, definition, [entry])
    triggered = trigger(session, [entry], actor.by, actor.institution_code, jurisdiction=jurisdiction)
    published(session, *told(entry, definition), *triggered)
    return entry


def put(
    session: Session,
    entry: ListEntry,
    definition: ListDefinition,
    actor: Actor,
    asked: tuple[date | None, date | None],
) -> ListEntryEvent:
    """Put a decided entry on its list, from and until the days asked for; return the event, still to be written.

    The measures are the caller's to trigger, and the case it came from to be told. Raises EntryRefused and StepRefused.
    """
    check(ListColour(definition.colour), ListState(entry.state), ListState.LISTED)
    entry.valid_from, entry.valid_until = days(session, definition, entry, *asked)
    entry.listed_at = clock.now()
    return moved(entry, definition, ListState.LISTED, actor, reason=entry.decision)


def extend(session: Session, entry_id: str, actor: Actor, valid_until: date, reasons: str) -> ListEntry:
    """Let an entry in force count longer, once; its measures with it.

    Raises EntryUnknown, EntryRefused and StepRefused.
    """
    entry, definition = kept(session, entry_id, actor)
    events = step(session, entry, definition, ListState.EXTENDED, actor, reason=written("reasons", reasons))
    entry.valid_until = extended(session, entry, valid_until)
    lengthen(session, entry)
    published(session, *events)
    return entry


def delist(
    session: Session,
    entry_id: str,
    actor: Actor,
    because: DelistingReason,
    reasons: str,
    *,
    jurisdiction: str = COUNTRY,
) -> ListEntry:
    """Take an entry off its list, lift its measures and correct what others were told of it, all at once.

    RESTORED grants the subject's open application, and takes one. Raises EntryUnknown, EntryRefused, StepRefused and
    RestorationRefused.
    """
    entry, definition = kept(session, entry_id, actor)
    if because is DelistingReason.EXPIRED:
        raise EntryRefused("because", "An entry expires by itself when its days are over; nobody does it.")
    reasons = written("reasons", reasons)
    events = step(session, entry, definition, ListState.DELISTED, actor, reason=reasons)
    entry.delisted_at, entry.delisted_for = clock.now(), because.value
    restored = because is DelistingReason.RESTORED
    application = open_application(session, entry.id)
    if restored and application is None:
        raise RestorationRefused(
            "A restoration begins with the subject's application, and there is none open.", ("input", "because")
        )
    if application is not None:
        take(session, application, Step.GRANT if restored else Step.CLOSE, actor, reasons)
    matching.delisted(session, entry)
    lifted = lift_of_entry(session, entry.id, entry.delisted_at, actor.by, actor.institution_code, because.value)
    cause = CorrectionCause.RESTORED if restored else CorrectionCause.WITHDRAWN
    corrected = delisting.written(session, entry, definition, cause, jurisdiction)
    published(session, *events, *lifted, *corrected)
    return entry
