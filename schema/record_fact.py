"""How a kind's own fields are read from the facts of a record's row. Each is null when it isn't stated."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, literal_column

from resolvers.functions import fact, fact_json
from schema.fields import column
from schema.reasons import RECORDED


def _key(key: str) -> ColumnElement[str]:
    # Keys are names of ours, and stay in the statement's text.
    return literal_column(f"'{key}'")


def stated(key: str, description: str) -> Any:
    """Declare a text, code, day or amount that is kept under a key of the facts."""

    def value(self: Any) -> ColumnElement[str]:
        return fact(self.facts, _key(key))

    return column(description, RECORDED, value)


def counted(key: str, description: str) -> Any:
    """Declare a whole number that is kept under a key of the facts."""

    def value(self: Any) -> ColumnElement[int]:
        return cast(fact(self.facts, _key(key)), Integer)

    return column(description, RECORDED, value)


def several(key: str, description: str) -> Any:
    """Declare a list of codes that is kept under a key of the facts."""

    def value(self: Any) -> ColumnElement[str]:
        return fact_json(self.facts, _key(key))

    return column(description, RECORDED, value)
