"""Restorations: an enterprise that has put things right applies that an adverse record be used no more."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import select

from auth.due import pending
from auth.policy import scope
from exchange.restoration import model
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.correction import READ as CORRECTIONS
from schema.correction import Correction, of_record
from schema.deadline import Deadline, deadline_while
from schema.entity import ENTITY, Entity
from schema.evidence import READ as EVIDENCE
from schema.evidence import Evidence, evidence
from schema.fields import column, connection, link, of, part, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.page import Connection
from schema.procedure import ProcedureEvent, events
from schema.procedure_enums import RestorationState
from schema.record import RECORD, CreditRecord
from schema.scalars import USCC, Code

RESTORATION = model.Restoration.__table__
READ = scope("restorations:read")
AUDIT = scope("audit:read")


@of(RESTORATION, "An enterprise's application that an adverse record be neither published, shared nor used any more. "
    "The authority that made the record decides.")  # fmt: skip
class Restoration(Node):
    """An application."""

    id: strawberry.ID = identity("rst_", "Restoration", RESTORATION.c.id, whole=True)
    record_id: strawberry.ID = column("The record's id.", READ)
    record: CreditRecord | None = link(
        referred(RECORD.c.id, "record_id"),
        "The record; null where the caller sees it in the credit file only, and once it has ended.",
        READ,
    )
    uscc: USCC = column("The enterprise that applies.", READ)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The enterprise; null when the registry doesn't know it.", READ
    )
    supplier: Institution | None = link(
        referred(INSTITUTION.c.code, "supplier_code"), "The authority that made the record and decides.", READ
    )
    text: str = column("What the enterprise says.", READ)
    materials: list[Evidence] = rows(evidence, "The files that belong to it, the first one first.", EVIDENCE)
    earliest_on: date | None = column("When the record's minimum publicity was over.", READ)
    applied_at: datetime = column("When it was applied for.", READ)
    applied_by: Code = column("The user who applied.", AUDIT)
    state: RestorationState = column("How far it is.", READ)
    deadline: Deadline | None = part(
        deadline_while(pending), "By when the authority must decide; null while no rule sets a period.", READ
    )
    reasons: str | None = column("Why it was refused, granted or denied; null before.", READ)
    decided_at: datetime | None = column("When the authority decided; null before.", READ)
    events: list[ProcedureEvent] = rows(events, "Every step, the first one first.", READ)
    corrections: Connection[Correction] = connection(
        of_record, "Who was told that the record no longer holds, and who acknowledged it.", CORRECTIONS
    )


def restorations(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those of the enterprise with this code.")] = None,
    supplier: Annotated[Code | None, argument("Only those about records of this institution.")] = None,
    record: Annotated[strawberry.ID | None, argument("Only those of the record with this id.")] = None,
    state: Annotated[RestorationState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the applications of the caller's enterprises, and those about its institution's records."""
    found = select(RESTORATION)
    if uscc is not None:
        found = found.where(RESTORATION.c.uscc == uscc)
    if supplier is not None:
        found = found.where(RESTORATION.c.supplier_code == supplier)
    if record is not None:
        found = found.where(RESTORATION.c.record_id == record)
    if state is not None:
        found = found.where(RESTORATION.c.state == state.value)
    return Page(rows=found, order=Order("LATEST", [(RESTORATION.c.id, str)], descending=True), paging=paging)
