"""How a leaf value becomes JSON text in SQL: by its GraphQL type."""

from typing import Any

from graphql import GraphQLLeafType, is_enum_type
from sqlalchemy import ColumnElement, Text, case, cast

from resolvers.functions import Parts, instant, quoted

BARE = frozenset({"Int", "JSON"})
"""Their text is their JSON."""
SAFE = frozenset({"USCC", "Code", "Date", "ID", "BigInt", "Decimal"})
"""Their text never needs escaping: digits, letters and a few signs, by constraint or by construction."""


def leaf(type_: GraphQLLeafType, value: ColumnElement[Any]) -> Parts:
    """Return the parts of the value's JSON; their concatenation is NULL when the value is.

    The constants around a value carry the type to text, so that `'' || 5` needs no cast.
    """
    name = type_.name
    if name in BARE:
        return [cast(value, Text)]
    if name == "Boolean":
        return [case((value, "true"), (~value, "false"))]
    if name == "DateTime":
        return ['"', instant(value), '"']
    if name in SAFE or is_enum_type(type_):
        return ['"', cast(value, Text), '"'] if name in ("Date", "BigInt") else ['"', value, '"']
    return [quoted(value)]
