"""The only constructors of arguments and of members of input objects, and the arguments that every connection takes."""

import dataclasses
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from strawberry.types.arguments import StrawberryArgumentAnnotation

from resolvers.binding import KEY, Paging
from resolvers.paging import LIMIT, page_size

Parse = Callable[[Any], Any]
"""Turns a value into what the function takes: Parsed, or a constant that shapes the SQL; or refuses it."""


def argument(description: str, parse: Parse | None = None, *, name: str | None = None) -> StrawberryArgumentAnnotation:
    """Describe an argument; with `parse` its function gets what that makes of the value.

    `name` is for a name that Python doesn't allow.
    """
    return strawberry.argument(description=description, name=name, metadata={KEY: parse} if parse else {})


def given(description: str, parse: Parse | None = None) -> Any:
    """Declare a member of an input object: optional, null when not given."""
    return strawberry.field(description=description, default=None, metadata={KEY: parse} if parse else {})


def required(description: str, default: Any = dataclasses.MISSING) -> Any:
    """Declare a member of an input object that must be given, or that has a default."""
    return strawberry.field(description=description, default=default)


def repeatable() -> Any:
    """Declare the member of a command's input that makes sending it again harmless."""
    return given("A key of the caller's own choice: the same command sent again with it does nothing twice.")


def commanded(function: Callable[..., Any], taking: type) -> Callable[..., Any]:
    """Give a command its one argument, `input`."""

    def resolver(self: Any, **arguments: Any) -> Any:
        return function(self, **arguments)

    annotation = Annotated[taking, argument("What the command takes.")]  # type: ignore[valid-type]
    own = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Any)
    given_ = inspect.Parameter("input", inspect.Parameter.KEYWORD_ONLY, annotation=annotation)
    resolver.__signature__ = inspect.Signature([own, given_])  # type: ignore[attr-defined]
    resolver.__name__ = function.__name__
    return resolver


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
