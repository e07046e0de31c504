"""Receivables: what an enterprise is owed, and whether its payer confirms it."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import select

from auth.due import unconfirmed
from auth.policy import scope
from exchange.receivable import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.deadline import Deadline, deadline_while
from schema.entity import ENTITY, Entity
from schema.enums import EnterpriseSize, PayerKind, ReceivableState
from schema.fields import column, link, of, part, referred, rows
from schema.node import Node, identity
from schema.procedure import ProcedureEvent, events
from schema.scalars import USCC, BigInt

RECEIVABLE = model.Receivable.__table__
READ = scope("receivables:read")


@of(RECEIVABLE, "What an enterprise says that another one owes it, for that one to confirm.")
class Receivable(Node):
    """A receivable."""

    id: strawberry.ID = identity("rcv_", "Receivable", RECEIVABLE.c.id, whole=True)
    creditor_uscc: USCC = column("Who is owed.", READ)
    creditor: Entity | None = link(
        referred(ENTITY.c.uscc, "creditor_uscc"), "The same; null when the registry doesn't know it.", READ
    )
    creditor_size: EnterpriseSize = column("How large it is, as it declares.", READ)
    payer_uscc: USCC = column("Who owes.", READ)
    payer: Entity | None = link(
        referred(ENTITY.c.uscc, "payer_uscc"), "The same; null when the registry doesn't know it.", READ
    )
    payer_kind: PayerKind = column("What the payer was when the contract was made, as the creditor says.", READ)
    document_number: str = column("The number of the contract or invoice.", READ)
    description: str = column("What is owed for.", READ)
    amount_fen: BigInt = column("How much, in fen.", READ)
    payable_on: date = column("The day by which it is to be paid.", READ)
    state: ReceivableState = column("What became of the request.", READ)
    requested_at: datetime = column("When the payer was asked.", READ)
    deadline: Deadline | None = part(
        deadline_while(unconfirmed),
        "By when the payer must confirm; null where no law says so: of a large creditor, or a payer that is neither a "
        "public body nor a large enterprise.",
        READ,
    )
    answer: str | None = column("What the payer said; null where nothing.", READ)
    answered_at: datetime | None = column("When it answered; null before.", READ)
    events: list[ProcedureEvent] = rows(events, "Every step, the first one first.", READ)


def receivables(
    self: Any,
    creditor: Annotated[USCC | None, argument("Only those of the creditor with this code.")] = None,
    payer: Annotated[USCC | None, argument("Only those of the payer with this code.")] = None,
    state: Annotated[ReceivableState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return what the caller's enterprises are owed or owe, and what stands behind its institution's applications."""
    found = select(RECEIVABLE)
    if creditor is not None:
        found = found.where(RECEIVABLE.c.creditor_uscc == creditor)
    if payer is not None:
        found = found.where(RECEIVABLE.c.payer_uscc == payer)
    if state is not None:
        found = found.where(RECEIVABLE.c.state == state.value)
    return Page(rows=found, order=Order("LATEST", [(RECEIVABLE.c.id, str)], descending=True), paging=paging)
