"""Rows whose short texts need no escaping in JSON: seen once, when a row is written, and not at each read of it.

PostgreSQL looks at each character of a text to escape it: a quarter of the time that a list of 1,000 entities takes.
Nearly no text has one that must be. SQLite escapes for less than it takes to look at one more column; there the column
is virtual, and nothing reads it.
"""

from typing import Any

from sqlalchemy import Column, ColumnElement, Computed, Text, literal_column
from sqlalchemy.orm import MappedColumn, mapped_column

from exchange.db.function import Function, spell

NAME = "quotable"
"""The column's name, in each table that has one."""
_TEXTS = "texts"


class _Quotable(Function[bool]):
    """Whether JSON has a text between quotation marks as it is: RFC 8259, section 7, names what must be escaped."""


spell(
    {
        _Quotable: (
            r"""({0}) !~ '[\u0001-\u001F"\\]'""",
            """({0}) NOT GLOB '*["\\' || char(1) || '-' || char(31) || ']*'""",
        )
    }
)


def computed(*texts: str, stored: bool = True) -> Computed:
    """Return what says of a row whether all of its columns `texts` are quotable; null ones are."""
    whole = " || ".join(f"coalesce({text}, '')" for text in texts)
    return Computed(_Quotable(literal_column(whole, Text)), persisted=stored)


def quotable(*texts: str) -> MappedColumn[bool]:
    """Return the column of a table that says so of its columns `texts`."""
    return mapped_column(computed(*texts), info={_TEXTS: frozenset(texts)}, sort_order=1)


def says(column: ColumnElement[Any] | None, text: ColumnElement[Any]) -> bool:
    """Return whether a column is the one that says of another whether its texts are quotable."""
    if not (isinstance(column, Column) and isinstance(text, Column) and column.table is text.table):
        return False
    return text.name in column.info.get(_TEXTS, ())
