"""Commitments: what enterprises promise by their own choice, and whether they kept their word."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.policy import scope
from auth.visibility import party_of_commitment
from exchange.commitment import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.entity import ENTITY, Entity
from schema.fields import column, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.procedure import EVENT, ProcedureEvent
from schema.procedure_enums import CommitmentKind, CommitmentState
from schema.reasons import COMMITTED
from schema.scalars import USCC, Code

COMMITMENT = model.Commitment.__table__
READ = scope("commitments:read")


def _published(self: Any) -> Any:
    return self.is_public


def _events(self: Any) -> Select[Any]:
    own = EVENT.c.object_id == self.id
    return select(EVENT).where(own, party_of_commitment(self)).order_by(EVENT.c.id)


@of(COMMITMENT, "What an enterprise promised to an authority, by its own choice.")
class Commitment(Node):
    """A commitment."""

    id: strawberry.ID = identity("cmt_", "Commitment", COMMITMENT.c.id, whole=True)
    uscc: USCC = column("The enterprise.", COMMITTED)
    entity: Entity | None = link(referred(ENTITY.c.uscc, "uscc"), "The enterprise.", COMMITTED)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "The authority that it was given to.", COMMITTED
    )
    kind: CommitmentKind = column("What it is for.", COMMITTED)
    text: str = column("What is promised.", COMMITTED)
    perform_by: date | None = column("The last day for it; null where it has none.", COMMITTED)
    published: bool = column("Whether the enterprise chose to publish it.", COMMITTED, _published)
    offered_at: datetime = column("When it was given.", COMMITTED)
    state: CommitmentState = column("What became of it.", COMMITTED)
    events: list[ProcedureEvent] = rows(
        _events, "Every step, the first one first; empty but for its enterprise, the authority and the operator.", READ
    )


def commitments(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those of the enterprise with this code.")] = None,
    institution: Annotated[Code | None, argument("Only those given to this authority.")] = None,
    state: Annotated[CommitmentState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return published commitments, and the caller's own and those given to it, by the row rule."""
    found = select(COMMITMENT)
    if uscc is not None:
        found = found.where(COMMITMENT.c.uscc == uscc)
    if institution is not None:
        found = found.where(COMMITMENT.c.institution_code == institution)
    if state is not None:
        found = found.where(COMMITMENT.c.state == state.value)
    return Page(rows=found, order=Order("LATEST", [(COMMITMENT.c.id, str)], descending=True), paging=paging)
