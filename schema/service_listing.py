"""Service listings: what rating and credit-reporting firms offer."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, or_, select

from auth.door import INSTITUTION as CALLER
from auth.door import is_operator
from auth.offered import SERVICES as READ_OWN
from auth.policy import scope
from exchange.service_listing import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.enums import ServiceKind, ServiceState
from schema.fields import column, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.procedure import EVENT, ProcedureEvent
from schema.reasons import SERVICES
from schema.scalars import Code

SERVICE = model.ServiceListing.__table__
READ = scope(READ_OWN)


def _events(self: Any) -> Select[Any]:
    concerned = or_(self.institution_code == CALLER, is_operator())
    return select(EVENT).where(EVENT.c.object_id == self.id, concerned).order_by(EVENT.c.id)


@of(SERVICE, "What a rating or credit-reporting firm offers, as the operator has reviewed it. It isn't changed once it "
    "was listed.")  # fmt: skip
class ServiceListing(Node):
    """A listing."""

    id: strawberry.ID = identity("svl_", "ServiceListing", SERVICE.c.id, whole=True)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "The firm that offers it.", SERVICES
    )
    external_id: str = column("The firm's own key of it.", SERVICES)
    kind: ServiceKind = column("What it is.", SERVICES)
    name: str = column("Its name.", SERVICES)
    summary: str = column("What is offered, and to whom.", SERVICES)
    filing_number: str = column("Of the firm's filing for this business, as the operator has seen it.", SERVICES)
    authority: str = column("With whom the business is filed.", SERVICES)
    fees: str | None = column("What it costs, in words; null where nothing is said.", SERVICES)
    website: str | None = column("Where more is said; null where no address is named.", SERVICES)
    state: ServiceState = column("How far it is.", SERVICES)
    stated_at: datetime = column("When it was stated last.", SERVICES)
    listed_at: datetime | None = column("When it was listed; null before.", SERVICES)
    events: list[ProcedureEvent] = rows(
        _events, "Every step, the first one first, for its firm and the operator.", READ
    )


def services(
    self: Any,
    kind: Annotated[ServiceKind | None, argument("Only those of this kind.")] = None,
    institution: Annotated[Code | None, argument("Only those of the firm with this code.")] = None,
    state: Annotated[ServiceState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the listings that the caller sees, by the row rule."""
    found = select(SERVICE)
    if kind is not None:
        found = found.where(SERVICE.c.kind == kind.value)
    if institution is not None:
        found = found.where(SERVICE.c.institution_code == institution)
    if state is not None:
        found = found.where(SERVICE.c.state == state.value)
    return Page(rows=found, order=Order("LATEST", [(SERVICE.c.id, str)], descending=True), paging=paging)
