"""What is due and overdue, of whom: over everything with a clock."""

from datetime import date
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select, true

from auth.door import TODAY
from auth.due import DUE
from auth.policy import scope
from resolvers.binding import Order, Page, Paging
from schema.application import APPLICATION, FinancingApplication
from schema.application import READ as APPLICATIONS
from schema.arguments import argument
from schema.correction import CORRECTION, Correction
from schema.correction import READ as CORRECTIONS
from schema.deadline import Deadline, deadline_while
from schema.dispute import DISPUTE, AccessDispute
from schema.dispute import READ as ACCESSES
from schema.fields import column, link, of, part, referred
from schema.institution import INSTITUTION, Institution
from schema.listing import READ as LISTINGS
from schema.listing import RESTORATION as LIST_RESTORATION
from schema.listing import ListRestoration
from schema.measure import ACTION, MeasureAction
from schema.measure import READ as MEASURES
from schema.objection import OBJECTION, Objection
from schema.objection import READ as OBJECTIONS
from schema.procedure_enums import Matter
from schema.receivable import READ as RECEIVABLES
from schema.receivable import RECEIVABLE, Receivable
from schema.restoration import READ as RESTORATIONS
from schema.restoration import RESTORATION, Restoration
from schema.scalars import USCC, Code

READ = scope("deadlines:read")


def _own(key: Any) -> Any:
    # Ids begin with their type's prefix: of all links, the one whose row it is has a row.
    return referred(key, "id")


@of(DUE, "Something that an institution must still do, with the last day for it.")
class DueItem:
    """A deadline and its object."""

    object_id: strawberry.ID = column("The object's id: `node(id:)` finds it.", READ, lambda self: self.id)
    matter: Matter = column("What must be done.", READ, lambda self: self.matter)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "Who must do it; null for the operator.", READ
    )
    uscc: USCC = column("The enterprise concerned.", READ, lambda self: self.uscc)
    due_on: date = column(
        "The last day in time: by a rule, or by what its institution promised.", READ, lambda self: self.due_on
    )
    deadline: Deadline | None = part(
        deadline_while(lambda _self: true()),
        "By when, by a rule; null where only its institution's own promise sets the day.",
        READ,
    )
    access_dispute: AccessDispute | None = link(
        _own(DISPUTE.c.id), "The dispute to be answered; null for something else.", ACCESSES
    )
    objection: Objection | None = link(
        _own(OBJECTION.c.id), "The objection to be decided on; null for something else.", OBJECTIONS
    )
    restoration: Restoration | None = link(
        _own(RESTORATION.c.id), "The application to be decided on; null for something else.", RESTORATIONS
    )
    correction: Correction | None = link(
        _own(CORRECTION.c.id), "The correction to be acknowledged; null for something else.", CORRECTIONS
    )
    application: FinancingApplication | None = link(
        _own(APPLICATION.c.id), "The application to be decided on; null for something else.", APPLICATIONS
    )
    receivable: Receivable | None = link(
        _own(RECEIVABLE.c.id), "The receivable to be confirmed; null for something else.", RECEIVABLES
    )
    list_restoration: ListRestoration | None = link(
        _own(LIST_RESTORATION.c.id), "The application to be taken off a list; null for something else.", LISTINGS
    )
    measure_action: MeasureAction | None = link(
        _own(ACTION.c.id), "The measure to be fed back; null for something else.", MEASURES
    )


def due_items(
    self: Any,
    overdue: Annotated[bool | None, argument("Only what is overdue, or only what isn't.")] = None,
    due_until: Annotated[date | None, argument("Only what is due on this day or earlier.")] = None,
    institution: Annotated[Code | None, argument("Only what this institution must do.")] = None,
    matter: Annotated[Matter | None, argument("Only what is of this matter.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return what the caller's institution must do, what its enterprises wait for, and to the operator everything."""
    return Page(
        rows=_found(overdue, due_until, institution, matter),
        order=Order("DUE", [(DUE.c.due_on, date), (DUE.c.id, str)]),
        paging=paging,
    )


def _found(overdue: bool | None, due_until: Any, institution: Any, matter: Matter | None) -> Select[Any]:
    rows = select(DUE)
    if overdue is not None:
        rows = rows.where(DUE.c.due_on < TODAY if overdue else DUE.c.due_on >= TODAY)
    if due_until is not None:
        rows = rows.where(DUE.c.due_on <= due_until)
    if institution is not None:
        rows = rows.where(DUE.c.institution_code == institution)
    if matter is not None:
        rows = rows.where(DUE.c.matter == matter.value)
    return rows
