"""What stands behind an application besides the enterprise."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.policy import scope
from exchange.application.model import FinancingApplication as Applied
from exchange.enhancement import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.entity import ENTITY, Entity
from schema.enums import EnhancementKind, EnhancementState
from schema.fields import column, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.procedure import ProcedureEvent, events
from schema.receivable import READ as RECEIVABLES
from schema.receivable import RECEIVABLE, Receivable
from schema.scalars import USCC, BigInt

if TYPE_CHECKING:
    from schema.application import FinancingApplication

ENHANCEMENT = model.CreditEnhancement.__table__
READ = scope("applications:read")


@of(ENHANCEMENT, "A guarantee, an insurance, a risk pool or a confirmed receivable behind an application.")
class CreditEnhancement(Node):
    """An enhancement."""

    id: strawberry.ID = identity("enh_", "CreditEnhancement", ENHANCEMENT.c.id, whole=True)
    application: Annotated["FinancingApplication", strawberry.lazy("schema.application")] | None = link(
        referred(Applied.__table__.c.id, "application_id"),
        "The application; null for the provider, which doesn't see it.",
        READ,
    )
    uscc: USCC = column("The enterprise that applied.", READ)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The same; null when the registry doesn't know it.", READ
    )
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "To whom was applied.", READ
    )
    kind: EnhancementKind = column("What stands behind it.", READ)
    provider: Institution | None = link(
        referred(INSTITUTION.c.code, "provider_code"), "Who stands behind it; null for a receivable.", READ
    )
    receivable: Receivable | None = link(
        referred(RECEIVABLE.c.id, "receivable_id"), "The receivable; null for something else.", RECEIVABLES
    )
    covered_fen: BigInt = column("How much it covers, in fen.", READ)
    state: EnhancementState = column("How far it is.", READ)
    proposed_at: datetime = column("When it was proposed.", READ)
    decided_at: datetime | None = column("When it last took a step; null before.", READ)
    events: list[ProcedureEvent] = rows(events, "Every step, the first one first.", READ)


def enhancements_of(self: Any) -> Select[Any]:
    """Return what stands behind an application."""
    return select(ENHANCEMENT).where(ENHANCEMENT.c.application_id == self.id).order_by(ENHANCEMENT.c.id)


def enhancements(
    self: Any,
    state: Annotated[EnhancementState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return what stands behind the caller's applications, or what its institution provides, by the row rule."""
    found = select(ENHANCEMENT)
    if state is not None:
        found = found.where(ENHANCEMENT.c.state == state.value)
    return Page(rows=found, order=Order("LATEST", [(ENHANCEMENT.c.id, str)], descending=True), paging=paging)
