"""The only constructors of arguments and of members of input objects, and the arguments that every connection takes."""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from strawberry.types.arguments import StrawberryArgumentAnnotation

from resolvers.binding import KEY, Paging
from resolvers.paging import LIMIT, page_size

Parse = Callable[[Any], Any]
"""Turns a value into what the function takes: Parsed, or a constant that shapes the SQL; or refuses it."""


def argument(description: str, parse: Parse | None = None) -> StrawberryArgumentAnnotation:
    """Describe an argument; with `parse` its function gets what that makes of the value."""
    return strawberry.argument(description=description, metadata={KEY: parse} if parse else {})


def given(description: str, parse: Parse | None = None) -> Any:
    """Declare a member of an input object: optional, null when not given."""
    return strawberry.field(description=description, default=None, metadata={KEY: parse} if parse else {})


_PAGING: dict[str, Any] = {
    "first": Annotated[
        int | None, argument(f"How many rows from the start, 1 to {LIMIT}; 20 when left out.", page_size)
    ],
    "after": Annotated[str | None, argument("Show the rows behind this cursor of the same order.")],
    "last": Annotated[int | None, argument(f"How many rows from the end, 1 to {LIMIT}, not with `first`.", page_size)],
    "before": Annotated[str | None, argument("Show the rows before this cursor of the same order.")],
}


def paged(sql: Callable[..., Any]) -> Callable[..., Any]:
    """Give a connection's function the arguments `first`, `after`, `last` and `before`; it takes them as `paging`."""

    def resolver(self: Any, **arguments: Any) -> Any:
        return sql(self, paging=Paging(*(arguments.pop(name, None) for name in _PAGING)), **arguments)

    own = [p for p in inspect.signature(sql).parameters.values() if p.name != "paging"]
    paging = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)
        for name, annotation in _PAGING.items()
    ]
    resolver.__signature__ = inspect.Signature([*own, *paging])  # type: ignore[attr-defined]
    resolver.__name__ = sql.__name__
    return resolver
