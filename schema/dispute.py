"""Disputes of accesses: a subject asks why its data were read, and the reader answers in time."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, case, select

from auth.door import TODAY
from auth.due import unanswered
from auth.policy import scope
from exchange.audit.model import AccessEntry
from exchange.dispute import model
from exchange.dispute.rules import DisputeState as State
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.consent import CONSENT, Consent
from schema.deadline import Deadline, deadline_while
from schema.enums import DisputeState
from schema.fields import column, link, of, part, referred
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.scalars import USCC, Code

if TYPE_CHECKING:
    from schema.access_log import AccessRecord

DISPUTE = model.AccessDispute.__table__
ENTRY = AccessEntry.__table__
READ = scope("accesses:read")
AUDIT = scope("audit:read")


def state_of(self: Any) -> ColumnElement[str]:
    """Return a dispute's state today."""
    overdue = (self.due_on < TODAY, State.OVERDUE.value)
    return case((self.answered_at.is_not(None), State.ANSWERED.value), overdue, else_=State.OPEN.value)


@of(DISPUTE, "A subject's question why its data were read. Once the deadline has passed unanswered, nothing may be "
    "fetched under the access's consent until there is an answer.")  # fmt: skip
class AccessDispute(Node):
    """A dispute."""

    id: strawberry.ID = identity("dsp_", "AccessDispute", DISPUTE.c.id, whole=True)
    access: Annotated["AccessRecord", strawberry.lazy("schema.access_log")] | None = link(
        referred(ENTRY.c.id, "entry_id"), "The access that is disputed.", READ
    )
    uscc: USCC = column("The enterprise whose data were read.", READ)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "Who read them and must answer.", READ
    )
    consent: Consent | None = link(
        referred(CONSENT.c.id, "consent_id"),
        "The consent that they were read under; null where it was on another basis.",
        READ,
    )
    reason: str = column("What the enterprise says.", READ)
    lodged_at: datetime = column("When it was lodged.", READ)
    lodged_by: Code = column("The user who lodged it.", AUDIT)
    state: DisputeState = column("How far it is.", READ, state_of)
    deadline: Deadline = part(deadline_while(unanswered), "By when the reader must answer.", READ)
    answer: str | None = column("What the reader says; null before.", READ)
    answered_at: datetime | None = column("When the reader answered; null before.", READ)
    answered_by: Code | None = column("The user or client who answered; null before.", AUDIT)


def disputes(
    self: Any,
    uscc: Annotated[USCC | None, argument("Only those about data of the enterprise with this code.")] = None,
    institution: Annotated[Code | None, argument("Only those about accesses of the institution.")] = None,
    state: Annotated[DisputeState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the disputes that the caller's enterprises lodged or its institution must answer, by the row rule."""
    rows = select(DISPUTE)
    if uscc is not None:
        rows = rows.where(DISPUTE.c.uscc == uscc)
    if institution is not None:
        rows = rows.where(DISPUTE.c.institution_code == institution)
    if state is not None:
        rows = rows.where(state_of(DISPUTE.c) == state.value)
    return Page(rows=rows, order=Order("LATEST", [(DISPUTE.c.id, str)], descending=True), paging=paging)
