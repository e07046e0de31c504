"""A statement as a source of columns: it reads those that the selection uses, and no others.

Most tables have some twenty columns and most selections use five of them. To name them all would be the greatest part
of planning, and of what the database has to parse.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import (
    Column,
    ColumnClause,
    ColumnElement,
    FromClause,
    Select,
    Table,
    TextClause,
    literal_column,
    select,
    text,
    true,
)
from sqlalchemy.sql.base import ColumnCollection
from sqlalchemy.sql.compiler import IdentifierPreparer

ANY: ColumnElement[Any] = literal_column("1").label("any_")
"""What is selected of rows of which nothing is used but that they are there."""


class Cell(ColumnClause[Any]):
    """A column of a source as whoever reads the rows writes it: it belongs to no table, so nothing has to correlate."""

    inherit_cache = True
    _constructor = ColumnClause
    """What it is in a statement around its own: a column like any other."""

    def __init__(self, text: str, type_: Any) -> None:
        super().__init__(text, type_, is_literal=True)
        self.text = text


class Cells:
    """The columns of a source by their names. A column that is looked up is read."""

    def __init__(self, source: "Source") -> None:
        self._source = source

    def __getattr__(self, name: str) -> ColumnElement[Any]:
        return self._source.cell(name)


class Source:
    """The rows of a Select under a name of their own."""

    def __init__(self, rows: Select[Any], name: str, preparer: IdentifierPreparer) -> None:
        """Make it. `name` is unique in the statement."""
        self.rows, self.name, self.preparer = rows, name, preparer
        self.c = Cells(self)
        self.used: dict[str, ColumnElement[Any]] = {}
        self._cells: dict[str, Cell] = {}

    def cell(self, name: str) -> ColumnElement[Any]:
        """Return a column, which is read from now on."""
        if name not in self._cells:
            column = self.used[name] = self.column(name)
            self._cells[name] = Cell(f"{self.name}.{self.preparer.quote(name)}", column.type)
        return self._cells[name]

    @cached_property
    def _columns(self) -> ColumnCollection[str, ColumnElement[Any]]:
        return self.rows.selected_columns

    def column(self, name: str) -> ColumnElement[Any]:
        """Return a column as the statement itself writes it. Raises AttributeError."""
        try:
            return self._columns[name]
        except KeyError:
            raise AttributeError(name) from None

    def clause(self) -> FromClause:
        """Return it for a FROM clause, once everything that reads it has been made."""
        return self.rows.with_only_columns(*self.selected(), maintain_column_froms=True).subquery(self.name)

    def selected(self) -> list[ColumnElement[Any] | TextClause]:
        """Return the columns that are used."""
        return [self._selected(name, column) for name, column in self.used.items()] or [ANY]

    def _selected(self, name: str, column: ColumnElement[Any]) -> ColumnElement[Any] | TextClause:
        quote = self.preparer.quote
        if isinstance(column, Column) and isinstance(column.table, Table):
            return text(f"{quote(column.table.name)}.{quote(column.name)} AS {quote(name)}")
        return column.label(name)


class Over(Source):
    """The rows of another source, with further columns, in an order."""

    def __init__(self, inner: Source, name: str, more: Mapping[str, ColumnElement[Any]], order: Any = None) -> None:
        super().__init__(select(), name, inner.preparer)
        self.inner, self.more, self.order = inner, more, order

    def column(self, name: str) -> ColumnElement[Any]:
        """Return one of its own columns, or the inner source's."""
        return self.more[name] if name in self.more else self.inner.cell(name)

    def clause(self) -> FromClause:
        """Return it for a FROM clause, once everything that reads it has been made."""
        rows = select(*self.selected()).select_from(self.inner.clause())
        return (rows if self.order is None else rows.order_by(self.order)).subquery(self.name)


class Merged(Source):
    """The first rows of several groups together, where the first of each group are found by an index."""

    def __init__(self, groups: Source, rows: Select[Any], name: str, keys: Sequence[str], *, up: bool) -> None:
        """Make it. `rows` are the first of one group, in the order of the keys; of all groups so many are the first."""
        super().__init__(rows, name, groups.preparer)
        self.groups = groups
        self.order = [self.cell(key).asc() if up else self.cell(key).desc() for key in keys]

    def clause(self) -> FromClause:
        """Return it for a FROM clause, once everything that reads it has been made."""
        first = self.rows.with_only_columns(*self.selected(), maintain_column_froms=True).lateral(self.name)
        rows = select(text(f"{self.name}.*")).select_from(self.groups.clause().join(first, true()))
        return rows.order_by(*self.order).limit(self.rows._limit_clause).subquery(self.name)
