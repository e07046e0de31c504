"""What a court's own entry does to the case it came from: matched on case number and debtor, in the same transaction.

Called by exchange.listing: nothing here lists or delists anybody.
"""

from collections.abc import Sequence

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from exchange.arbitration.history import locked, take
from exchange.arbitration.state import CaseState
from exchange.arbitration.state import Step as CaseStep
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.listing.model import ListDefinition, ListEntry
from exchange.procedure import history
from exchange.procedure.actor import ITSELF
from exchange.referral.model import Referral, ReferralState
from exchange.referral.procedure import REFERRAL, Step

WAITING = (ReferralState.SENT, ReferralState.ACKNOWLEDGED, ReferralState.ACCEPTED)


def listed(session: Session, definition: ListDefinition, entries: Sequence[ListEntry]) -> None:
    """Let the cases that a court's entries name become LISTED: where that court was sent the referral."""
    if not definition.court_only or not entries:
        return
    named = {(entry.basis_document, entry.uscc): entry for entry in entries}
    waiting = (
        select(Referral)
        .where(Referral.court_code == definition.keeper_code, Referral.state.in_(WAITING))
        .where(tuple_(Referral.case_number, Referral.debtor_uscc).in_(list(named)))
        .order_by(Referral.id)
        .with_for_update()
    )
    for referral in session.scalars(waiting, execution_options={"populate_existing": True}).all():
        _listed(session, referral, named[referral.case_number, referral.debtor_uscc])


def _listed(session: Session, referral: Referral, entry: ListEntry) -> None:
    case = locked(session, referral.case_id)
    history.take(session, REFERRAL, referral, Step.LIST, ITSELF, None)
    referral.entry_id = entry.id
    if case.state == CaseState.REFERRED:
        # Else it was performed, or its award set aside, meanwhile: the court's listing stands all the same.
        take(session, case, CaseStep.LIST, ITSELF)
    _told(session, referral)


def delisted(session: Session, entry: ListEntry) -> None:
    """Let the case become DELISTED, where its listing came from this entry."""
    own = select(Referral).where(Referral.entry_id == entry.id).with_for_update()
    referral = session.scalars(own, execution_options={"populate_existing": True}).one_or_none()
    if referral is None or referral.state != ReferralState.LISTED:
        return
    case = locked(session, referral.case_id)
    history.take(session, REFERRAL, referral, Step.DELIST, ITSELF, None)
    if case.state == CaseState.LISTED:
        take(session, case, CaseStep.DELIST, ITSELF)
    _told(session, referral)


def _told(session: Session, referral: Referral) -> None:
    session.flush()
    changed = EventType.REFERRAL_CHANGED
    tell(
        session,
        Event(changed, referral.id, referral.creditor_uscc, False, referral.centre_code),
        Event(changed, referral.id, None, False, referral.court_code),
    )
