"""What departments do about whoever is listed: their work list, and every action's steps."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, func, literal, select

from auth.door import INSTITUTION as CALLER
from auth.door import TODAY
from auth.policy import scope
from exchange.measure import model
from exchange.measure.force import state_of
from exchange.measure.model import MeasureState as State
from exchange.measure.state import OPEN
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.deadline import Deadline, deadline_while
from schema.enums import MeasureState
from schema.fields import column, link, of, part, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.memorandum import ENTRY, MEASURE, Measure
from schema.node import Node, identity
from schema.scalars import USCC, Code

if TYPE_CHECKING:
    from schema.listing import ListEntry

ACTION = model.MeasureAction.__table__
EVENT = model.MeasureActionEvent.__table__
READ = scope("measures:read")


def _state(self: Any) -> ColumnElement[str]:
    return state_of(self, TODAY)


def _is_open(state: Any) -> ColumnElement[bool]:
    return state.in_([literal(one.value) for one in OPEN])  # type: ignore[no-any-return]


def _waits(self: Any) -> ColumnElement[bool]:
    return _is_open(_state(self))


_deadline = deadline_while(_waits)


def _events(self: Any) -> Select[Any]:
    return select(EVENT).where(EVENT.c.action_id == self.id).order_by(EVENT.c.id)


@of(EVENT, "A step of a measure action.")
class MeasureActionEvent:
    """A step."""

    state: MeasureState = column("The state it led to.", READ)
    at: datetime = column("When.", READ)
    by: Code = column("The user or client who took it.", READ)
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "For which institution.", READ
    )
    reason: str | None = column("What was said; null where nothing was.", READ)


@of(ACTION, "What one department does about one entry under one measure.")
class MeasureAction(Node):
    """An action."""

    id: strawberry.ID = identity("mac_", "MeasureAction", ACTION.c.id, whole=True)
    uscc: USCC = column("Who is listed.", READ)
    entry: Annotated["ListEntry", strawberry.lazy("schema.listing")] | None = link(
        referred(ENTRY.c.id, "entry_id"), "The entry that it follows.", READ
    )
    measure: Measure | None = link(referred(MEASURE.c.id, "measure_id"), "The measure.", READ)
    department: str | None = column(
        "The department as the memorandum names it; null where it names none that an institution stands for.", READ
    )
    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "Who has to act; null while nobody stands for it.", READ
    )
    state: MeasureState = column("How far it is; LIFTED also where its days are over.", READ, _state)
    valid_from: date = column("The first day that the measure applies.", READ)
    valid_until: date | None = column("The last such day; null where none is set.", READ)
    triggered_at: datetime = column("When it came up.", READ)
    deadline: Deadline | None = part(
        _deadline,
        "By when the department feeds back; null while it is nobody's, and where no rule sets a period.",
        READ,
    )
    feedback: str | None = column("What the department reported; null before.", READ)
    lifted_at: datetime | None = column("When it was lifted; null before, and where its days are simply over.", READ)
    events: list[MeasureActionEvent] = rows(_events, "Every step, the first one first.", READ)


def measure_actions(
    self: Any,
    state: Annotated[MeasureState | None, argument("Only those in this state.")] = None,
    uscc: Annotated[USCC | None, argument("Only those about the enterprise with this code.")] = None,
    overdue: Annotated[bool, argument("Only those that weren't fed back in time.")] = False,
    *,
    paging: Paging,
) -> Page:
    """Return the actions that the caller may see, by the row rule."""
    found = select(ACTION)
    if state is not None:
        found = found.where(state_of(ACTION.c, TODAY) == state.value)
    if uscc is not None:
        found = found.where(ACTION.c.uscc == uscc)
    if overdue:
        found = found.where(_is_open(state_of(ACTION.c, TODAY)), ACTION.c.due_on < TODAY)
    return Page(rows=found, order=Order("LATEST", [(ACTION.c.id, str)], descending=True), paging=paging)


@of(None, "How much work an institution has with measures: its own actions by state.")
class MeasureWork:
    """Counts."""

    triggered: int = column("To be taken note of.", READ)
    received: int = column("Taken note of, not carried out yet.", READ)
    executed: int = column("Carried out, not fed back yet.", READ)
    not_applicable: int = column("Not applicable, not fed back yet.", READ)
    fed_back: int = column("Fed back.", READ)
    lifted: int = column("Lifted, or over.", READ)
    overdue: int = column("Of those that aren't fed back: past their deadline.", READ)


def measure_work(self: Any) -> Select[Any]:
    """Return the counts of the caller's institution."""
    states = select(state_of(ACTION.c, TODAY).label("state"), ACTION.c.due_on)
    own = states.where(ACTION.c.institution_code == CALLER).subquery()
    counted = (State.TRIGGERED, State.RECEIVED, State.EXECUTED, State.NOT_APPLICABLE, State.FED_BACK, State.LIFTED)
    counts: list[Any] = [func.count().filter(own.c.state == one.value).label(one.value.lower()) for one in counted]
    overdue = func.count().filter(_is_open(own.c.state), own.c.due_on < TODAY).label("overdue")
    return select(*counts, overdue).select_from(own)
