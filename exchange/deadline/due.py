"""By which day something is due, under a rule."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from exchange.deadline import workday
from exchange.deadline.model import DeadlineRule


class DeadlineUnit(StrEnum):
    """What days a period is counted in."""

    CALENDAR_DAY = "CALENDAR_DAY"
    WORKING_DAY = "WORKING_DAY"


class Due(NamedTuple):
    """A deadline: `due_on` is the last day in time."""

    due_on: date
    rule_code: str
    provisional: bool
    """Whether it may still move: it was counted over days of a year whose holidays aren't published."""


def due(rule: DeadlineRule, from_day: date) -> Due:
    """Count a rule's period from a day, which itself isn't counted.

    A period of calendar days ends on its last one, whatever day that is: the rules say nothing else.
    """
    if rule.unit == DeadlineUnit.CALENDAR_DAY:
        return Due(from_day + timedelta(days=rule.period), rule.code, provisional=False)
    due_on = workday.after(from_day, rule.period)
    counted = range((from_day + workday.DAY).year, due_on.year + 1)
    return Due(due_on, rule.code, provisional=not all(map(workday.is_published, counted)))
