"""What the institution does with an application: take it on, review it, make an offer, reject it.

That the application was made to the caller's institution, the caller of these functions has made sure.
"""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import history
from exchange.application.ending import ended
from exchange.application.model import FinancingApplication, FinancingOffer, RejectionCode
from exchange.application.procedure import Step
from exchange.application.refusal import ApplicationRefused, OfferRefused
from exchange.consent.history import lapse
from exchange.identifier import ordered
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional, written
from exchange.product.cap import check_rate
from exchange.product.model import ProductVersion

LONGEST = timedelta(days=366)
"""How far ahead an offer's last day may lie."""


class Terms(NamedTuple):
    """What an institution offers."""

    amount_fen: int
    rate_ppm: int
    term_months: int
    valid_until: date


def accept(session: Session, application_id: str, actor: Actor, reason: str | None = None) -> FinancingApplication:
    """Take a submitted application on. Raises ApplicationUnknown, TransitionRefused and ApplicationRefused."""
    application = _led(session, application_id, Step.ACCEPT, actor, reason)
    application.accepted_at = clock.now()
    return application


def review(session: Session, application_id: str, actor: Actor, reason: str | None = None) -> FinancingApplication:
    """Begin the review of an accepted application. Raises as `accept` does."""
    return _led(session, application_id, Step.REVIEW, actor, reason)


def offer(session: Session, application_id: str, terms: Terms, reasons: str, actor: Actor) -> FinancingOffer:
    """Make an offer, or replace the one before while it can still be accepted.

    Raises ApplicationUnknown, TransitionRefused, OfferRefused and what the legal cap on rates refuses.
    """
    application = history.locked(session, application_id)
    history.check(application, Step.OFFER)
    reasons = written(OfferRefused, "reasons", reasons)
    _check(session, application, terms)
    made = FinancingOffer(
        id=ordered("ofr_"),
        application_id=application.id,
        number=1 + _count(session, application),
        reasons=reasons,
        offered_by=actor.id,
        offered_at=clock.now(),
        **terms._asdict(),
    )
    session.add(made)
    application.offer_id, application.offer_until = made.id, made.valid_until
    application.decided_at = application.decided_at or made.offered_at
    if application.consent_id is not None:
        lapse(session, application.consent_id, made.valid_until)
    history.take(session, application, Step.OFFER, actor, reasons)
    return made


def reject(
    session: Session, application_id: str, code: RejectionCode, reasons: str, actor: Actor
) -> FinancingApplication:
    """Reject an application: the consent that came with it ends. Raises as `accept` does."""
    application = history.locked(session, application_id)
    reasons = written(ApplicationRefused, "reasons", reasons)
    history.take(session, application, Step.REJECT, actor, reasons)
    application.rejection_code, application.rejection_reasons = code.value, reasons
    application.decided_at = clock.now()
    ended(session, [application])
    return application


def _led(session: Session, application_id: str, step: Step, actor: Actor, reason: str | None) -> FinancingApplication:
    application = history.locked(session, application_id)
    history.take(session, application, step, actor, optional(ApplicationRefused, "reason", reason))
    return application


def _count(session: Session, application: FinancingApplication) -> int:
    made = select(func.count()).select_from(FinancingOffer)
    return session.scalars(made.where(FinancingOffer.application_id == application.id)).one()


def _check(session: Session, application: FinancingApplication, terms: Terms) -> None:
    version, today = session.get_one(ProductVersion, application.version_id), clock.today()
    if not 1 <= terms.amount_fen <= application.amount_fen:
        raise OfferRefused(
            "amount_fen", f"{terms.amount_fen} fen can't be offered: 1 to {application.amount_fen} were applied for."
        )
    check_rate(session, application.kind, terms.rate_ppm, today, "annual_rate")
    _within("annual_rate", terms.rate_ppm, version.rate_min_ppm or 0, version.rate_max_ppm, "millionths a year")
    _within("term_months", terms.term_months, version.term_min_months or 1, version.term_max_months, "months")
    if terms.valid_until < today:
        raise OfferRefused("valid_until", f"{terms.valid_until} is past: today is {today}.")
    if terms.valid_until > today + LONGEST:
        raise OfferRefused("valid_until", f"{terms.valid_until} is more than {LONGEST.days} days ahead.")


def _within(field: str, value: int, least: int, most: int | None, unit: str) -> None:
    if value < least or (most is not None and value > most):
        upper = "or more" if most is None else f"to {most}"
        raise OfferRefused(field, f"{value} is outside of the version applied under: it says {least} {upper} {unit}.")
