"""By when something is due, and by which rule."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from auth.door import TODAY
from exchange.deadline import model
from resolvers.binding import Order, Page, Paging, Part
from schema.arguments import argument
from schema.enums import DeadlineUnit
from schema.fields import column, link, of, referred
from schema.procedure_enums import Matter
from schema.reasons import LAW
from schema.scalars import Code

RULE = model.DeadlineRule.__table__


@of(RULE, "A period that deadlines are counted by, with its source.")
class DeadlineRule:
    """A rule."""

    code: Code = column("Its code in this exchange.", LAW)
    matter: Matter = column("What it is the deadline of.", LAW, lambda self: self.subject)
    jurisdiction: Code = column("Where it is in force: a GB/T 2260 code, or CN for the whole country.", LAW)
    period: int = column("How many days, months or years.", LAW)
    unit: DeadlineUnit = column("What is counted.", LAW)
    extension: int | None = column(
        "How many more of them it may be extended by, once, for a reason; null for none.", LAW
    )
    ends_on_workday: bool = column(
        "Whether a period that would end on a rest day ends on the next working day: its source says so.", LAW
    )
    source: str = column("Title and document number of its source.", LAW)
    article: str = column("The source's article.", LAW)
    verified: bool = column("Whether somebody compared it with the source's text.", LAW)
    valid_from: date = column("The first day it is in force.", LAW)
    valid_until: date | None = column("The last such day; null while no end is known.", LAW)


@of(None, "By when something is due.")
class Deadline:
    """A deadline."""

    due_on: date = column("The last day in time.", LAW)
    provisional: bool = column(
        "Whether it may still move: it was counted over days of a year whose holidays weren't published.", LAW
    )
    extended: bool = column("Whether the rule's extension is used.", LAW)
    overdue: bool = column("Whether the last day is over, and it isn't done.", LAW)
    rule: DeadlineRule = link(referred(RULE.c.code, "rule_code"), "By which rule it was counted.", LAW)


def deadline_while(waits: Callable[[Any], ColumnElement[bool]]) -> Callable[[Any], Part]:
    """Return the function of a row's deadline, which counts as missed while `waits(row)` holds."""

    def deadline(self: Any) -> Part:
        return Part(
            self.rule_code.is_not(None),
            due_on=self.due_on,
            provisional=self.provisional,
            extended=getattr(self, "extended", false()),
            overdue=and_(waits(self), self.due_on < TODAY),
            rule_code=self.rule_code,
        )

    return deadline


def deadline_rules(
    self: Any,
    matter: Annotated[Matter | None, argument("Only rules for this matter.")] = None,
    jurisdiction: Annotated[Code | None, argument("Only rules of this jurisdiction.")] = None,
    on: Annotated[date | None, argument("Only rules that are in force on this day.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the rules that deadlines are counted by."""
    rows = select(RULE)
    if matter is not None:
        rows = rows.where(RULE.c.subject == matter.value)
    if jurisdiction is not None:
        rows = rows.where(RULE.c.jurisdiction == jurisdiction)
    if on is not None:
        rows = rows.where(RULE.c.valid_from <= on, or_(RULE.c.valid_until.is_(None), RULE.c.valid_until >= on))
    return Page(rows=rows, order=Order("CODE", [(RULE.c.code, str)]), paging=paging)
