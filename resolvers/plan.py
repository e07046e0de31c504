"""A plan: the text of one statement, and how the values of a request become its arguments."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Dialect, Select

from resolvers.row import Groups

Binds = Mapping[str, Any]
Processor = Callable[[Any], Any] | None


class Argument(NamedTuple):
    """One argument of the statement: a late-bound name or a constant, and how the driver wants it."""

    name: str
    constant: Any
    processor: Processor


class Plan(NamedTuple):
    """A compiled operation."""

    sql: str
    arguments: tuple[Argument, ...]
    cost: int
    wanted: tuple[tuple[str, Any], ...] = ()
    """Root fields whose null means an unknown id: (response key, the argument's parameter or constant)."""
    introspection: Groups | None = None
    """The root fields of an operation that asks about the schema too."""

    def values(self, binds: Binds) -> list[Any]:
        """Return the statement's arguments for a request's values."""
        return [
            process(binds.get(name, constant)) if process else binds.get(name, constant)
            for name, constant, process in self.arguments
        ]


def compiled(statement: Select[Any], dialect: Dialect) -> tuple[str, tuple[Argument, ...]]:
    """Compile the statement to the dialect's text and the order of its arguments."""
    text = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    names = text.positiontup if text.positiontup is not None else list(text.params)
    return str(text), tuple(
        Argument(name, text.params.get(name), _processor(text.binds[name], dialect)) for name in names
    )


def _processor(parameter: ColumnElement[Any], dialect: Dialect) -> Processor:
    return parameter.type.dialect_impl(dialect).bind_processor(dialect)
