"""How an enterprise accepts an offer, which withdraws the rest of its group, or withdraws an application itself.

Whether the caller may act for the enterprise, the caller of these functions has made sure.
"""

from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import history
from exchange.application.ending import ended
from exchange.application.model import FinancingApplication, FinancingOffer
from exchange.application.procedure import BEFORE_SIGNING, Step
from exchange.application.refusal import ApplicationRefused, OfferRefused, OfferUnknown
from exchange.application.state import now
from exchange.consent.history import lapse
from exchange.demand.rules import fulfil
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional


def accept_offer(session: Session, offer_id: str, actor: Actor) -> FinancingApplication:
    """Sign what is offered; all other applications of the group are withdrawn in the same transaction.

    Of two at once in a group the second waits, and then finds its application WITHDRAWN.
    Raises OfferUnknown, TransitionRefused and OfferRefused.
    """
    offer = session.get(FinancingOffer, offer_id) if "\0" not in offer_id else None
    if offer is None:
        raise OfferUnknown(offer_id)
    first = session.get_one(FinancingApplication, offer.application_id)
    group = {each.id: each for each in history.locked_group(session, first.group_id)}
    application = group.pop(offer.application_id)
    if application.offer_id != offer.id and now(application) in BEFORE_SIGNING:
        raise OfferRefused(
            "offer", f"{offer.id} was replaced by {application.offer_id}. Read that one and decide then."
        )
    history.take(session, application, Step.SIGN, actor)
    application.signed_at, application.signed_fen = clock.now(), offer.amount_fen
    application.signed_rate_ppm, application.signed_months = offer.rate_ppm, offer.term_months
    if application.consent_id is not None:
        lapse(session, application.consent_id, None)
    _withdraw(session, [each for each in group.values() if now(each) in BEFORE_SIGNING], actor, None)
    if application.demand_id is not None:
        fulfil(session, application.demand_id, actor)
    return application


def withdraw(session: Session, application_id: str, actor: Actor, reason: str | None = None) -> FinancingApplication:
    """Withdraw an application before it is signed. Raises ApplicationUnknown, TransitionRefused, ApplicationRefused."""
    application = history.locked(session, application_id)
    _withdraw(session, [application], actor, optional(ApplicationRefused, "reason", reason))
    return application


def _withdraw(session: Session, applications: list[FinancingApplication], actor: Actor, reason: str | None) -> None:
    # The enterprise's user takes this step in each: an institution must not learn from it of another's offer.
    for each in applications:
        history.take(session, each, Step.WITHDRAW, actor, reason)
    ended(session, applications)
