"""Who is to be checked: each by its code or by its name, and the table of them inside a statement."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Integer, Text, bindparam, column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import TableValuedAlias

from exchange.check.refusal import CheckRefused, SubjectRefused
from exchange.name.form import normal

MOST = 1_000
"""Of one check."""
LONGEST_NAME = 200
SHORTEST_NAME = 2
"""Letters, digits and characters of a name as it is compared."""


class Subject(NamedTuple):
    """One that is to be checked; it has either."""

    uscc: str | None = None
    name: str | None = None


def check(subjects: Sequence[Subject]) -> None:
    """Raise CheckRefused or SubjectRefused unless these can be checked."""
    if not 1 <= len(subjects) <= MOST:
        message = f"A check takes 1 to {MOST:,}; {len(subjects):,} were given. Divide them among several checks."
        raise CheckRefused("entities", message)
    for position, subject in enumerate(subjects):
        if (subject.uscc is None) is (subject.name is None):
            raise SubjectRefused(position, "Give either its `uscc` or its `name`.")
        if subject.name is not None:
            _check_name(position, subject.name)


def _check_name(position: int, name: str) -> None:
    if len(name) > LONGEST_NAME or "\0" in name or len(normal(name)) < SHORTEST_NAME:
        message = f"A name has {SHORTEST_NAME} letters or characters at least, and {LONGEST_NAME} at most."
        raise SubjectRefused(position, message)


class given_subjects(FunctionElement[Any]):  # noqa: N801 - SQL functions are lower case
    """The rows of a JSON text [[uscc, normal form of the name] …], one of the two null, with their positions from 0."""

    inherit_cache = True
    type = Text()
    name = "given_subjects"


@compiles(given_subjects, "postgresql")
def _postgresql(element: given_subjects, compiler: SQLCompiler, **kw: Any) -> str:
    text = compiler.process(element.clauses, **kw)
    # Strings of SQL are this module's trade; the values are a parameter.
    rows = f"json_array_elements(CAST({text} AS json)) WITH ORDINALITY AS listed(value, place)"
    return f"(SELECT CAST(place AS integer) - 1 AS position, value->>0 AS uscc, value->>1 AS normal FROM {rows})"  # noqa: S608


@compiles(given_subjects, "sqlite")
def _sqlite(element: given_subjects, compiler: SQLCompiler, **kw: Any) -> str:
    rows = f"json_each({compiler.process(element.clauses, **kw)})"
    columns = "key AS position, json_extract(value, '$[0]') AS uscc, json_extract(value, '$[1]') AS normal"
    return f"(SELECT {columns} FROM {rows})"  # noqa: S608


def table() -> TableValuedAlias:
    """Return the rows of the parameter `subjects`: position, uscc, normal."""
    columns = (column("position", Integer), column("uscc", Text), column("normal", Text))
    return given_subjects(bindparam("subjects", type_=Text)).table_valued(*columns, name="given")


def parameter(subjects: Sequence[Subject]) -> str:
    """Return the value of the parameter `subjects`."""
    return json.dumps([[one.uscc, None if one.name is None else normal(one.name)] for one in subjects])
