"""Which days a row behind the door concerns: a consent lets out only what its data range names."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date

from exchange.db.function import Function, Spellings, spell


class Period(NamedTuple):
    """The first and the last day that a row concerns, both included."""

    first: ColumnElement[date]
    last: ColumnElement[date]


class Undated(NamedTuple):
    """Rows that no data range leaves out, and why."""

    because: str


Concern = Callable[[Any], Period] | Undated
"""Columns of the row -> the days it concerns."""


class year_start(Function[date]):  # noqa: N801 - SQL functions are lower case
    """The first day of a year that is given as a number."""

    inherit_cache = True
    type = Date()


class year_end(Function[date]):  # noqa: N801
    """The last day of a year that is given as a number."""

    inherit_cache = True
    type = Date()


SPELLINGS: Spellings = {
    year_start: ("make_date({0}, 1, 1)", "printf('%04d-01-01', {0})"),
    year_end: ("make_date({0}, 12, 31)", "printf('%04d-12-31', {0})"),
}
spell(SPELLINGS)


def year(columns: Any) -> Period:
    """Concern the calendar year of the row."""
    return Period(year_start(columns.year), year_end(columns.year))


def assessment(columns: Any) -> Period:
    """Concern the day of the row's assessment."""
    return Period(columns.assessed_on, columns.assessed_on)


def decision(columns: Any) -> Period:
    """Concern the day that the row was decided on; one without a day is in no range that is limited."""
    return Period(columns.decided_on, columns.decided_on)
