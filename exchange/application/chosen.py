"""What is applied for: a listed product's current version, within what that version says."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application.model import FinancingApplication
from exchange.application.procedure import BEFORE_SIGNING
from exchange.application.refusal import ApplicationExists, ApplicationRefused
from exchange.application.state import now
from exchange.product.licence import licensed
from exchange.product.model import FinancingProduct, ProductState, ProductVersion


class Wanted(NamedTuple):
    """A product, how much and for how long."""

    product_id: str
    amount_fen: int
    term_months: int


def chosen(session: Session, uscc: str, wanted: Wanted) -> tuple[FinancingProduct, ProductVersion]:
    """Return the product and its version now. Raises ApplicationRefused and ApplicationExists."""
    product = _listed(session, wanted.product_id)
    version = session.get_one(ProductVersion, product.current_version_id)
    _check_days(version)
    within("amount_fen", wanted.amount_fen, version.amount_min_fen, version.amount_max_fen, "fen")
    within("term_months", wanted.term_months, version.term_min_months, version.term_max_months, "months")
    _refuse_second(session, uscc, product.id)
    return product, version


def still_offered(session: Session, draft: FinancingApplication) -> ProductVersion:
    """Return the version of a draft that is to be submitted. Raises ApplicationRefused where it isn't the one now."""
    product = _listed(session, draft.product_id)
    if product.current_version_id != draft.version_id:
        raise ApplicationRefused(
            "application", f"The product {product.id} has another version since. Withdraw the draft and apply anew."
        )
    version = session.get_one(ProductVersion, draft.version_id)
    _check_days(version)
    return version


def promise(version: ProductVersion) -> date | None:
    """Return the last day for the decision on an application of today, by the version's own promise."""
    days = version.decision_days
    return None if days is None else clock.today() + timedelta(days=days)


def within(field: str, value: int, least: int | None, most: int | None, unit: str) -> None:
    """Raise ApplicationRefused for a value outside of what a version says; null sets no limit, but 1 is the least."""
    least = max(least or 1, 1)
    if value < least or (most is not None and value > most):
        upper = "or more" if most is None else f"to {most}"
        raise ApplicationRefused(field, f"{value} {unit} is outside of the product: it takes {least} {upper} {unit}.")


def _listed(session: Session, product_id: str) -> FinancingProduct:
    # Shared: it can't be suspended before the application is there, but others may apply at the same time.
    own = select(FinancingProduct).where(FinancingProduct.id == product_id).with_for_update(read=True)
    product = session.scalars(own).one_or_none() if "\0" not in product_id else None
    if product is None or product.state != ProductState.LISTED:
        raise ApplicationRefused("products", f"'{product_id}' is no listed product.")
    if not licensed(session, product.institution_code, product.kind, clock.today()):
        raise ApplicationRefused("products", f"The institution of {product_id} has no licence for it today.")
    return product


def _check_days(version: ProductVersion) -> None:
    until = version.offered_until
    if until is not None and until < clock.today():
        raise ApplicationRefused("products", f"The product {version.product_id} was offered until {until}.")


def _refuse_second(session: Session, uscc: str, product_id: str) -> None:
    model = FinancingApplication
    others = select(model).where(model.uscc == uscc, model.product_id == product_id, model.signed_at.is_(None))
    for other in session.scalars(others.where(model.ended_at.is_(None))):
        if now(other) in BEFORE_SIGNING:
            raise ApplicationExists(other.id)
