"""Whether the one migration history makes the tables that the models declare, on both databases, and back."""

from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from exchange.db import migration
from migrations.tables import COMPARISON, MODELS, metadata
from tests.architecture.tree import modules


def test_migrations_make_what_the_models_declare(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={**COMPARISON, "target_metadata": metadata})
        differences = compare_metadata(context, metadata)
        tables = set(inspect(connection).get_table_names())

    assert differences == []
    assert len(metadata.tables) >= 15
    assert set(metadata.tables) <= tables


def test_a_table_without_a_migration_is_noticed(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE entity_gram"))
        context = MigrationContext.configure(connection, opts={**COMPARISON, "target_metadata": metadata})
        differences: list[Any] = compare_metadata(context, metadata)

    assert ("add_table", "entity_gram") in [(difference[0], str(difference[1])) for difference in differences]


def test_down_to_nothing_and_up_again(engine: Engine) -> None:
    before = _columns(engine)

    assert migration.current(engine) == migration.head()
    assert migration.upgrade(engine) == []
    undone = migration.downgrade(engine)
    assert migration.current(engine) is None
    assert list(_columns(engine)) == ["alembic_version"]
    assert migration.upgrade(engine) == undone[::-1]
    assert _columns(engine) == before


def test_codes_are_ordered_by_code_point(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO institution VALUES ('a', 'b', 'BANK'), ('B', 'a', 'BANK')"))
        codes = connection.scalars(text("SELECT code FROM institution ORDER BY code")).all()
        names = connection.scalars(text("SELECT name FROM institution ORDER BY name")).all()

    assert codes == ["B", "a"]
    assert names == ["a", "b"]


def test_a_revision_that_this_version_does_not_know_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))

    with pytest.raises(migration.MigrationRefused, match="'v9999'"):
        migration.upgrade(engine)


def test_a_migration_that_fails_leaves_nothing(engine: Engine) -> None:
    def make_it_twice() -> None:
        with migration.exclusive(engine) as connection:
            for _ in range(2):
                connection.execute(text("CREATE TABLE half (id INTEGER)"))

    with pytest.raises(DBAPIError, match="half"):
        make_it_twice()

    assert "half" not in inspect(engine).get_table_names()


def test_a_migration_that_orphans_rows_is_refused(engine: Engine) -> None:
    with pytest.raises((migration.MigrationRefused, IntegrityError)), migration.exclusive(engine) as connection:
        connection.execute(text("DELETE FROM region WHERE parent_code IS NULL"))

    with engine.connect() as connection:
        assert _foreign_keys_are_on(connection)
        assert connection.scalar(text("SELECT count(*) FROM region WHERE parent_code IS NULL")) > 0


def _columns(engine: Engine) -> dict[str, list[str]]:
    found = inspect(engine)
    return {table: [column["name"] for column in found.get_columns(table)] for table in found.get_table_names()}


def _foreign_keys_are_on(connection: Connection) -> bool:
    if connection.dialect.name == "postgresql":
        return True
    return connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_every_model_module_is_known_to_the_migrations() -> None:
    declared = {path.with_suffix("").as_posix().replace("/", ".") for path in modules() if path.name == "model.py"}

    assert {module.__name__ for module in MODELS} == declared


def test_migrations_index_the_rows_that_the_models_say(engine: Engine) -> None:
    option = f"{engine.dialect.name}_where"
    declared = {
        str(index.name): str(where)
        for table in metadata.tables.values()
        for index in table.indexes
        if (where := index.dialect_options[engine.dialect.name]["where"]) is not None
    }
    stored = {
        str(index["name"]): str(where).replace("::text", "").strip("()")
        for indexes in inspect(engine).get_multi_indexes().values()
        for index in indexes
        if (where := index.get("dialect_options", {}).get(option)) is not None
    }

    assert declared
    assert stored == declared
