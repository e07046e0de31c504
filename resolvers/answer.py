"""The read path's second half: from a statement's value to the `data` and `errors` of the response."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import orjson
from graphql import GraphQLError
from sqlalchemy import BindParameter

from resolvers.computed import Computing, answered, merged
from resolvers.passage import Passed, delivered
from resolvers.planner import Planned

LACKING = b"\t"
"""Stands before the null of an id without an object; inside JSON strings it would be escaped."""
NO_ERRORS: list[GraphQLError] = []
NONE_PASSED: list[Passed] = []


class Finished(NamedTuple):
    """What may leave, once every passed door is logged."""

    data: bytes
    errors: list[GraphQLError]
    passed: list[Passed]


def finished(planned: Planned, data: bytes, context: Computing | None = None) -> Finished:
    """Return the response's `data`, an error for each id that nothing was found for, and the doors that were passed.

    What the database answered is passed on untouched, unless an id lacks its object, the operation passes a door or
    some of its root fields are computed; these need a context, and take their time: see resolvers.computed.
    """
    plan = planned.plan
    errors, passed = NO_ERRORS, NONE_PASSED
    if plan.doors:
        data, passed = delivered(plan.doors, data)
    if plan.wanted and LACKING in data:
        data = data.replace(LACKING, b"")
        errors = list(_unknown(planned, orjson.loads(data)))
    if plan.computed is not None:
        assert context is not None  # noqa: S101
        operation = planned.operation
        rest = answered(operation.graphql, operation.tree, plan.computed, planned.variables, context)
        data = merged(plan.computed, data, rest)
    return Finished(data, errors, passed)


def _unknown(planned: Planned, rows: dict[str, Any]) -> Iterator[GraphQLError]:
    for key, asked in planned.plan.wanted:
        ids = planned.binds[asked.key] if isinstance(asked, BindParameter) else asked
        if not isinstance(ids, list):
            yield from _missing([rows[key]], [ids], [key], single=True)
        else:
            yield from _missing(rows[key], ids, [key], single=False)


def _missing(found: list[Any], ids: list[str], path: list[str | int], *, single: bool) -> Iterator[GraphQLError]:
    for position, (row, id_) in enumerate(zip(found, ids, strict=True)):
        if row is None:
            yield GraphQLError(
                f"No object with the id '{id_}' is visible to this caller.",
                path=path if single else [*path, position],
                extensions={"code": "NOT_FOUND"},
            )
