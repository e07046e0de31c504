"""How the catalogue grows, and who may supply what; each in the caller's transaction."""

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from exchange.catalogue.model import CatalogueField, CatalogueItem, CatalogueSupplier
from exchange.catalogue.refusal import CatalogueItemExists, CatalogueItemUnknown, SupplierUnknown
from exchange.catalogue.section import scope_of
from exchange.catalogue.terms import Item, check
from exchange.institution.model import Institution


def add(session: Session, item: Item) -> CatalogueItem:
    """Add an item with its field standard. Nobody supplies it yet.

    Raises CatalogueRefused, NeverCollected, ConsentOnly and CatalogueItemExists.
    """
    check(item)
    added = CatalogueItem(
        code=item.code,
        name=item.name.strip(),
        publicity=item.publicity.value,
        scope=scope_of(item.kind, item.publicity),
        edition=item.edition,
        legal_basis=item.legal_basis,
        record_kind=item.kind.value,
        retention_months=item.retention_months,
        update_frequency=item.update_frequency,
    )
    try:
        with session.begin_nested():
            session.add(added)
    except IntegrityError:
        raise CatalogueItemExists(f"The catalogue has an item '{item.code}' already.") from None
    for position, field in enumerate(item.fields, 1):
        stated = asdict(field) | {"type": field.type.value}
        session.add(CatalogueField(item_code=item.code, position=position, **stated))
    session.flush()
    return added


def assign(session: Session, item_code: str, institution_code: str) -> CatalogueItem:
    """Let an institution supply an item; saying it again changes nothing.

    Raises CatalogueItemUnknown and SupplierUnknown.
    """
    item = _supplied(session, item_code)
    if session.get(Institution, institution_code) is None:
        raise SupplierUnknown(f"There is no institution '{institution_code}'.")
    key = {"item_code": item_code, "institution_code": institution_code}
    if session.get(CatalogueSupplier, key) is None:
        session.add(CatalogueSupplier(**key))
        session.flush()
    return item


def unassign(session: Session, item_code: str, institution_code: str) -> CatalogueItem:
    """Let an institution supply an item no more; what it supplied stays.

    Raises CatalogueItemUnknown and SupplierUnknown.
    """
    item = _supplied(session, item_code)
    assigned = session.get(CatalogueSupplier, {"item_code": item_code, "institution_code": institution_code})
    if assigned is None:
        raise SupplierUnknown(f"The institution '{institution_code}' doesn't supply {item_code}.")
    session.delete(assigned)
    session.flush()
    return item


def listed(session: Session) -> list[tuple[CatalogueItem, list[str]]]:
    """Return all items by code, each with the codes of its suppliers."""
    suppliers: dict[str, list[str]] = {}
    for row in session.scalars(select(CatalogueSupplier).order_by(CatalogueSupplier.institution_code)):
        suppliers.setdefault(row.item_code, []).append(row.institution_code)
    items = session.scalars(select(CatalogueItem).order_by(CatalogueItem.code))
    return [(item, suppliers.get(item.code, [])) for item in items]


def _supplied(session: Session, item_code: str) -> CatalogueItem:
    item = session.get(CatalogueItem, item_code)
    if item is None or item.record_kind is None:
        raise CatalogueItemUnknown(item_code)
    return item
