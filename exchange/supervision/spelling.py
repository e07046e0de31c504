"""The SQL function of the statistics whose spelling differs between PostgreSQL and SQLite."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class days_between(FunctionElement[int]):  # noqa: N801 - SQL functions are lower case
    """(instant, later instant) -> the whole days between them."""

    inherit_cache = True
    type = Integer()


@compiles(days_between, "postgresql")
def _on_postgresql(element: days_between, compiler: SQLCompiler, **kw: Any) -> str:
    first, last = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"floor(date_part('epoch', {last} - {first}) / 86400)::int"


@compiles(days_between, "sqlite")
def _on_sqlite(element: days_between, compiler: SQLCompiler, **kw: Any) -> str:
    first, last = (f"CAST(strftime('%s', {compiler.process(clause, **kw)}) AS INTEGER)" for clause in element.clauses)
    return f"(({last} - {first}) / 86400)"
