"""How a product is led on: its institution submits, suspends, resumes and delists it; the operator returns or lists it.

A product that is listed already stays so while a further version is in review: only the version takes the steps.
"""

from sqlalchemy.orm import Session

from exchange import clock
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional, written
from exchange.product.history import locked, pending, take, take_version
from exchange.product.licence import check_licensed
from exchange.product.model import FinancingProduct, ProductVersion, VersionState
from exchange.product.procedure import OFFERED, PRODUCT, Step, VersionStep
from exchange.product.refusal import ProductRefused


def submit(session: Session, product_id: str, actor: Actor) -> FinancingProduct:
    """Hand the draft to the operator. Raises ProductUnknown, TransitionRefused, ProductRefused and NotLicensed."""
    product = _own(session, product_id, actor)
    check_licensed(session, product.institution_code, product.kind, clock.today())
    version = _led(session, product, Step.SUBMIT, VersionState.DRAFT, actor)
    take_version(session, version, VersionStep.SUBMIT, actor)
    return product


def send_back(session: Session, product_id: str, reason: str, actor: Actor) -> FinancingProduct:
    """Send a submitted version back, for the operator. Raises as `submit` does."""
    product = locked(session, product_id, None)
    reason = written(ProductRefused, "reason", reason)
    version = _led(session, product, Step.RETURN, VersionState.REVIEW, actor, reason)
    take_version(session, version, VersionStep.RETURN, actor, reason)
    return product


def list_(session: Session, product_id: str, actor: Actor) -> FinancingProduct:
    """List a submitted version, for the operator: it takes the place of the one before. Raises as `submit` does."""
    product = locked(session, product_id, None)
    check_licensed(session, product.institution_code, product.kind, clock.today())
    version = _led(session, product, Step.LIST, VersionState.REVIEW, actor)
    if product.current_version_id is not None:
        former = session.get_one(ProductVersion, product.current_version_id)
        take_version(session, former, VersionStep.REPLACE, actor)
    take_version(session, version, VersionStep.LIST, actor)
    version.listed_at, product.current_version_id = clock.now(), version.id
    session.flush()
    return product


def suspend(session: Session, product_id: str, reason: str | None, actor: Actor) -> FinancingProduct:
    """Take no more applications for now. Raises ProductUnknown, TransitionRefused and ProductRefused."""
    return _moved(session, product_id, Step.SUSPEND, reason, actor)


def resume(session: Session, product_id: str, reason: str | None, actor: Actor) -> FinancingProduct:
    """Take applications again. Raises as `submit` does."""
    product = _own(session, product_id, actor)
    check_licensed(session, product.institution_code, product.kind, clock.today())
    return _moved(session, product_id, Step.RESUME, reason, actor)


def delist(session: Session, product_id: str, reason: str | None, actor: Actor) -> FinancingProduct:
    """Offer a product no more, for good. Raises ProductUnknown, TransitionRefused and ProductRefused."""
    return _moved(session, product_id, Step.DELIST, reason, actor)


def _own(session: Session, product_id: str, actor: Actor) -> FinancingProduct:
    return locked(session, product_id, str(actor.institution_code))


def _moved(session: Session, product_id: str, step: Step, reason: str | None, actor: Actor) -> FinancingProduct:
    product = _own(session, product_id, actor)
    take(session, product, step, actor, optional(ProductRefused, "reason", reason))
    return product


def _led(
    session: Session,
    product: FinancingProduct,
    step: Step,
    wanted: VersionState,
    actor: Actor,
    reason: str | None = None,
) -> ProductVersion:
    """Take the product's step, unless it is offered already; return the version that is led on with it."""
    version = pending(session, product)
    ready = version is not None and version.state == wanted
    offered = ready and product.state in OFFERED
    if not offered:
        PRODUCT.after(product.id, product.state, step)
    if version is None or not ready:
        raise ProductRefused("product", f"{product.id} has no version in {wanted}. State it anew first.")
    if not offered:
        take(session, product, step, actor, reason)
    return version
