"""Which days a row behind the door concerns: a consent lets out only what its data range names."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class Period(NamedTuple):
    """The first and the last day that a row concerns, both included."""

    first: ColumnElement[date]
    last: ColumnElement[date]


class Undated(NamedTuple):
    """Rows that no data range leaves out, and why."""

    because: str


Concern = Callable[[Any], Period] | Undated
"""Columns of the row -> the days it concerns."""


class year_start(FunctionElement[date]):  # noqa: N801 - SQL functions are lower case
    """The first day of a year that is given as a number."""

    inherit_cache = True
    type = Date()


class year_end(FunctionElement[date]):  # noqa: N801
    """The last day of a year that is given as a number."""

    inherit_cache = True
    type = Date()


@compiles(year_start, "postgresql")
def _(element: year_start, compiler: SQLCompiler, **kw: Any) -> str:
    return f"make_date({compiler.process(element.clauses, **kw)}, 1, 1)"


@compiles(year_start, "sqlite")
def _(element: year_start, compiler: SQLCompiler, **kw: Any) -> str:
    return f"printf('%04d-01-01', {compiler.process(element.clauses, **kw)})"


@compiles(year_end, "postgresql")
def _(element: year_end, compiler: SQLCompiler, **kw: Any) -> str:
    return f"make_date({compiler.process(element.clauses, **kw)}, 12, 31)"


@compiles(year_end, "sqlite")
def _(element: year_end, compiler: SQLCompiler, **kw: Any) -> str:
    return f"printf('%04d-12-31', {compiler.process(element.clauses, **kw)})"


def year(columns: Any) -> Period:
    """Concern the calendar year of the row."""
    return Period(year_start(columns.year), year_end(columns.year))


def assessment(columns: Any) -> Period:
    """Concern the day of the row's assessment."""
    return Period(columns.assessed_on, columns.assessed_on)


def decision(columns: Any) -> Period:
    """Concern the day that the row was decided on; one without a day is in no range that is limited."""
    return Period(columns.decided_on, columns.decided_on)
