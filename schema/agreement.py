"""Data-sharing agreements: which institutions may ask for what, for which purposes, and until when."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, select

from auth import agreed
from auth.door import TODAY
from auth.policy import scope
from exchange.agreement import model
from resolvers.binding import Order, Page, Paging
from resolvers.functions import listed
from schema.arguments import argument
from schema.catalogue import ITEM, CatalogueItem
from schema.enums import Purpose
from schema.fields import column, of, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity

AGREEMENT = model.Agreement.__table__
PARTY = model.AgreementParty.__table__
COVERED = model.AgreementItem.__table__
PURPOSE = model.AgreementPurpose.__table__
READ = scope("agreements:read")


def _parties(self: Any) -> Select[Any]:
    bound = PARTY.c.agreement_id == self.id
    joined = select(INSTITUTION).join(PARTY, PARTY.c.institution_code == INSTITUTION.c.code)
    return joined.where(bound).order_by(INSTITUTION.c.code)


def _items(self: Any) -> Select[Any]:
    shared = COVERED.c.agreement_id == self.id
    return select(ITEM).join(COVERED, COVERED.c.item_code == ITEM.c.code).where(shared).order_by(ITEM.c.code)


def _purposes(self: Any) -> ColumnElement[str]:
    return listed(select(PURPOSE.c.purpose).where(PURPOSE.c.agreement_id == self.id).order_by(PURPOSE.c.purpose))


def _in_force(self: Any) -> ColumnElement[bool]:
    return agreed.in_force(self, TODAY)


@of(AGREEMENT, "What institutions agreed on sharing. It binds from its first to its last day unless terminated.")
class Agreement(Node):
    """An agreement."""

    id: strawberry.ID = identity("agr_", "Agreement", AGREEMENT.c.id, whole=True)
    number: str = column("The parties' own number of it.", READ)
    title: str = column("Its title.", READ)
    parties: list[Institution] = rows(_parties, "The institutions that it binds and entitles, by code.", READ)
    items: list[CatalogueItem] = rows(_items, "Which data are shared, by code.", READ)
    purposes: list[Purpose] = column("What they may be used for.", READ, _purposes)
    legal_basis: str = column("Title and article of the law that it rests on.", READ)
    security_terms: str = column("What the parties agreed on keeping the data safe.", READ)
    valid_from: date = column("The first day it is in force.", READ)
    valid_until: date = column("The last day it is in force.", READ)
    in_force: bool = column("Whether it is in force today, in Asia/Shanghai.", READ, _in_force)
    created_at: datetime = column("When it was entered.", READ)
    terminated_at: datetime | None = column("When it was ended ahead of time; null when it was not.", READ)


def agreements(
    self: Any,
    in_force: Annotated[bool | None, argument("Only those that are in force today, or only the others.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the agreements that the caller's institution is a party of; the row rule sees to that."""
    rows = select(AGREEMENT)
    if in_force is not None:
        now = agreed.in_force(AGREEMENT.c, TODAY)
        rows = rows.where(now if in_force else ~now)
    return Page(rows=rows, order=Order("LATEST", [(AGREEMENT.c.id, str)], descending=True), paging=paging)
