"""Demands: what enterprises look for, which institutions claim one at a time."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, or_, select

from auth.door import INSTITUTION as CALLER
from auth.door import TODAY, own_enterprise
from auth.policy import scope
from exchange.demand import model
from exchange.demand.state import state_of
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.entities import below
from schema.entity import ENTITY, Entity
from schema.enums import DemandState, EnterpriseSize, ProductKind
from schema.fields import column, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.procedure import EVENT, ProcedureEvent
from schema.product import PRODUCT, FinancingProduct
from schema.reference import REGION
from schema.scalars import USCC, BigInt, Code

DEMAND = model.FinancingDemand.__table__
READ = scope("demands:read")


def _state(self: Any) -> ColumnElement[str]:
    return state_of(self, TODAY)


def _events(self: Any) -> Select[Any]:
    """Return the steps; an institution sees its own, and so learns nothing of others that had claimed it."""
    known = or_(EVENT.c.institution_code == CALLER, own_enterprise(self.uscc))
    return select(EVENT).where(EVENT.c.object_id == self.id, known).order_by(EVENT.c.id)


@of(DEMAND, "What an enterprise looks for. Institutions licensed for its kind see it while it is open; then only the "
    "one that has claimed it.")  # fmt: skip
class FinancingDemand(Node):
    """A demand."""

    id: strawberry.ID = identity("dmd_", "FinancingDemand", DEMAND.c.id, whole=True)
    uscc: USCC = column("The enterprise.", READ)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The enterprise; null when the registry doesn't know it.", READ
    )
    kind: ProductKind = column("What kind of product it looks for.", READ)
    amount_fen: BigInt = column("How much, in fen.", READ)
    term_months: int = column("For how many months.", READ)
    use: str = column("What for.", READ)
    size: EnterpriseSize = column("How large the enterprise is, as it declares.", READ)
    open_until: date = column("The last day that it counts.", READ)
    state: DemandState = column("How far it is today; EXPIRED where its last day is over.", READ, _state)
    claimant: Institution | None = link(
        referred(INSTITUTION.c.code, "claimed_by"), "Who has claimed it; null while it is open.", READ
    )
    product: FinancingProduct | None = link(
        referred(PRODUCT.c.id, "product_id"), "The product that the claimant named for it; null before.", READ
    )
    lodged_at: datetime = column("When it was lodged.", READ)
    closed_at: datetime | None = column("When it was closed; null before, and where it is expired.", READ)
    events: list[ProcedureEvent] = rows(_events, "Every step, the first one first; to an institution its own.", READ)


def demands(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those of the enterprise with this code.")] = None,
    kind: Annotated[ProductKind | None, argument("Only those for products of this kind.")] = None,
    state: Annotated[DemandState | None, argument("Only those in this state today.")] = None,
    region: Annotated[
        Code | None, argument("Only those of enterprises in this division (GB/T 2260) or one below.")
    ] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the demands that the caller sees, by the row rule."""
    found = select(DEMAND)
    if uscc is not None:
        found = found.where(DEMAND.c.uscc == uscc)
    if kind is not None:
        found = found.where(DEMAND.c.kind == kind.value)
    if state is not None:
        found = found.where(state_of(DEMAND.c, TODAY) == state.value)
    if region is not None:
        found = found.where(below(DEMAND.c.region_path, REGION, region))
    return Page(rows=found, order=Order("LATEST", [(DEMAND.c.id, str)], descending=True), paging=paging)
