# ruff: noqa: S608 - the statements of a forger, made of the words of this file
"""Whether a changed, deleted or slipped-in record is found, and which one it is."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from exchange.app.tree_head import said, sign
from exchange.audit import sealer
from exchange.audit.entry import Entry
from exchange.audit.fault import Fault
from exchange.audit.stored import snapshot
from exchange.audit.verify import extent, verify
from tests.audit.forger import alter, found, insert_row
from tests.audit.log import access, sealed, unguarded, write

MANY = 10_000
ALTERED = {
    "at": "'2020-01-01T00:00:00.000000Z'",
    "request_id": "'another'",
    "client_id": "'another'",
    "institution_code": "'ANOTHER'",
    "user_id": "'somebody'",
    "uscc": "'91990000MA4YYYYY99'",
    "purpose": "'ANOTHER'",
    "basis": "'COURT'",
    "consent_id": "'c1'",
    "agreement_id": "NULL",
    "operation": "operation || ' '",
    "policies": "''",
    "row_count": "row_count + 1",
    "outcome": "'REFUSED'",
}


def test_one_altered_record_of_ten_thousand_is_found(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, MANY)
    assert found(engine) == []

    with unguarded(engine) as connection:
        alter(connection, "UPDATE access_entry SET row_count = 999999 WHERE id = :id", id=entries[6_789].id)

    assert found(engine) == [("ENTRY_ALTERED", entries[6_789].id, 6_789)]


def test_a_change_of_any_column_is_found(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 2 * len(ALTERED))

    with unguarded(engine) as connection:
        for position, (column, value) in enumerate(ALTERED.items()):
            statement = f"UPDATE access_entry SET {column} = {value} WHERE id = :id"
            alter(connection, statement, id=entries[2 * position].id)

    altered = [(entries[2 * position].id, 2 * position) for position in range(len(ALTERED))]
    assert found(engine) == [("ENTRY_ALTERED", *one) for one in altered]


def test_a_record_under_another_id_is_found(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 5)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE access_entry SET id = 'another' WHERE id = :id", id=entries[3].id)

    assert found(engine) == [("ENTRY_MISSING", entries[3].id, 3), ("ENTRY_UNSEALED", "another", None)]


def test_a_value_of_a_type_that_only_sqlite_stores_is_found(engine: Engine, database_url: str) -> None:
    if engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL's columns have one type")
    entries = sealed(engine, database_url, 5)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE access_entry SET row_count = x'00' WHERE id = :id", id=entries[3].id)
        alter(connection, "UPDATE access_entry SET at = 'never' WHERE id = :id", id=entries[4].id)

    assert found(engine) == [("ENTRY_ALTERED", entries[3].id, 3), ("ENTRY_ALTERED", entries[4].id, 4)]


def test_an_instant_without_end_is_found(engine: Engine, database_url: str) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite's instants are text")
    entries = sealed(engine, database_url, 5)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE access_entry SET at = 'infinity' WHERE id = :id", id=entries[3].id)

    assert found(engine) == [("ENTRY_ALTERED", entries[3].id, 3)]


def test_an_entry_that_was_put_in_another_place_is_two_faults(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 20)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE access_leaf SET position = -1 WHERE position = 3")
        alter(connection, "UPDATE access_leaf SET position = 3 WHERE position = 9")
        alter(connection, "UPDATE access_leaf SET position = 9 WHERE position = -1")

    assert found(engine) == [("ENTRY_ALTERED", entries[9].id, 3), ("ENTRY_ALTERED", entries[3].id, 9)]


def test_a_deleted_record_is_named(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 20)

    with unguarded(engine) as connection:
        alter(connection, "DELETE FROM access_entry WHERE id = :id", id=entries[7].id)

    assert found(engine) == [("ENTRY_MISSING", entries[7].id, 7)]


def test_a_record_deleted_with_its_leaf_leaves_a_gap(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 20)

    with unguarded(engine) as connection:
        alter(connection, "DELETE FROM access_entry WHERE id = :id", id=entries[7].id)
        alter(connection, "DELETE FROM access_leaf WHERE position = 7")

    assert found(engine) == [("LEAF_MISSING", None, 7)]


def test_a_record_without_a_leaf_is_named(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 20)

    with unguarded(engine) as connection:
        alter(connection, "DELETE FROM access_leaf WHERE position = 7")

    assert found(engine) == [("LEAF_MISSING", None, 7), ("ENTRY_UNSEALED", entries[7].id, None)]


def test_a_record_slipped_in_is_named(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 20)
    slipped = access(99)

    insert_row(engine, slipped)

    assert found(engine) == [("ENTRY_UNSEALED", slipped.id, None)]


def test_a_replaced_row_is_found(engine: Engine, database_url: str) -> None:
    if engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL can't replace a row without an UPDATE")
    entries = sealed(engine, database_url, 20)

    names = ", ".join(Entry._fields)
    values = names.replace("purpose", "'ANOTHER'")
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER access_entry_no_replace")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        replaced = f"INSERT OR REPLACE INTO access_entry ({names}) SELECT {values} FROM access_entry WHERE id = :id"
        alter(connection, replaced, id=entries[4].id)

    assert found(engine) == [("ENTRY_ALTERED", entries[4].id, 4)]


def test_an_entry_that_waits_is_no_fault_until_it_is_overdue(engine: Engine, database_url: str) -> None:
    waiting = access(1)
    write(database_url, [waiting])
    assert found(engine) == []

    with snapshot(engine) as session:
        late: list[Fault] = list(verify(session, said, overdue=timedelta()))

    assert [(one.kind, one.entry_id) for one in late] == [("PENDING_OVERDUE", waiting.id)]


def test_an_empty_log_is_as_it_was_written(engine: Engine) -> None:
    assert found(engine) == []


def test_a_log_longer_than_one_reading_is_compared_whole(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 4_097 + 4_096, limit=3_000)

    assert found(engine) == []
    with snapshot(engine) as session:
        assert extent(session) == (8_193, 8_193, 3)


def test_what_is_written_and_sealed_during_a_check_is_no_fault(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 50)

    with snapshot(engine) as session:
        check = verify(session, said)
        assert extent(session).entries == 50
        write(database_url, *([access(number)] for number in range(50)))
        sealer.seal_all(engine, sign)
        assert list(check) == []
