"""How an institution states a product, or a further version of one: a draft until it is submitted.

Stating the same again changes nothing; a draft is replaced; what was in review stays as it was, and what is stated
after it is a further version.
"""

from typing import Any, NamedTuple

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.identifier import ordered
from exchange.procedure import history as procedure
from exchange.procedure.actor import Actor
from exchange.product import terms as wording
from exchange.product.kind import ProductKind
from exchange.product.licence import check_licensed
from exchange.product.model import FinancingProduct, ProductState, ProductVersion, VersionState
from exchange.product.refusal import ProductRefused
from exchange.product.terms import CHILDREN, Terms

LONGEST_KEY = 100


class Origin(NamedTuple):
    """The submission and line that a version came with."""

    submission_id: int | None
    line: int | None


class Told(NamedTuple):
    """A product as it is stated, with its version and whether anything changed."""

    product: FinancingProduct
    version: ProductVersion
    changed: bool


class Looked(NamedTuple):
    """What stating a product would come to: nothing was written yet."""

    external_id: str
    kind: ProductKind
    terms: Terms
    product: FinancingProduct | None
    latest: ProductVersion | None
    columns: dict[str, Any]
    children: list[Any]
    """What belongs to the version, which has no id yet."""

    @property
    def unchanged(self) -> bool:
        """Return whether the product says this already."""
        latest = self.latest
        same = latest is not None and latest.digest == self.columns["digest"]
        return latest is not None and same and latest.state != VersionState.RETURNED


def state(
    session: Session, external_id: str, kind: ProductKind, terms: Terms, actor: Actor, origin: Origin | None = None
) -> Told:
    """State a product by the institution's own key: its first version, its draft anew, or a further version.

    Raises what `look` raises.
    """
    return write(session, look(session, external_id, kind, terms, actor), actor, origin)


def look(
    session: Session, external_id: str, kind: ProductKind, terms: Terms, actor: Actor, *, lock: bool = True
) -> Looked:
    """Return what stating a product would come to.

    Raises NotLicensed, ProductRefused, RateOverCap, TooManyCriteria and CriterionRefused.
    """
    institution = str(actor.institution_code)
    check_licensed(session, institution, kind, clock.today())
    product = _found(session, institution, external_id, lock=lock)
    if product is None:
        _check_key(external_id)
    elif product.kind != kind:
        raise ProductRefused("kind", f"'{external_id}' is a {product.kind} already. State another product for {kind}.")
    latest = None if product is None else _latest(session, product)
    said = wording.version(session, kind, terms), wording.children(session, terms)
    looked = Looked(external_id, kind, terms, product, latest, *said)
    if product is not None and not looked.unchanged:
        _refuse_closed(product, latest)
    return looked


def write(session: Session, looked: Looked, actor: Actor, origin: Origin | None = None) -> Told:
    """Write what was looked at, unless the product says it already."""
    if looked.unchanged and looked.product is not None and looked.latest is not None:
        return Told(looked.product, looked.latest, changed=False)
    product = looked.product or _made(session, looked.external_id, looked.kind, actor)
    came = (origin or Origin(None, None))._asdict()
    columns = looked.columns | {"stated_by": actor.id, "stated_at": clock.now(), **came}
    version = _written(session, product, looked.latest, columns, actor)
    for table in CHILDREN:
        session.execute(delete(table).where(table.version_id == version.id))
    for child in looked.children:
        child.version_id = version.id
    session.add_all(looked.children)
    session.flush()
    return Told(product, version, changed=True)


def _found(session: Session, institution: str, external_id: str, *, lock: bool) -> FinancingProduct | None:
    own = FinancingProduct.institution_code == institution, FinancingProduct.external_id == external_id
    found = select(FinancingProduct).where(*own)
    if "\0" in external_id:
        return None
    return session.scalars(found.with_for_update() if lock else found).one_or_none()


def _check_key(external_id: str) -> None:
    if not (1 <= len(external_id) <= LONGEST_KEY and external_id.isprintable() and external_id.strip() == external_id):
        raise ProductRefused("externalId", f"It takes 1 to {LONGEST_KEY} printable characters.")


def _made(session: Session, external_id: str, kind: ProductKind, actor: Actor) -> FinancingProduct:
    product = FinancingProduct(
        id=ordered("prd_"),
        institution_code=str(actor.institution_code),
        external_id=external_id,
        kind=kind.value,
        created_at=clock.now(),
    )
    procedure.begin(session, product, ProductState.DRAFT, actor)
    return product


def _latest(session: Session, product: FinancingProduct) -> ProductVersion | None:
    own = select(ProductVersion).where(ProductVersion.product_id == product.id)
    return session.scalars(own.order_by(ProductVersion.number.desc()).limit(1)).one_or_none()


def _refuse_closed(product: FinancingProduct, latest: ProductVersion | None) -> None:
    """Raise ProductRefused where nothing can be stated now."""
    if product.state == ProductState.DELISTED:
        raise ProductRefused("externalId", f"{product.id} is DELISTED. State another product under a key of its own.")
    if latest is not None and latest.state == VersionState.REVIEW:
        raise ProductRefused(
            "externalId", f"Version {latest.number} of {product.id} is in REVIEW. Wait until the operator has decided."
        )


def _written(
    session: Session,
    product: FinancingProduct,
    latest: ProductVersion | None,
    columns: dict[str, Any],
    actor: Actor,
) -> ProductVersion:
    """Write a draft anew, or begin the next version."""
    if latest is not None and latest.state == VersionState.DRAFT:
        for name, value in columns.items():
            setattr(latest, name, value)
        session.flush()
        return latest
    number = 1 if latest is None else latest.number + 1
    version = ProductVersion(id=ordered("pvr_"), product_id=product.id, number=number, **columns)
    procedure.begin(session, version, VersionState.DRAFT, actor)
    return version
