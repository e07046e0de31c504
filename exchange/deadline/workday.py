"""Which days are worked in China, and for which years that is published."""

from datetime import date, timedelta
from functools import cache

from exchange.reference.load import holidays

DAY = timedelta(days=1)
SATURDAY = 5


def is_workday(day: date) -> bool:
    """Tell whether a day is worked: Monday to Friday, but for the published holidays and working weekends."""
    return _odd_days().get(day, day.weekday() < SATURDAY)


def is_published(year: int) -> bool:
    """Tell whether the holidays of a year are known; of any other only the weekends are."""
    return year in _years()


def after(day: date, count: int) -> date:
    """Return the count-th working day behind a day."""
    while count:
        day += DAY
        count -= is_workday(day)
    return day


def on_or_after(day: date) -> date:
    """Return the day, or the first working day behind it where it is none."""
    return day if is_workday(day) else after(day, 1)


@cache
def _odd_days() -> dict[date, bool]:
    return {row.day: row.kind == "WORKDAY" for row in holidays()}


@cache
def _years() -> frozenset[int]:
    return frozenset(day.year for day in _odd_days() if (day.month, day.day) == (1, 1))
