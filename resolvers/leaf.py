"""How a leaf value becomes JSON text in SQL: by its GraphQL type."""

from typing import Any

from graphql import GraphQLLeafType, is_enum_type
from sqlalchemy import ColumnElement, Text, case, cast

from resolvers.functions import instant, quoted, spelled
from resolvers.joined import Parts, Spelled
from resolvers.source import Cell

BARE = frozenset({"Int", "JSON"})
"""Their text is their JSON."""
SAFE = frozenset({"USCC", "Code", "Date", "ID", "BigInt", "Decimal"})
"""Their text never needs escaping: digits, letters and a few signs, by constraint or by construction."""
NO_TEXT = frozenset({"Date", "BigInt"})
"""Among these, whose values aren't text."""


def leaf(type_: GraphQLLeafType, value: ColumnElement[Any], dialect: str) -> Parts:
    """Return the parts of the value's JSON; their concatenation is NULL when the value is.

    The constants around a value carry the type to text, so that `'' || 5` needs no cast.
    """
    if type(value) is Cell and type_.name != "Boolean":
        return _spelled(type_, value, dialect)
    name = type_.name
    if name in BARE:
        return [cast(value, Text)]
    if name == "Boolean":
        return [case((value, "true"), (~value, "false"))]
    if name == "DateTime":
        return ['"', instant(value), '"']
    if name in SAFE or is_enum_type(type_):
        return ['"', cast(value, Text), '"'] if name in NO_TEXT else ['"', value, '"']
    return [quoted(value)]


def _spelled(type_: GraphQLLeafType, cell: Cell, dialect: str) -> Parts:
    """Return the same for a column, spelled out: most of what is selected are columns, and it takes a fifth."""
    name, column = type_.name, cell.text
    if name in BARE:
        return [Spelled(f"CAST({column} AS TEXT)")]
    if name == "DateTime":
        return ['"', spelled(instant, dialect, column), '"']
    if name in SAFE or is_enum_type(type_):
        return ['"', Spelled(f"CAST({column} AS TEXT)" if name in NO_TEXT else column), '"']
    return [_text(cell, dialect)]


def _text(cell: Cell, dialect: str) -> Spelled:
    """Return a text's JSON: as it is where its row says that nothing has to be escaped. See exchange.db.quotable."""
    escaped = spelled(quoted, dialect, cell.text)
    plain = cell.quotable() if dialect == "postgresql" else None
    if plain is None:
        return escaped
    return Spelled(f"CASE WHEN {plain} THEN '\"' || {cell.text} || '\"' ELSE {escaped} END")
