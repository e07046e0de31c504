"""Everything with an id: the interface Node, and how an id's prefix leads to the rows of its type."""

from collections.abc import Callable
from operator import itemgetter
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, func, literal, literal_column, select
from sqlalchemy.sql.expression import FromClause

from exchange.errors import ExchangeError
from resolvers.binding import Parsed, Variant, Variants
from resolvers.functions import each
from resolvers.joined import joined
from schema.arguments import argument
from schema.fields import column
from schema.reasons import STRUCTURE
from schema.scalars import shown

NODES = 1_000
"""The most ids that one call takes."""
WIDTH = 4
"""Characters of a prefix, which tells the type."""
PREFIX = itemgetter(slice(WIDTH))

Rows = Callable[[ColumnElement[Any]], Variant]
TYPES: dict[str, Rows] = {}


class BadId(ExchangeError):
    """An id that this exchange did not give out."""

    code = "BAD_ID"


def identity(prefix: str, type_: str, key: ColumnElement[Any], *, whole: bool = False) -> Any:
    """Make the id field of a type and register the type under its ids' prefix.

    `key` is the table's unique column; `whole` when its values begin with the prefix.
    """
    assert len(prefix) == WIDTH  # noqa: S101
    assert prefix not in TYPES  # noqa: S101
    table: FromClause = key.table
    name = str(key.key)

    def rows(value: ColumnElement[Any]) -> Variant:
        wanted = literal(prefix).concat(value) if whole else value
        return Variant(type_, select(table).where(key == wanted))

    def id_(self: Any) -> ColumnElement[str]:
        own: ColumnElement[str] = getattr(self, name)
        return own if whole else joined([prefix, own])

    TYPES[prefix] = rows
    return column("The id of this object, unique over all types. Opaque: take it as it is.", STRUCTURE, id_)


@strawberry.interface(description="An object with an id: `node(id:)` finds it again.")
class Node:
    """What `node` and `nodes` answer with."""

    id: strawberry.ID = column("The id of this object, unique over all types.", STRUCTURE)


def node_id(value: str) -> Parsed:
    """Read an id: its prefix shapes the SQL, its key is bound late."""
    _refuse_unknown([value])
    return Parsed(value[:WIDTH], {"key": value[WIDTH:]})


def keyed(prefix: str, value: str) -> str:
    """Return an id that must be of one type. Raises BadId."""
    if not value.startswith(prefix) or len(value) == len(prefix) or "\0" in value:
        raise BadId(
            f"{shown(value)} is not an id of the type wanted here. Pass the `id` of an object as it was answered."
        )
    return value


def node_ids(values: list[str]) -> Parsed:
    """Read a list of ids: their only prefix, if they have but one, and a bound of their number shape the SQL.

    The number counts in powers of ten, so that lists of like lengths share a plan.
    """
    if len(values) > NODES:
        raise BadId(f"{len(values)} ids were asked for; {NODES} are the most one call takes.")
    prefixes = set(map(PREFIX, values))
    if not prefixes <= TYPES.keys():
        _refuse_unknown(values)
    bound = next(n for n in (1, 10, 100, NODES) if len(values) <= n)
    return Parsed((bound, prefixes.pop() if len(prefixes) == 1 else None), {"ids": values})


def _refuse_unknown(values: list[str]) -> None:
    for value in values:
        prefix, key = value[:WIDTH], value[WIDTH:]
        if prefix not in TYPES or not key or "\0" in key:
            raise BadId(f"{shown(value)} is not an id of this exchange. Pass the `id` of an object as it was answered.")


def node(self: Any, id: Annotated[strawberry.ID, argument("The object's id.", node_id)]) -> Variant:  # noqa: A002
    """Return the row with the id."""
    parsed: Any = id
    return TYPES[parsed.shape](parsed.key)


def nodes(
    self: Any,
    ids: Annotated[list[strawberry.ID], argument(f"The objects' ids, at most {NODES:,}.", node_ids)],
) -> Variants:
    """Return the rows with the ids, in their order."""
    parsed: Any = ids
    keys = each(parsed.ids).table_valued("value", "position", name="wanted")
    count, only = parsed.shape
    branches = {prefix: _after_prefix(rows) for prefix, rows in TYPES.items() if only in (None, prefix)}
    return Variants(keys=keys, prefix=_prefix, rows=branches, count=count)


def _prefix(value: ColumnElement[str]) -> ColumnElement[str]:
    return func.substr(value, literal_column("1"), literal_column(str(WIDTH)))


def _after_prefix(rows: Rows) -> Rows:
    return lambda value: rows(func.substr(value, literal_column(str(WIDTH + 1))))
