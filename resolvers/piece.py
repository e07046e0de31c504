"""The small pieces that facts are made of: parts of texts, grades."""

from typing import Any

from sqlalchemy import ColumnElement, Text, case, func, literal_column, null

from exchange.criterion.vocabulary import MEANINGS, Field

ONE: ColumnElement[int] = literal_column("1")
ZERO: ColumnElement[int] = literal_column("0")


def part_of(text: Any, start: int, length: int) -> ColumnElement[str]:
    """Return so many characters of a text, from a place counted from 1."""
    return func.substr(text, literal_column(str(start)), literal_column(str(length)), type_=Text)


def grade_of(field: Field, text: Any) -> ColumnElement[int]:
    """Return the rank of a field's grade, from 0; null for none of them."""
    ranks: dict[Any, Any] = {
        literal_column(f"'{grade}'", Text): literal_column(str(rank))
        for rank, grade in enumerate(MEANINGS[field].choices)
    }
    return case(ranks, value=text, else_=null())
