"""Mandates: which person may act for which enterprise."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.people import model
from auth.policy import scope
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.entity import ENTITY, Entity
from schema.enums import MandateState
from schema.fields import column, link, of, referred
from schema.node import Node, identity
from schema.scalars import USCC, Code
from schema.user import READ as REGISTRATIONS
from schema.user import SHOWN, USER, User

MANDATE = model.Mandate.__table__
READ = scope("mandates:read")


def _user(self: Any) -> Select[Any]:
    return select(*SHOWN).where(USER.c.id == self.user_id)


@of(MANDATE, "That a person may act for an enterprise at the exchange, once the operator has confirmed it.")
class Mandate(Node):
    """A mandate."""

    id: strawberry.ID = identity("mdt_", "Mandate", MANDATE.c.id, whole=True)
    user_id: Code = column("The id of the person who asked for it.", READ)
    user: User | None = link(_user, "The person; null for everybody but the operator.", REGISTRATIONS)
    uscc: USCC = column("The enterprise.", READ)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The enterprise; null when the registry doesn't know it.", READ
    )
    state: MandateState = column("What has become of it.", READ)
    requested_at: datetime = column("When it was asked for.", READ)
    decided_at: datetime | None = column("When the latest decision on it was taken; null before the first.", READ)
    ended_at: datetime | None = column("When it was refused or revoked; null until then.", READ)


def mandates(
    self: Any,
    state: Annotated[MandateState | None, argument("Only those in this state.")] = None,
    uscc: Annotated[USCC | None, argument("Only those for the enterprise with this code.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return a person's own mandates, to the operator everybody's; the row rule sees to that."""
    rows = select(MANDATE)
    if state is not None:
        rows = rows.where(MANDATE.c.state == state.value)
    if uscc is not None:
        rows = rows.where(MANDATE.c.uscc == uscc)
    return Page(rows=rows, order=Order("LATEST", [(MANDATE.c.id, str)], descending=True), paging=paging)
