"""The catalogue: what may be held at all, and who may see it."""

from typing import Any

from sqlalchemy import select

from exchange.catalogue import model
from resolvers.binding import Order, Page, Paging
from schema.enums import Publicity
from schema.fields import column, of
from schema.reasons import CATALOGUE
from schema.scalars import Code

ITEM = model.CatalogueItem.__table__


@of(ITEM, "A kind of record that may be held.")
class CatalogueItem:
    """An item."""

    code: Code = column("Its code, which agreements and consents name.", CATALOGUE)
    name: str = column("Its name.", CATALOGUE)
    publicity: Publicity = column("Who may see its records.", CATALOGUE)
    scope: str = column("The OAuth scope that its fields ask for.", CATALOGUE)
    edition: Code = column("The edition of the catalogue that it is in.", CATALOGUE)
    legal_basis: str | None = column("Title and article; null while nobody has named one.", CATALOGUE)


def catalogue(self: Any, *, paging: Paging) -> Page:
    """Return all items."""
    return Page(rows=select(ITEM), order=Order("CODE", [(ITEM.c.code, str)]), paging=paging)
