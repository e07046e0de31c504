"""A keyset cursor: the order's name and the row's sort keys as JSON, in hexadecimal so that it is opaque."""

from collections.abc import Callable
from datetime import date
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Text, cast

from exchange.errors import ExchangeError
from resolvers.binding import Order, Parsed
from resolvers.functions import hexed, quoted
from resolvers.joined import joined


class BadCursor(ExchangeError):
    """A cursor that this connection did not give out."""

    code = "BAD_CURSOR"


def written(order: Order, keys: list[ColumnElement[Any]]) -> ColumnElement[str]:
    """Return the SQL of a row's cursor; `keys` are the columns that hold the order's keys."""
    parts: list[Any] = [f'["{order.name}"']
    for (_expression, type_), key in zip(order.keys, keys, strict=True):
        parts += [",", cast(key, Text) if type_ is int else quoted(key)]
    return hexed(joined([*parts, "]"]))


def reader(order: Order) -> Callable[[str], Parsed]:
    """Return the parser of this order's cursors: parts k0, k1 … in the keys' types."""

    def read(text: str) -> Parsed:
        try:
            name, *keys = orjson.loads(bytes.fromhex(text))
            if name != order.name or len(keys) != len(order.keys):
                raise ValueError(name)
            values = [_typed(key, type_) for key, (_expression, type_) in zip(keys, order.keys, strict=True)]
        except (ValueError, TypeError):
            shown = text if len(text) <= 80 else text[:77] + "..."
            raise BadCursor(
                f"'{shown}' is not a cursor of this connection in this order. "
                "Pass endCursor or startCursor of a page that was asked for with the same sort and filter."
            ) from None
        return Parsed(parts={f"k{n}": value for n, value in enumerate(values)})

    return read


def _typed(value: Any, type_: type) -> Any:
    if type_ is date:
        return date.fromisoformat(value)
    if type_ is int and type(value) is int and abs(value) < 2**63:
        return value
    if type_ is str and type(value) is str and "\0" not in value:
        return value
    raise ValueError(value)
