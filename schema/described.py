"""Declares the domain's enumerations as GraphQL enums."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

import strawberry

E = TypeVar("E", bound=type[StrEnum])


def described(enum: E, description: str, values: Mapping[str, str], *, name: str | None = None) -> E:
    """Declare a domain enumeration as a GraphQL enum, by another name where `name` is given.

    A value without a description stops the start-up.
    """
    made = strawberry.enum(enum, name=name, description=description)
    for value in made.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = values[value.name]
    return made
