"""A settled condition is the condition itself in whatever statement it stands, and is never another table's."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Dialect, Select, Text, and_, bindparam, case, cast, func, literal_column, not_, or_, select
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.dialects.sqlite import pysqlite

from auth.recorded import published
from exchange.db.settled import Settled
from schema.record import RECORD

DIALECTS = (asyncpg.dialect(), pysqlite.dialect())  # type: ignore[no-untyped-call]
C = RECORD.c
CODE: Any = bindparam("code", "x")
AROUND: tuple[Callable[[Any], Any], ...] = (
    lambda condition: condition,
    not_,
    lambda condition: not_(not_(condition)),
    lambda condition: and_(condition, C.kind == "A"),
    lambda condition: or_(condition, C.kind == "A"),
    lambda condition: not_(and_(condition, C.kind == "A")),
    lambda condition: condition == C.severity,
    lambda condition: condition.is_(None),
    lambda condition: func.coalesce(condition, C.severity),
    lambda condition: case((condition, "yes"), else_="no"),
    lambda condition: cast(condition, Text),
)


def _sql(statement: Select[Any], dialect: Dialect) -> tuple[str, Any]:
    compiled = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    return str(compiled), compiled.params


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_settled_condition_is_the_condition_wherever_it_stands(dialect: Dialect) -> None:
    for condition in (or_(C.uscc == CODE, C.id.is_(None)), and_(C.uscc == CODE, C.id.is_(None)), C.uscc == CODE):
        settled = Settled(condition)
        for around in AROUND:
            for _time in range(2):
                assert _sql(select(around(settled)), dialect) == _sql(select(around(condition)), dialect)
                assert _sql(select(C.id).where(around(settled)), dialect) == _sql(
                    select(C.id).where(around(condition)), dialect
                )


def test_what_differs_between_statements_cannot_be_settled() -> None:
    with pytest.raises(AssertionError, match="of its own in each statement"):
        Settled(C.uscc == "91350100M000100Y43")


def test_the_rule_of_an_alias_is_not_the_tables_text() -> None:
    other = RECORD.alias("other")
    assert "credit_record.state" not in str(select(literal_column("1")).where(published(other.c)))
