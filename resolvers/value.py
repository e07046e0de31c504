"""How a request's values reach a statement: what shapes the SQL is part of the plan's key, the rest is bound late."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import orjson
from sqlalchemy import ARRAY, BigInteger, Date, Dialect, Numeric, Text, bindparam
from sqlalchemy.types import TypeDecorator, TypeEngine

from exchange.db.types import Instant

VARIABLE, CALLER = "$", "@"
"""What the names of late-bound parameters begin with: a request's own values, and its caller's (auth.visibility)."""
LATE = ...
"""The shape of a value that is bound late."""


class TextList(TypeDecorator[list[str]]):
    """A list parameter: text[] on PostgreSQL, a JSON array on SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that `each` takes."""
        return dialect.type_descriptor(ARRAY(Text) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Write the list as JSON for SQLite."""
        return value if dialect.name == "postgresql" or value is None else orjson.dumps(value).decode()


TYPES: dict[type, TypeEngine[Any]] = {
    str: Text(),
    int: BigInteger(),
    float: Numeric(),
    Decimal: Numeric(),
    date: Date(),
    datetime: Instant(),
    list: TextList(),
}
"""One of each: a dialect remembers what becomes of it."""


def parameter(name: str, value: Any) -> Any:
    """Make the parameter for a value; the value stays on it, for what must look at it while planning."""
    return bindparam(name, value, type_=TYPES[type(value)])


def shape(name: str, value: Any, binds: dict[str, Any]) -> Any:
    """Tell what of a variable's value shapes the SQL: null, booleans, enum values and an input object's keys.

    The rest is put into `binds` under its parameter's name: `$filter.name`.
    """
    if isinstance(value, dict):
        return tuple((key, shape(f"{name}.{key}", inner, binds)) for key, inner in value.items())
    if _shapes(value):
        return tuple(value) if isinstance(value, list) else value
    binds[name] = value
    return LATE


def _shapes(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(inner, Enum) for inner in value)
    return value is None or isinstance(value, (bool, Enum))


def lifted(name: str, value: Any) -> Any:
    """Return the value with a parameter in the place of each late-bound leaf."""
    if isinstance(value, dict):
        return {key: lifted(f"{name}.{key}", inner) for key, inner in value.items()}
    return value if _shapes(value) else parameter(name, value)
