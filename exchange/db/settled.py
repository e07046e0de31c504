"""A condition that is the same in whatever statement it stands: a database's text of it is written once."""

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, FromClause, Grouping
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import visitors
from sqlalchemy.sql.compiler import SQLCompiler


class Settled(ColumnElement[Any]):
    """An expression of tables' own columns, constants of ours and named parameters, without a name made up for it.

    To compile such conditions for each statement anew would be a good part of planning.
    """

    __visit_name__ = "settled"
    inherit_cache = False

    def __init__(self, expression: ColumnElement[Any]) -> None:
        self.settled, self.type = expression, expression.type
        self.parameters = [one for one in visitors.iterate(expression) if isinstance(one, BindParameter)]
        for one in self.parameters:
            own = one.unique or one.expanding or one.literal_execute
            assert not own, f"{one.key} has a value, a name or a text of its own in each statement"  # noqa: S101
        self.texts: dict[type[SQLCompiler], str] = {}

    @property
    def _from_objects(self) -> list[FromClause]:
        return self.settled._from_objects

    def self_group(self, against: Any = None) -> ColumnElement[Any]:
        """Take brackets where the expression itself would."""
        return self if self.settled.self_group(against) is self.settled else Grouping(self)

    def _negate(self) -> ColumnElement[Any]:
        return self.settled._negate()


@compiles(Settled)
def _settled(element: Settled, compiler: SQLCompiler, **_kw: Any) -> str:
    for parameter in element.parameters:
        compiler.process(parameter)  # the statement has it, wherever its text comes from
    text = element.texts.get(type(compiler))
    if text is None:
        text = element.texts[type(compiler)] = compiler.process(element.settled)
    return text
