"""JSON text in SQL: constants and expressions, joined. Whatever is a column alone is spelled out as text at once.

To make an element of SQLAlchemy's for each column of a selection, and to compile it, would be most of planning.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Text, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import coalesce


class Spelled(str):
    """An expression that is spelled out: of columns and constants only, without a parameter or a statement."""

    __slots__ = ()


Parts = Sequence[str | ColumnElement[Any]]
"""JSON text in pieces: constants, and SQL expressions, spelled out or not."""


def _flat(parts: Parts) -> Iterator[str | ColumnElement[Any]]:
    for part in parts:
        if isinstance(part, joined):
            yield from part.parts
        else:
            yield part


class joined(ColumnElement[str]):  # noqa: N801
    """Text concatenation with neighbouring constants merged. NULL || x is NULL: that nulls the parent.

    It takes no brackets of its own: it stands alone in a column or as a function's argument, and joins flatten.
    """

    __visit_name__ = "joined"
    inherit_cache = False
    type = Text()

    def __init__(self, parts: Parts) -> None:
        self.parts: list[str | ColumnElement[Any]] = []
        for part in _flat(parts):
            if type(part) is str and self.parts and type(self.parts[-1]) is str:
                self.parts[-1] += part
            elif not isinstance(part, str) or part:
                self.parts.append(part)

    def get_children(self, **_kw: Any) -> Iterator[ColumnElement[Any]]:
        """Yield the expressions that aren't spelled out."""
        return (part for part in self.parts if not isinstance(part, str))

    @property
    def _from_objects(self) -> list[FromClause]:
        return [source for part in self.get_children() for source in part._from_objects]


@compiles(joined)
def _join(element: joined, compiler: SQLCompiler, **kw: Any) -> str:
    percent = "%%" if compiler.preparer._double_percents else "%"
    parts = (
        _written(part, percent) if isinstance(part, str) else compiler.process(part, **kw) for part in element.parts
    )
    return " || ".join(parts)


def _written(part: str, percent: str = "%") -> str:
    return part if isinstance(part, Spelled) else "'" + part.replace("'", "''").replace("%", percent) + "'"


def or_null(parts: Parts) -> Spelled | ColumnElement[str]:
    """Return the parts' text, or JSON's null where it is NULL."""
    whole = joined(parts)
    texts = [part for part in whole.parts if isinstance(part, str)]
    if len(texts) < len(whole.parts):
        return coalesce(whole, literal_column("'null'", Text))
    return Spelled(f"coalesce({' || '.join(map(_written, texts))}, 'null')")
