"""By which day something is due, under a rule."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from exchange.deadline import workday
from exchange.deadline.model import DeadlineRule, Timed
from exchange.deadline.refusal import ExtensionRefused


class DeadlineUnit(StrEnum):
    """What a period is counted in."""

    CALENDAR_DAY = "CALENDAR_DAY"
    WORKING_DAY = "WORKING_DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


class Due(NamedTuple):
    """A deadline: `due_on` is the last day in time."""

    due_on: date
    rule_code: str
    provisional: bool
    """Whether it may still move: it was counted over days of a year whose holidays aren't published."""


def due(rule: DeadlineRule, from_day: date, *, extended: bool = False) -> Due:
    """Count a rule's period, with its extension where `extended`, from a day, which itself isn't counted.

    A period that isn't of working days ends on its last day, whatever day that is, unless the rule says otherwise.
    """
    period = rule.period + (rule.extension or 0 if extended else 0)
    if rule.unit == DeadlineUnit.WORKING_DAY:
        due_on = workday.after(from_day, period)
        return _counted(rule, from_day + workday.DAY, due_on)
    last = _ahead(from_day, period, DeadlineUnit(rule.unit))
    if not rule.ends_on_workday:
        return Due(last, rule.code, provisional=False)
    return _counted(rule, last, workday.on_or_after(last))


def start(row: Timed, rule: DeadlineRule | None, from_day: date) -> None:
    """Start a row's clock, or leave it without one where no rule sets a period."""
    row.starts_on, row.extended = from_day, False
    _set(row, due(rule, from_day) if rule else None)


def extend(row: Timed, rule: DeadlineRule | None, today: date) -> None:
    """Use the rule's extension, once and before the period is over. Raises ExtensionRefused."""
    if rule is None or rule.extension is None or row.starts_on is None:
        raise ExtensionRefused(f"The rule {row.rule_code or '(none)'} allows no extension.")
    if row.due_on is not None and row.due_on < today:
        raise ExtensionRefused(f"The period ended on {row.due_on}: it can be extended before, not after.")
    if row.extended:
        raise ExtensionRefused(f"The deadline is extended already, to {row.due_on}: once is the most.")
    row.extended = True
    _set(row, due(rule, row.starts_on, extended=True))


def _set(row: Timed, found: Due | None) -> None:
    row.due_on, row.rule_code, row.provisional = found or (None, None, None)


def _counted(rule: DeadlineRule, first: date, due_on: date) -> Due:
    years = range(first.year, due_on.year + 1)
    return Due(due_on, rule.code, provisional=not all(map(workday.is_published, years)))


def _ahead(day: date, period: int, unit: DeadlineUnit) -> date:
    """Return the last day of a period; of months and years the one of the same number, or the month's last."""
    if unit is DeadlineUnit.CALENDAR_DAY:
        return day + timedelta(days=period)
    months = period * (12 if unit is DeadlineUnit.YEAR else 1)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
