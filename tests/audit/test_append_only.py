"""Whether the database itself refuses to change the log, its owner's program too."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tests.audit.log import GUARDED, count, faults, sealed

CHANGED = {
    "access_entry": "row_count = 0",
    "access_leaf": "position = 99",
    "tree_node": "hash = ''",
    "tree_head": "root = ''",
}


def refused(engine: Engine, sql: str) -> str:
    """Run a statement that must fail, as the tables' owner; return what the database says."""
    with pytest.raises(DBAPIError) as caught, engine.begin() as connection:
        connection.execute(text(sql))
    return str(caught.value.orig)


@pytest.mark.parametrize("table", GUARDED)
def test_a_change_is_refused(table: str, engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 3)

    assert f"{table} is append-only" in refused(engine, f"UPDATE {table} SET {CHANGED[table]}")  # noqa: S608
    assert faults(engine) == []


@pytest.mark.parametrize("table", GUARDED)
def test_a_deletion_is_refused(table: str, engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 3)
    before = count(engine, text(table))

    assert f"{table} is append-only" in refused(engine, f"DELETE FROM {table}")  # noqa: S608
    assert count(engine, text(table)) == before > 0
    assert faults(engine) == []


@pytest.mark.parametrize("table", GUARDED)
def test_emptying_is_refused(table: str, engine: Engine, database_url: str) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    sealed(engine, database_url, 3)

    assert f"{table} is append-only" in refused(engine, f"TRUNCATE {table} CASCADE")
    assert faults(engine) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("table", GUARDED)
def test_a_replacement_is_refused(table: str, engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 3)

    replaced = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608
    assert f"{table} is append-only" in refused(engine, replaced)
    assert faults(engine) == []
