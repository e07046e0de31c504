"""Corrections: past recipients of a record or a list's entry are told that it no longer holds, and acknowledge it."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, case, literal, select

from auth.due import unacknowledged
from auth.policy import scope
from exchange.correction import model
from exchange.correction.model import CorrectionState as State
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.catalogue import ITEM, CatalogueItem
from schema.deadline import Deadline, deadline_while
from schema.fields import column, link, of, part, referred
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.procedure_enums import CorrectionCause, CorrectionState
from schema.record import RECORD
from schema.scalars import USCC, Code

CORRECTION = model.Correction.__table__
READ = scope("corrections:read")
AUDIT = scope("audit:read")


def state_of(self: Any) -> ColumnElement[str]:
    """Return whether a correction is acknowledged."""
    return case((unacknowledged(self), literal(State.PENDING.value)), else_=literal(State.ACKNOWLEDGED.value))


def _item(self: Any) -> Select[Any]:
    return select(ITEM).join(RECORD, RECORD.c.item_code == ITEM.c.code).where(RECORD.c.id == self.record_id)


@of(CORRECTION, "What a past recipient of an enterprise's data is told: a record, or an entry on a list, no longer "
    "holds. Whoever keeps a copy deletes or corrects it, and acknowledges.")  # fmt: skip
class Correction(Node):
    """A correction for one institution."""

    id: strawberry.ID = identity("cor_", "Correction", CORRECTION.c.id, whole=True)
    record_id: strawberry.ID | None = column(
        "The record's id; null for a list's entry. What it said isn't repeated.", READ
    )
    entry_id: strawberry.ID | None = column(
        "The id of the entry on a list, in whose checks and public pages the recipient met it; null for a record.", READ
    )
    catalogue_item: CatalogueItem | None = link(
        _item, "The item of the catalogue that the record is of; null for an entry.", READ
    )
    uscc: USCC = column("The enterprise concerned.", READ)
    supplier: Institution | None = link(
        referred(INSTITUTION.c.code, "supplier_code"), "Who supplied the record, or keeps the list.", READ
    )
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"),
        "The recipient: since the record or entry was known, it read non-public data of the enterprise, or a check of "
        "its answered with the entry.",
        READ,
    )
    cause: CorrectionCause = column("Why it no longer holds.", READ)
    state: CorrectionState = column("Whether the recipient has acted on it.", READ, state_of)
    made_at: datetime = column("When it was sent.", READ)
    acknowledged_at: datetime | None = column("When the recipient acknowledged; null before.", READ)
    acknowledged_by: Code | None = column("The user or client who did; null before.", AUDIT)
    deadline: Deadline | None = part(
        deadline_while(unacknowledged), "By when it must; null while no rule sets a period.", READ
    )


def latest(rows: Select[Any], paging: Paging) -> Page:
    """Return a page of corrections, the latest first."""
    return Page(rows=rows, order=Order("LATEST", [(CORRECTION.c.id, str)], descending=True), paging=paging)


def corrections(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those about the enterprise with this code.")] = None,
    record: Annotated[strawberry.ID | None, argument("Only those of the record with this id.")] = None,
    entry: Annotated[strawberry.ID | None, argument("Only those of the entry on a list with this id.")] = None,
    institution: Annotated[Code | None, argument("Only those for this recipient.")] = None,
    state: Annotated[CorrectionState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return corrections for the caller's institution, of its own records, and of its enterprises, by the row rule."""
    rows = select(CORRECTION)
    if uscc is not None:
        rows = rows.where(CORRECTION.c.uscc == uscc)
    if record is not None:
        rows = rows.where(CORRECTION.c.record_id == record)
    if entry is not None:
        rows = rows.where(CORRECTION.c.entry_id == entry)
    if institution is not None:
        rows = rows.where(CORRECTION.c.institution_code == institution)
    if state is not None:
        rows = rows.where(state_of(CORRECTION.c) == state.value)
    return latest(rows, paging)


def of_record(self: Any, *, paging: Paging) -> Page:
    """Return the corrections of a case's record."""
    return latest(select(CORRECTION).where(CORRECTION.c.record_id == self.record_id), paging)


def of_entry(self: Any, *, paging: Paging) -> Page:
    """Return the corrections of an entry on a list."""
    return latest(select(CORRECTION).where(CORRECTION.c.entry_id == self.id), paging)
