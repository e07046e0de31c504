"""What the institution reports of money: paid out, paid back, and when nothing is left of it.

That the application was made to the caller's institution, the caller of these functions has made sure.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import history
from exchange.application.applying import alone, paid_before
from exchange.application.ending import ended
from exchange.application.model import ApplicationState, FinancingApplication, FinancingMovement, MovementKind
from exchange.application.procedure import Step
from exchange.application.refusal import ApplicationRefused, MoneyRefused, ReportReused
from exchange.identifier import ordered
from exchange.procedure.actor import ITSELF, Actor
from exchange.procedure.wording import optional
from exchange.product.kind import ProductKind

COVERS = (ProductKind.GUARANTEE, ProductKind.INSURANCE)
"""What pays nothing out."""
LONGEST_ID = 100
"""Characters of an external id."""


class Payment(NamedTuple):
    """Money as the institution reports it. `external_id` is its own name for it: sent again, it counts once."""

    external_id: str
    amount_fen: int
    moved_on: date
    interest_fen: int | None = None


def disburse(session: Session, application_id: str, payment: Payment, actor: Actor) -> FinancingMovement:
    """Report what was paid out: in all at most what was signed.

    Raises ApplicationUnknown, TransitionRefused, MoneyRefused and ReportReused.
    """
    application = history.locked(session, application_id)
    before = _repeated(session, application, MovementKind.DISBURSEMENT, payment)
    if before is not None:
        return before
    repaying = application.state == ApplicationState.REPAYING
    step = Step.DISBURSE_FURTHER if repaying else Step.DISBURSE
    history.check(application, step)
    if application.kind in COVERS:
        raise MoneyRefused("application", f"What is applied for is of kind {application.kind}: it pays nothing out.")
    _check(payment, _local_day(application))
    _at_most(payment, application.disbursed_fen, application.signed_fen or 0, "paid out", "signed")
    if application.first_loan:
        alone(session, application.uscc)
        application.first_loan = application.disbursed_fen > 0 or not paid_before(session, application.uscc)
    application.disbursed_at = application.disbursed_at or clock.now()
    application.disbursed_fen += payment.amount_fen
    return _moved(session, application, MovementKind.DISBURSEMENT, step, payment, actor)


def repay(session: Session, application_id: str, payment: Payment, actor: Actor) -> FinancingMovement:
    """Report principal that was paid back: in all at most what was paid out. The last of it settles the application.

    Raises ApplicationUnknown, TransitionRefused, MoneyRefused and ReportReused.
    """
    application = history.locked(session, application_id)
    before = _repeated(session, application, MovementKind.REPAYMENT, payment)
    if before is not None:
        return before
    history.check(application, Step.REPAY)
    _check(payment, _first_paid(session, application))
    _at_most(payment, application.repaid_fen, application.disbursed_fen, "paid back", "paid out")
    application.repaid_fen += payment.amount_fen
    made = _moved(session, application, MovementKind.REPAYMENT, Step.REPAY, payment, actor)
    if application.repaid_fen == application.disbursed_fen == application.signed_fen:
        _settle(session, application, Step.SETTLE, ITSELF, None)
    return made


def settle(session: Session, application_id: str, actor: Actor, reason: str | None = None) -> FinancingApplication:
    """End an application of which nothing is left to be paid back; what stands behind it and its consent end too.

    Raises ApplicationUnknown, TransitionRefused, MoneyRefused and ApplicationRefused.
    """
    application = history.locked(session, application_id)
    step = Step.END_COVER if application.kind in COVERS else Step.SETTLE
    history.check(application, step)
    left = application.disbursed_fen - application.repaid_fen
    if left and application.kind != ProductKind.EQUITY:
        raise MoneyRefused("application", f"{left} fen of {application.disbursed_fen} aren't paid back yet.")
    _settle(session, application, step, actor, optional(ApplicationRefused, "reason", reason))
    return application


def _settle(session: Session, application: FinancingApplication, step: Step, actor: Actor, reason: str | None) -> None:
    history.take(session, application, step, actor, reason)
    application.settled_at = clock.now()
    ended(session, [application])


def _repeated(
    session: Session, application: FinancingApplication, kind: MovementKind, payment: Payment
) -> FinancingMovement | None:
    """Return what the same report made before. Raises MoneyRefused for a bad id, and ReportReused."""
    if not 1 <= len(payment.external_id) <= LONGEST_ID or not payment.external_id.isprintable():
        raise MoneyRefused("external_id", f"It takes 1 to {LONGEST_ID} printable characters.")
    model = FinancingMovement
    own = (model.institution_code == application.institution_code) & (model.external_id == payment.external_id)
    before = session.scalars(select(model).where(own)).one_or_none()
    if before is None:
        return None
    said = Payment(before.external_id, before.amount_fen, before.moved_on, before.interest_fen)
    if (before.application_id, before.kind, said) != (application.id, kind, payment):
        raise ReportReused(payment.external_id)
    return before


def _check(payment: Payment, earliest: date) -> None:
    if payment.amount_fen < 1:
        raise MoneyRefused("amount_fen", f"{payment.amount_fen} fen is no payment: it takes 1 or more.")
    if payment.interest_fen is not None and payment.interest_fen < 0:
        raise MoneyRefused("interest_fen", f"{payment.interest_fen} fen is no interest: it takes 0 or more.")
    today = clock.today()
    if not earliest <= payment.moved_on <= today:
        raise MoneyRefused("moved_on", f"{payment.moved_on} isn't between {earliest} and today, {today}.")


def _at_most(payment: Payment, before: int, most: int, done: str, of: str) -> None:
    after = before + payment.amount_fen
    if after > most:
        raise MoneyRefused(
            "amount_fen", f"With {payment.amount_fen} fen more, {after} would be {done}: {most} were {of}."
        )


def _local_day(application: FinancingApplication) -> date:
    assert application.signed_at is not None  # noqa: S101 - the step was checked
    return application.signed_at.astimezone(clock.LOCAL).date()


def _first_paid(session: Session, application: FinancingApplication) -> date:
    paid = (FinancingMovement.application_id == application.id) & (
        FinancingMovement.kind == MovementKind.DISBURSEMENT.value
    )
    first = session.scalar(select(func.min(FinancingMovement.moved_on)).where(paid))
    assert first is not None  # noqa: S101 - the step was checked
    return first


def _moved(
    session: Session,
    application: FinancingApplication,
    kind: MovementKind,
    step: Step,
    payment: Payment,
    actor: Actor,
) -> FinancingMovement:
    made = FinancingMovement(
        id=ordered("fmv_"),
        application_id=application.id,
        institution_code=application.institution_code,
        kind=kind.value,
        reported_by=actor.id,
        reported_at=clock.now(),
        **payment._asdict(),
    )
    session.add(made)
    history.take(session, application, step, actor)
    return made
