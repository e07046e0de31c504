"""SQL functions whose spelling differs between PostgreSQL and SQLite: each is a class, and its text on either."""

from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, FromClause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import InternalTraversal

T = TypeVar("T")


class Function(ColumnElement[T]):
    """A function of expressions that only its text is made of: for less than one of SQLAlchemy's."""

    __visit_name__ = "spelled"
    _traverse_internals = [("operands", InternalTraversal.dp_clauseelement_tuple)]  # noqa: RUF012 - as in SQLAlchemy
    inherit_cache = True

    def __init__(self, *operands: ColumnElement[Any]) -> None:
        self.operands = operands

    @property
    def _from_objects(self) -> list[FromClause]:
        return [source for operand in self.operands for source in operand._from_objects]


Spellings = Mapping[type[Function[Any]], tuple[str, str]]
"""Of each function its text on PostgreSQL and on SQLite, with {0}, {1} … where its operands stand."""


def spell(spellings: Spellings) -> None:
    """Let statements have the functions' texts."""
    for element, texts in spellings.items():
        for dialect, text in zip(("postgresql", "sqlite"), texts, strict=True):
            _spell(element, dialect, text)


def _spell(element: type[Function[Any]], dialect: str, text: str) -> None:
    def render(function: Function[Any], compiler: SQLCompiler, **kw: Any) -> str:
        escaped = text.replace("%", "%%") if compiler.preparer._double_percents else text
        return escaped.format(*(compiler.process(operand, **kw) for operand in function.operands))

    compiles(element, dialect)(render)
