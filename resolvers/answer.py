"""The read path's second half: from a statement's value to the `data` and `errors` of the response."""

from collections.abc import Iterator
from typing import Any

import orjson
from graphql import GraphQLError
from sqlalchemy import BindParameter

from resolvers.introspection import answered, merged
from resolvers.planner import Planned

LACKING = b"\t"
"""Stands before the null of an id without an object; inside JSON strings it would be escaped."""
NO_ERRORS: list[GraphQLError] = []


def finished(planned: Planned, data: bytes) -> tuple[bytes, list[GraphQLError]]:
    """Return the response's `data`, and an error for each id that nothing was found for.

    What the database answered is passed on untouched, unless an id lacks its object or the operation asks about the
    schema too.
    """
    plan = planned.plan
    errors = NO_ERRORS
    if plan.wanted and LACKING in data:
        data = data.replace(LACKING, b"")
        errors = list(_unknown(planned, orjson.loads(data)))
    if plan.introspection is None:
        return data, errors
    operation = planned.operation
    schema = answered(operation.graphql, operation.node, operation.fragments, plan.introspection, planned.variables)
    return merged(plan.introspection, data, schema), errors


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
