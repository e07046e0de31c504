"""A statement as a source of columns: it reads those that the selection uses, and no others.

Most tables have some twenty columns and most selections use five of them. To name them all would be the greatest part
of planning, and of what the database has to parse.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from sqlalchemy import Column, ColumnClause, ColumnElement, Select, Table, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import IdentifierPreparer, SQLCompiler

from exchange.db import quotable
from resolvers.joined import Spelled
from resolvers.read import Columns, Selected, columns, listed, read

ANY = Spelled("1 AS any_")
"""What is selected of rows of which nothing is used but that they are there."""


class Cell(ColumnClause[Any]):
    """A column of a source as whoever reads the rows writes it: it belongs to no table, so nothing has to correlate."""

    inherit_cache = True
    _constructor = ColumnClause
    """What it is in a statement around its own: a column like any other."""

    def __init__(self, text: str, type_: Any, quotable: Callable[[], str | None]) -> None:
        """Make it. `quotable` returns the text of the column that says of a row whether this text is: see there."""
        super().__init__(text, type_, is_literal=True)
        self.text, self.quotable = text, quotable


class Cells:
    """The columns of a source by their names. A column that is looked up is read."""

    def __init__(self, source: "Source") -> None:
        self._source = source

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        return self._source.cell(name)


class Source:
    """The rows of a Select under a name of their own."""

    def __init__(
        self,
        rows: Select[Any],
        name: str,
        preparer: IdentifierPreparer,
        more: Mapping[str, ColumnElement[Any]] | None = None,
    ) -> None:
        """Make it. `name` is unique in the statement; `more` are columns beside those of the rows."""
        self.rows, self.name, self.preparer = rows, name, preparer
        self.more = more or {}
        self.c = Cells(self)
        self.used: dict[str, ColumnElement[Any]] = {}
        self._cells: dict[str, Cell] = {}

    def cell(self, name: str) -> ColumnElement[Any]:
        """Return a column, which is read from now on."""
        if name not in self._cells:
            column = self.used[name] = self.column(name)
            text = f"{self.name}.{self.preparer.quote(name)}"
            self._cells[name] = Cell(text, column.type, partial(self._quotable, name))
        return self._cells[name]

    def _quotable(self, name: str) -> str | None:
        """Return the column, which is read from now on, that says whether a column's text is quotable; None without."""
        return self.cell(quotable.NAME).text if self.says(name) else None

    def says(self, name: str) -> bool:
        """Return whether there is a column that says of a column's texts whether they are quotable."""
        return quotable.says(self._columns.get(quotable.NAME), self.used[name])

    @cached_property
    def _columns(self) -> Columns:
        return columns(self.rows)

    def column(self, name: str) -> ColumnElement[Any]:
        """Return a column as the statement itself writes it. Raises AttributeError."""
        try:
            return self.more[name] if name in self.more else self._columns[name]
        except KeyError:
            raise AttributeError(name) from None

    def spell(self, compiler: SQLCompiler, **kw: Any) -> str:
        """Spell it out for a FROM clause, once everything that reads it has been made."""
        return f"({read(self.rows, self.selected(), compiler, **kw)}) AS {self.name}"

    def selected(self) -> Selected:
        """Return the columns that are used."""
        return [self._selected(name, column) for name, column in self.used.items()] or [ANY]

    def _selected(self, name: str, column: ColumnElement[Any]) -> Spelled | ColumnElement[Any]:
        quote = self.preparer.quote
        if isinstance(column, Column) and isinstance(column.table, Table):
            return Spelled(f"{quote(column.table.name)}.{quote(column.name)} AS {quote(name)}")
        return column.label(name)


class Over(Source):
    """The rows of another source, with further columns, in an order."""

    def __init__(self, inner: Source, name: str, more: Mapping[str, ColumnElement[Any]], order: Any = None) -> None:
        super().__init__(select(), name, inner.preparer, more)
        self.inner, self.order = inner, order

    def column(self, name: str) -> ColumnElement[Any]:
        """Return one of its own columns, or the inner source's."""
        return self.more[name] if name in self.more else self.inner.cell(name)

    def says(self, name: str) -> bool:
        """Return whether the inner source has a column that says so."""
        return name not in self.more and self.inner.says(name)

    def spell(self, compiler: SQLCompiler, **kw: Any) -> str:
        """Spell it out for a FROM clause, once everything that reads it has been made."""
        selected, inner = listed(self.selected(), compiler, **kw), self.inner.spell(compiler, **kw)
        order = "" if self.order is None else f" ORDER BY {compiler.process(self.order, **kw)}"
        return f"(SELECT {selected} \nFROM {inner}{order}) AS {self.name}"


class Merged(Source):
    """The first rows of several groups together, where the first of each group are found by an index."""

    def __init__(self, groups: Source, first: Source, keys: Iterable[str], limit: int, *, up: bool) -> None:
        """Make it. `first` are those of one group, in the order of the keys; of all groups so many are the first."""
        super().__init__(first.rows, first.name, first.preparer, first.more)
        self.groups, self.limit = groups, limit
        self.order = [self.cell(key).asc() if up else self.cell(key).desc() for key in keys]

    def spell(self, compiler: SQLCompiler, **kw: Any) -> str:
        """Spell it out for a FROM clause, once everything that reads it has been made."""
        groups, first = self.groups.spell(compiler, **kw), super().spell(compiler, **kw)
        order = ", ".join(compiler.process(key, **kw) for key in self.order)
        merged = f"SELECT {self.name}.* \nFROM {groups} JOIN LATERAL {first} ON true"
        return f"({merged} ORDER BY {order} \n LIMIT {self.limit}) AS {self.name}"


class Value(ColumnElement[Any]):
    """The value of an expression over the rows of a source: a statement within another, for less than a Select."""

    __visit_name__ = "value"
    inherit_cache = False

    def __init__(self, value: ColumnElement[Any], source: Source) -> None:
        self.value, self.source, self.type = value, source, value.type


@compiles(Value)
def _value(element: Value, compiler: SQLCompiler, **kw: Any) -> str:
    kw["within_columns_clause"] = False
    value = compiler.process(element.value, **kw)
    # Strings of SQL are the planner's trade; the values are parameters.
    return f"(SELECT {value} \nFROM {element.source.spell(compiler, **kw)})"
