"""The catalogue: what may be held at all, who may see it, who supplies it, and how it is written."""

from typing import Annotated, Any

from sqlalchemy import Select, select

from exchange.catalogue import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.enums import FieldType, Publicity, RecordKind
from schema.fields import column, of, rows
from schema.institution import INSTITUTION, Institution
from schema.reasons import CATALOGUE
from schema.scalars import Code

ITEM = model.CatalogueItem.__table__
FIELD = model.CatalogueField.__table__
SUPPLIER = model.CatalogueSupplier.__table__


@of(FIELD, "A field of an item's standard: a column of what its suppliers send.")
class CatalogueField:
    """A column."""

    code: Code = column("The column's head.", CATALOGUE)
    name: str = column("The column's other head, and how people call it.", CATALOGUE)
    position: int = column("Its place in the template, from 1.", CATALOGUE)
    type: FieldType = column("How a cell is read.", CATALOGUE)
    length: int | None = column("The most characters of a text; null is 2,000.", CATALOGUE)
    required: bool = column("Whether a line without it is rejected.", CATALOGUE)
    personal: bool = column("Whether it is of a natural person: then it is recognised, and never stored.", CATALOGUE)
    target: Code | None = column(
        "What it fills of the record, in the words of the exchange; null when it isn't kept.", CATALOGUE
    )
    choices: str | None = column(
        "What a choice may be, as value=CODE joined with |; a bare value is its own code. Null for other types.",
        CATALOGUE,
    )
    note: str | None = column("What the template says of it.", CATALOGUE)


def _fields(self: Any) -> Select[Any]:
    return select(FIELD).where(FIELD.c.item_code == self.code).order_by(FIELD.c.position)


def _suppliers(self: Any) -> Select[Any]:
    assigned = SUPPLIER.c.item_code == self.code
    joined = select(INSTITUTION).join(SUPPLIER, SUPPLIER.c.institution_code == INSTITUTION.c.code)
    return joined.where(assigned).order_by(INSTITUTION.c.code)


@of(ITEM, "A kind of record that may be held. What is in no item is refused.")
class CatalogueItem:
    """An item."""

    code: Code = column("Its code, which agreements and consents name.", CATALOGUE)
    name: str = column("Its name.", CATALOGUE)
    kind: RecordKind | None = column(
        "What its records are about; null for what is filed, not recorded.", CATALOGUE, lambda self: self.record_kind
    )
    publicity: Publicity = column("Who may see its records.", CATALOGUE)
    scope: str = column("The OAuth scope that its fields ask for.", CATALOGUE)
    edition: Code = column("The edition of the catalogue that it is in.", CATALOGUE)
    legal_basis: str | None = column("Title and article; null while nobody has named one.", CATALOGUE)
    retention_months: int | None = column(
        "How long a record is shown at the most, in calendar months from the day it was decided on; null where no "
        "rule sets an end.",
        CATALOGUE,
    )
    update_frequency: Code | None = column("How often it is supplied; null while not agreed.", CATALOGUE)
    suppliers: list[Institution] = rows(_suppliers, "The institutions that may supply it, by code.", CATALOGUE)
    fields: list[CatalogueField] = rows(
        _fields, "Its field standard: the columns that its suppliers send, in the template's order.", CATALOGUE
    )


def catalogue(
    self: Any,
    kind: Annotated[RecordKind | None, argument("Only items of this kind of record.")] = None,
    publicity: Annotated[Publicity | None, argument("Only items of this publicity.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the items."""
    items = select(ITEM)
    if kind is not None:
        items = items.where(ITEM.c.record_kind == kind.value)
    if publicity is not None:
        items = items.where(ITEM.c.publicity == publicity.value)
    return Page(rows=items, order=Order("CODE", [(ITEM.c.code, str)]), paging=paging)
