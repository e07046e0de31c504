"""Objections: an enterprise says that a record about it is wrong, and its supplier decides in time."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, or_, select

from auth.due import in_review, undecided
from auth.policy import scope
from exchange.objection import model
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
from schema.procedure_enums import ObjectionOutcome, ObjectionState
from schema.record import RECORD, CreditRecord
from schema.scalars import USCC, Code
from schema.submission import SUBMISSION, Submission

OBJECTION = model.Objection.__table__
READ = scope("objections:read")
AUDIT = scope("audit:read")
LINEAGE = scope("provenance:read")


def waits(self: Any) -> ColumnElement[bool]:
    """Return whether somebody must decide."""
    return or_(undecided(self), in_review(self))


@of(OBJECTION, "An enterprise's objection to a record about itself. While it is open, the record is marked DISPUTED.")
class Objection(Node):
    """An objection."""

    id: strawberry.ID = identity("obj_", "Objection", OBJECTION.c.id, whole=True)
    record_id: strawberry.ID = column("The record's id.", READ)
    record: CreditRecord | None = link(
        referred(RECORD.c.id, "record_id"),
        "The record; null where the caller sees it in the credit file only, and once it has ended.",
        READ,
    )
    uscc: USCC = column("The enterprise that objects.", READ)
    entity: Entity | None = link(
        referred(ENTITY.c.uscc, "uscc"), "The enterprise; null when the registry doesn't know it.", READ
    )
    supplier: Institution | None = link(
        referred(INSTITUTION.c.code, "supplier_code"), "Who supplied the record and decides.", READ
    )
    text: str = column("What the enterprise says.", READ)
    evidence: list[Evidence] = rows(evidence, "The files that belong to it, the first one first.", EVIDENCE)
    lodged_at: datetime = column("When it was lodged.", READ)
    lodged_by: Code = column("The user who lodged it.", AUDIT)
    state: ObjectionState = column("How far it is.", READ)
    deadline: Deadline | None = part(
        deadline_while(waits),
        "By when the supplier must decide, or the operator on a review; null for a review without a rule.",
        READ,
    )
    outcome: ObjectionOutcome | None = column("How the supplier decided; null before.", READ)
    reasons: str | None = column("Why; null before.", READ)
    decided_at: datetime | None = column("When the supplier decided; null before.", READ)
    submission: Submission | None = link(
        referred(SUBMISSION.c.id, "submission_id"),
        "Where CORRECTED: the submission that the corrected record came with; null but for its supplier.",
        LINEAGE,
    )
    review_text: str | None = column("Why the enterprise asked for a review; null where it did not.", READ)
    review_outcome: ObjectionOutcome | None = column("How the operator decided on the review; null before.", READ)
    review_reasons: str | None = column("Why; null before.", READ)
    review_decided_at: datetime | None = column("When the operator decided; null before.", READ)
    events: list[ProcedureEvent] = rows(events, "Every step, the first one first.", READ)
    corrections: Connection[Correction] = connection(
        of_record, "Who was told that the record no longer holds, and who acknowledged it.", CORRECTIONS
    )


def objections(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those of the enterprise with this code.")] = None,
    supplier: Annotated[Code | None, argument("Only those to records of this institution.")] = None,
    record: Annotated[strawberry.ID | None, argument("Only those to the record with this id.")] = None,
    state: Annotated[ObjectionState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the objections of the caller's enterprises, and those to its institution's records, by the row rule."""
    found = select(OBJECTION)
    if uscc is not None:
        found = found.where(OBJECTION.c.uscc == uscc)
    if supplier is not None:
        found = found.where(OBJECTION.c.supplier_code == supplier)
    if record is not None:
        found = found.where(OBJECTION.c.record_id == record)
    if state is not None:
        found = found.where(OBJECTION.c.state == state.value)
    return Page(rows=found, order=Order("LATEST", [(OBJECTION.c.id, str)], descending=True), paging=paging)
