"""Reads that are spelled out are what SQLAlchemy would write, and whatever isn't plain is left to it."""

from typing import Any

import pytest
from sqlalchemy import (
    Dialect,
    Select,
    bindparam,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.dialects.sqlite import pysqlite

from resolvers.source import Source, Value
from schema.record import EVENT, RECORD

DIALECTS = (asyncpg.dialect(), pysqlite.dialect())  # type: ignore[no-untyped-call]
C = RECORD.c
TEXT: Any = literal_column("'text'")
CODE: Any = bindparam("code", "x")
OF_RECORD = exists(select(literal_column("1")).select_from(EVENT).where(EVENT.c.record_id == C.id))
READS: dict[str, Select[Any]] = {
    "every row": select(RECORD),
    "a condition": select(RECORD).where(C.uscc == CODE),
    "conditions": select(RECORD).where(C.uscc == CODE, or_(C.kind == "A", C.kind == "B")).where(not_(C.id == "c")),
    "constants": select(RECORD).where(true(), C.uscc == CODE).where(false()),
    "a list": select(RECORD).where(C.kind.in_(["A", "B"])),
    "an order": select(RECORD).order_by(C.decided_on.desc(), func.coalesce(C.severity, "")).limit(literal_column("3")),
    "a statement within": select(RECORD).where(OF_RECORD, ~OF_RECORD),
    "an offset": select(RECORD).order_by(C.id).limit(3).offset(2),
    "no twins": select(RECORD).distinct(),
    "groups": select(RECORD).group_by(C.uscc).having(func.count() > 1),
    "a join": select(RECORD).join(EVENT, EVENT.c.record_id == C.id),
    "two tables": select(RECORD).where(EVENT.c.record_id == C.id),
    "another's columns": select(C.uscc, C.id),
    "an alias": select(RECORD.alias("other")),
}


def _sql(statement: Select[Any], dialect: Dialect) -> tuple[str, Any]:
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    return str(compiled), compiled.params


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("rows", READS.values(), ids=READS)
def test_a_read_is_what_sqlalchemy_would_write(rows: Select[Any], dialect: Dialect) -> None:
    source = Source(rows, "s1", dialect.identifier_preparer, {"more": func.lower(rows.selected_columns.uscc)})
    used = [source.cell(name) for name in ("id", "uscc", "more")]
    columns = [source.column(str(cell.name).removeprefix("s1.")) for cell in used]
    named = [column.label(name) for name, column in zip(("id", "uscc", "more"), columns, strict=True)]
    whole = rows.with_only_columns(*named, maintain_column_froms=True).subquery("s1")

    assert _sql(select(Value(TEXT, source)), dialect) == _sql(
        select(select(TEXT).select_from(whole).scalar_subquery().label(None)), dialect
    )


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_read_within_another_reads_its_own_tables(dialect: Dialect) -> None:
    inner = Source(READS["two tables"], "s2", dialect.identifier_preparer)
    inner.cell("id")
    outer = Source(select(EVENT), "s1", dialect.identifier_preparer, {"more": Value(TEXT, inner)})
    outer.cell("more")
    sql, _ = _sql(select(Value(TEXT, outer)), dialect)
    assert "FROM credit_record, record_event" in sql
