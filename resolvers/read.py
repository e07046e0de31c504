"""A read of rows as text. What most of a statement's reads are is spelled out, for less than to compile a Select."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, text
from sqlalchemy.sql.base import ColumnCollection, ReadOnlyColumnCollection
from sqlalchemy.sql.compiler import SQLCompiler

from resolvers.joined import Spelled

Columns = ColumnCollection[str, ColumnElement[Any]] | ReadOnlyColumnCollection[str, ColumnElement[Any]]
Selected = Sequence[Spelled | ColumnElement[Any]]
"""What is selected, each with its name."""

PLAIN = frozenset(
    {
        "_raw_columns",
        "_label_style",
        "_where_criteria",
        "_order_by_clauses",
        "_limit_clause",
        "_fetch_clause",
        "_fetch_clause_options",
        "_auto_correlate",
        "_correlate",
    }
)
"""All that a Select has of its own which is no more than rows under a condition, in an order, up to a limit."""


def columns(rows: Select[Any]) -> Columns:
    """Return a statement's columns: of a whole table, without a look at each of them."""
    first, *others = rows._raw_columns
    return rows.selected_columns if others or not isinstance(first, FromClause) else first.c


def read(rows: Select[Any], selected: Selected, compiler: SQLCompiler, **kw: Any) -> str:
    """Return the text that reads what is selected of the rows of a Select."""
    table = _only_table(rows, selected)
    if table is not None:
        return _spelled(rows, table, selected, compiler, **kw)
    clauses = (text(one) if isinstance(one, str) else one for one in selected)
    # As in any FROM clause, no table of its own is taken for the one that a statement around it reads.
    compiler.stack.append(compiler.stack[-1] | {"asfrom_froms": set()})
    spelled = compiler.process(rows.with_only_columns(*clauses, maintain_column_froms=True), **kw)
    compiler.stack.pop()
    return spelled


def listed(selected: Selected, compiler: SQLCompiler, **kw: Any) -> str:
    """Return the text of what is selected."""
    kw |= {"within_columns_clause": True, "within_label_clause": False}
    return ", ".join(one if isinstance(one, str) else compiler.process(one, **kw) for one in selected)


def _only_table(rows: Select[Any], selected: Selected) -> Table | None:
    """Return the table that a plain Select reads; None where SQLAlchemy has to see to what it reads."""
    table = rows._raw_columns[0]
    if not (rows.__dict__.keys() <= PLAIN and len(rows._raw_columns) == 1 and isinstance(table, Table)):
        return None
    others = _sources((*rows._where_criteria, *(one for one in selected if not isinstance(one, str)))) - {table}
    return None if others or rows._fetch_clause is not None or table in (rows._correlate or ()) else table


def _sources(expressions: Iterable[ColumnElement[Any]]) -> set[FromClause]:
    return {source for expression in expressions for source in expression._from_objects}


def _spelled(rows: Select[Any], table: Table, selected: Selected, compiler: SQLCompiler, **kw: Any) -> str:
    around = compiler.stack[-1]
    # As in any Select, statements within may refer to the table.
    within: Any = {"asfrom_froms": {table}, "correlate_froms": around["correlate_froms"] | {table}}
    compiler.stack.append(around | within)
    spelled = f"SELECT {listed(selected, compiler, **kw)} \nFROM {compiler.process(table, asfrom=True, **kw)}"
    condition = rows.whereclause
    if condition is not None:
        spelled += f" \nWHERE {compiler.process(condition, **kw)}"
    if rows._order_by_clauses:
        spelled += compiler.order_by_clause(rows, **kw)  # type: ignore[no-untyped-call]
    if rows._limit_clause is not None:
        spelled += compiler.limit_clause(rows, **kw)  # type: ignore[no-untyped-call]
    compiler.stack.pop()
    return spelled
