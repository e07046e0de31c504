"""How products and versions are found for a step, and how one is written down."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.procedure import history
from exchange.procedure.actor import Actor
from exchange.product.model import FinancingProduct, ProductVersion
from exchange.product.procedure import PENDING, PRODUCT, VERSION
from exchange.product.refusal import ProductUnknown


def locked(session: Session, product_id: str, institution: str | None) -> FinancingProduct:
    """Return a product; nobody else leads it on until the transaction ends.

    Raises ProductUnknown, also where it is another institution's; `institution` is null for the operator.
    """
    product = history.locked(session, FinancingProduct, product_id) if "\0" not in product_id else None
    if product is None or institution not in (None, product.institution_code):
        raise ProductUnknown(product_id)
    return product


def pending(session: Session, product: FinancingProduct) -> ProductVersion | None:
    """Return the product's version that isn't decided on, where there is one."""
    states = [state.value for state in PENDING]
    own = select(ProductVersion).where(ProductVersion.product_id == product.id, ProductVersion.state.in_(states))
    return session.scalars(own).one_or_none()


def take(session: Session, product: FinancingProduct, step: StrEnum, actor: Actor, reason: str | None = None) -> None:
    """Take a step of a product. Raises TransitionRefused."""
    history.take(session, PRODUCT, product, step, actor, reason)


def take_version(
    session: Session, version: ProductVersion, step: StrEnum, actor: Actor, reason: str | None = None
) -> None:
    """Take a step of a version. Raises TransitionRefused."""
    history.take(session, VERSION, version, step, actor, reason)
