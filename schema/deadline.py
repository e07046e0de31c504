"""By when something is due, and by which rule."""

from datetime import date
from typing import Any

from exchange.deadline import model
from resolvers.binding import Part
from schema.enums import DeadlineUnit
from schema.fields import column, link, of, referred
from schema.reasons import LAW
from schema.scalars import Code

RULE = model.DeadlineRule.__table__


@of(RULE, "A period that deadlines are counted by, with its source.")
class DeadlineRule:
    """A rule."""

    code: Code = column("Its code in this exchange.", LAW)
    jurisdiction: Code = column("Where it is in force: a GB/T 2260 code, or CN for the whole country.", LAW)
    period: int = column("How many days.", LAW)
    unit: DeadlineUnit = column("Which days are counted.", LAW)
    source: str = column("Title and document number of its source.", LAW)
    article: str = column("The source's article.", LAW)
    verified: bool = column("Whether somebody compared it with the source's text.", LAW)


@of(None, "By when something is due.")
class Deadline:
    """A deadline."""

    due_on: date = column("The last day in time.", LAW)
    provisional: bool = column(
        "Whether it may still move: it was counted over days of a year whose holidays weren't published.", LAW
    )
    rule: DeadlineRule = link(referred(RULE.c.code, "rule_code"), "By which rule it was counted.", LAW)


def deadline(self: Any) -> Part:
    """Return the deadline of a row that has the columns of one."""
    return Part(due_on=self.due_on, provisional=self.provisional, rule_code=self.rule_code)
