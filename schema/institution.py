"""The institutions that take part in the exchange."""

from typing import Any

import strawberry
from sqlalchemy import select

from exchange.institution import model
from resolvers.binding import Order, Page, Paging
from schema.enums import InstitutionKind
from schema.fields import column, of
from schema.node import Node, identity
from schema.reasons import PARTICIPANTS
from schema.scalars import Code

INSTITUTION = model.Institution.__table__


@of(INSTITUTION, "A bureau, bank, court or other institution that supplies or queries.")
class Institution(Node):
    """A participant."""

    id: strawberry.ID = identity("ins_", "Institution", INSTITUTION.c.code)
    code: Code = column("Its code in this exchange.", PARTICIPANTS)
    name: str = column("Its name.", PARTICIPANTS)
    kind: InstitutionKind = column("What it is to the exchange.", PARTICIPANTS)


def institutions(self: Any, *, paging: Paging) -> Page:
    """Return all participants."""
    order = Order("CODE", [(INSTITUTION.c.code, str)])
    return Page(rows=select(INSTITUTION), order=order, paging=paging)
