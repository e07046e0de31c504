"""Policy measures: what bureaux give for financing, to whom, and by which document."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, select

from auth.door import INSTITUTION as CALLER
from auth.door import TODAY
from auth.offered import POLICIES as READ_OWN
from auth.policy import scope
from exchange.policy_measure import model, rules
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.criterion import Criterion
from schema.enums import PolicyKind, PolicyState
from schema.fields import column, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.procedure import EVENT, ProcedureEvent
from schema.rate import percent
from schema.reasons import POLICIES
from schema.scalars import BigInt, Code, Share

MEASURE = model.PolicyMeasure.__table__
ASKED = model.PolicyCriterion.__table__
READ = scope(READ_OWN)


def _in_force(self: Any) -> ColumnElement[bool]:
    return rules.in_force(self, TODAY)


def _criteria(self: Any) -> Select[Any]:
    return select(ASKED).where(ASKED.c.measure_id == self.id).order_by(ASKED.c.number)


def _events(self: Any) -> Select[Any]:
    own = EVENT.c.object_id == self.id, self.institution_code == CALLER
    return select(EVENT).where(*own).order_by(EVENT.c.id)


@of(MEASURE, "What a bureau gives for financing: a subsidy, interest relief, or a pool that bears a part of the risk. "
    "It isn't changed once it was published.")  # fmt: skip
class PolicyMeasure(Node):
    """A measure."""

    id: strawberry.ID = identity("plm_", "PolicyMeasure", MEASURE.c.id, whole=True)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "The bureau that gives it.", POLICIES
    )
    external_id: str = column("The bureau's own key of it.", POLICIES)
    kind: PolicyKind = column("What it gives.", POLICIES)
    title: str = column("Its title.", POLICIES)
    document_number: str | None = column(
        "The number of the document that it carries out; null where none is said.", POLICIES
    )
    summary: str | None = column("What it is, in a few words.", POLICIES)
    amount_max_fen: BigInt | None = column(
        "What one enterprise gets or is covered for at most, in fen; null where no limit is said.", POLICIES
    )
    relief_rate: Share | None = column(
        "Of interest relief: how much of the rate of a year is paid, in percent. Null else.",
        POLICIES,
        lambda self: percent(self.relief_ppm),
    )
    pool_fen: BigInt | None = column("Of a risk pool: how much is in it, in fen. Null else.", POLICIES)
    loss_share: Share | None = column(
        "Of a risk pool: which part of a loss it bears, in percent. Null else.",
        POLICIES,
        lambda self: percent(self.loss_share_ppm),
    )
    valid_from: date = column("The first day it holds.", POLICIES)
    valid_until: date | None = column("The last day; null where none is set.", POLICIES)
    state: PolicyState = column("How far it is.", POLICIES)
    in_force: bool = column("Whether it is published and holds today.", POLICIES, _in_force)
    criteria: list[Criterion] = rows(_criteria, "What it asks of an enterprise.", POLICIES)
    stated_at: datetime = column("When it was stated last.", POLICIES)
    published_at: datetime | None = column("When it was published; null before.", POLICIES)
    events: list[ProcedureEvent] = rows(_events, "Every step, the first one first, for its bureau.", READ)


def policies(
    self: Any,
    kind: Annotated[PolicyKind | None, argument("Only those that give this.")] = None,
    institution: Annotated[Code | None, argument("Only those of the bureau with this code.")] = None,
    in_force: Annotated[bool | None, argument("Only those that are in force today, or only the others.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the measures that the caller sees, by the row rule."""
    found = select(MEASURE)
    if kind is not None:
        found = found.where(MEASURE.c.kind == kind.value)
    if institution is not None:
        found = found.where(MEASURE.c.institution_code == institution)
    if in_force is not None:
        now = rules.in_force(MEASURE.c, TODAY)
        found = found.where(now if in_force else ~now)
    return Page(rows=found, order=Order("LATEST", [(MEASURE.c.id, str)], descending=True), paging=paging)
