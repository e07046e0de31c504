"""Who was told that an enterprise stood on a list: each of them learns, with its end, that it no longer does."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.check.model import CreditCheck, CreditCheckHit
from exchange.correction.model import Correction, CorrectionCause
from exchange.correction.propagation import readings
from exchange.deadline.due import start
from exchange.deadline.matter import Matter
from exchange.deadline.rule import COUNTRY, found
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.identifier import ordered
from exchange.listing.model import ListDefinition, ListEntry


def written(
    session: Session,
    entry: ListEntry,
    definition: ListDefinition,
    cause: CorrectionCause,
    jurisdiction: str = COUNTRY,
) -> list[Event]:
    """Write a correction for every past recipient of an entry that has just ended; return what to publish.

    Those are the institutions that a check answered with the entry and, of a published list, those that passed the
    subject's door since the listing: what is public everybody saw. The keeper isn't told of its own deed.
    """
    recipients = _checked(session, entry.id)
    if definition.published and entry.listed_at is not None:
        since = entry.listed_at
        recipients |= {each.institution_code for each in readings(session, [entry.uscc]) if each.last_at >= since}
    keeper = str(definition.keeper_code)
    made = [_correction(entry, keeper, each, cause) for each in sorted(recipients - {keeper})]
    rule = found(session, Matter.CORRECTION, clock.today(), jurisdiction)
    for each in made:
        start(each, rule, clock.today())
    session.add_all(made)
    session.flush()
    return [Event(EventType.CORRECTION, each.id, each.uscc, False, each.institution_code) for each in made]


def _checked(session: Session, entry_id: str) -> set[str]:
    """Return whose checks hit an entry."""
    made = select(CreditCheck.institution_code).join(CreditCheckHit, CreditCheckHit.check_id == CreditCheck.id)
    return set(session.scalars(made.where(CreditCheckHit.entry_id == entry_id).distinct()))


def _correction(entry: ListEntry, keeper: str, institution: str, cause: CorrectionCause) -> Correction:
    return Correction(
        id=ordered("cor_"),
        entry_id=entry.id,
        uscc=entry.uscc,
        supplier_code=keeper,
        institution_code=institution,
        cause=cause.value,
        made_at=clock.now(),
    )
