"""The commands about applications: the enterprise applies and accepts, the institution decides, offers and reports."""

from collections.abc import Callable
from typing import Any

from exchange.application import applying, deciding, messaging, paying, signing
from exchange.application.chosen import Wanted
from exchange.application.model import FinancingApplication, FinancingOffer
from exchange.application.refusal import ApplicationUnknown, OfferUnknown
from exchange.application.review import ConsentAsked
from exchange.product.rate import ppm
from resolvers.command import Context, Made
from resolvers.financing import subject_of
from resolvers.party import acts_for, authority, of_own_enterprise, subject

ONE, GROUP = "ApplicationPayload", "ApplicationsPayload"


def apply(context: Context, input: Any) -> Made:  # noqa: A002 - the argument's name in the contract
    """Apply for products, for an enterprise that the caller acts for."""
    stated = applying.Stated(
        uscc=input.uscc,
        products=[Wanted(one.product, one.amount_fen, one.term_months) for one in input.products],
        use=input.use,
        size=input.size,
        first_loan=input.first_loan,
        demand_id=input.demand,
    )
    actor, client = subject_of(context, input.uscc), str(context.principal.client_id)
    made = applying.apply(context.session, stated, actor, client, _asked(input.consent), submit=input.submit)
    return Made(GROUP, {"group_id": made[0].group_id})


def submit(context: Context, input: Any) -> Made:  # noqa: A002
    """Submit a draft of an enterprise that the caller acts for."""
    client, consent = str(context.principal.client_id), _asked(input.consent)
    return _made(applying.submit(context.session, _own(context, input), subject(context), client, consent))


def withdraw(context: Context, input: Any) -> Made:  # noqa: A002
    """Withdraw an application of an enterprise that the caller acts for."""
    return _made(signing.withdraw(context.session, _own(context, input), subject(context), input.reason))


def accept_offer(context: Context, input: Any) -> Made:  # noqa: A002
    """Accept an offer to an enterprise that the caller acts for."""
    offer = context.session.get(FinancingOffer, input.offer) if "\0" not in input.offer else None
    application = context.session.get(FinancingApplication, offer.application_id) if offer else None
    if application is None or not acts_for(context, application.uscc):
        raise OfferUnknown(input.offer)
    return _made(signing.accept_offer(context.session, input.offer, subject(context)))


def led(step: Callable[..., FinancingApplication]) -> Callable[..., Made]:
    """Return the command for a step of the institution that takes a reason: accept, review, settle."""

    def lead(context: Context, input: Any) -> Made:  # noqa: A002
        return _made(step(context.session, _made_to(context, input), authority(context), input.reason))

    lead.__name__ = step.__name__
    return lead


accept, review, settle = map(led, (deciding.accept, deciding.review, paying.settle))


def offer(context: Context, input: Any) -> Made:  # noqa: A002
    """Make an offer on an application to the caller's institution."""
    application, rate = _made_to(context, input), ppm("annual_rate", input.annual_rate)
    terms = deciding.Terms(input.amount_fen, rate, input.term_months, input.valid_until)
    deciding.offer(context.session, application, terms, input.reasons, authority(context))
    return Made(ONE, {"application_id": application})


def reject(context: Context, input: Any) -> Made:  # noqa: A002
    """Reject an application to the caller's institution."""
    application, actor = _made_to(context, input), authority(context)
    return _made(deciding.reject(context.session, application, input.code, input.reasons, actor))


def disburse(context: Context, input: Any) -> Made:  # noqa: A002
    """Report money that the caller's institution paid out."""
    application, payment = _made_to(context, input), _payment(input, None)
    paying.disburse(context.session, application, payment, authority(context))
    return Made(ONE, {"application_id": application})


def repay(context: Context, input: Any) -> Made:  # noqa: A002
    """Report principal that was paid back to the caller's institution."""
    application, payment = _made_to(context, input), _payment(input, input.interest_fen)
    paying.repay(context.session, application, payment, authority(context))
    return Made(ONE, {"application_id": application})


def send(context: Context, input: Any) -> Made:  # noqa: A002
    """Write to the other side of an application."""
    found = _found(context, input.application)
    own = found is not None and acts_for(context, found.uscc)
    actor = subject(context) if own else authority(context)
    application = input.application if own else _made_to(context, input)
    messaging.send(context.session, application, input.text, actor)
    return Made(ONE, {"application_id": application})


def _own(context: Context, given: Any) -> str:
    return of_own_enterprise(context, FinancingApplication, given.application, ApplicationUnknown)


def _made_to(context: Context, given: Any) -> str:
    """Return the id where the application was made to the caller's institution; all others are one answer."""
    found, own = _found(context, given.application), context.principal.institution_code
    if found is None or own is None or found.institution_code != own or found.submitted_at is None:
        raise ApplicationUnknown(given.application)
    return found.id


def _found(context: Context, application_id: str) -> FinancingApplication | None:
    return context.session.get(FinancingApplication, application_id) if "\0" not in application_id else None


def _asked(given: Any) -> ConsentAsked | None:
    if given is None:
        return None
    return ConsentAsked(
        items=tuple(given.items),
        mode=given.mode.value,
        fetch=given.fetch.value,
        fetch_limit=given.fetch_limit,
        data_life_days=given.data_life_days,
        valid_until=given.valid_until,
    )


def _payment(given: Any, interest_fen: int | None) -> paying.Payment:
    return paying.Payment(given.external_id, given.amount_fen, given.moved_on, interest_fen)


def _made(application: FinancingApplication) -> Made:
    return Made(ONE, {"application_id": application.id})
