# ruff: noqa: S608 - the statements of a forger, made of the words of this file
"""Whether a change of the log is found, and where: by one who can switch the database's own guards off."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert, text

from exchange.app.tree_head import said, sign
from exchange.audit import merkle, sealer
from exchange.audit.entry import Entry, leaf
from exchange.audit.fault import Fault
from exchange.audit.model import AccessEntry
from exchange.audit.stored import snapshot
from exchange.audit.verify import extent, verify
from tests.audit.log import access, faults, sealed, unguarded, write

MANY = 10_000
ALTERED = {
    "at": "'2020-01-01T00:00:00.000000Z'",
    "request_id": "'another'",
    "client_id": "'another'",
    "institution_code": "'ANOTHER'",
    "user_id": "'somebody'",
    "uscc": "'91441300MA4YYYYY99'",
    "purpose": "'ANOTHER'",
    "basis": "'COURT'",
    "consent_id": "'c1'",
    "agreement_id": "NULL",
    "operation": "operation || ' '",
    "policies": "''",
    "row_count": "row_count + 1",
    "outcome": "'REFUSED'",
}


def alter(connection: Connection, sql: str, **values: Any) -> None:
    """Change something as a forger."""
    assert connection.execute(text(sql), values).rowcount == 1


def found(engine: Engine) -> list[tuple[str, str | None, int | None]]:
    """Verify the log; return kind, entry and position of each fault."""
    return [(str(one.kind), one.entry_id, one.position) for one in faults(engine)]


def hashed(engine: Engine, one: Entry, **changed: Any) -> str:
    """Return the leaf hash of an entry with changed columns, as a careful forger computes it."""
    values = one._asdict() | {"at": one.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")} | changed
    return leaf(list(values.values())).hex()


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


def insert_row(engine: Engine, one: Entry) -> None:
    """Insert an entry's row alone."""
    with engine.begin() as connection:
        connection.execute(insert(AccessEntry).values(**one._asdict()))


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


def test_an_altered_record_with_a_forged_leaf_hash_is_found_above_it(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 20)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE access_entry SET row_count = 999999 WHERE id = :id", id=entries[7].id)
        forged = hashed(engine, entries[7], row_count=999_999)
        alter(connection, "UPDATE tree_node SET hash = :h WHERE level = 0 AND position = 7", h=forged)

    assert found(engine) == [("NODE_ALTERED", None, 6)]
    assert "positions 6 to 7 (level 1)" in faults(engine)[0].message


def test_a_whole_forged_tree_is_found_by_every_signed_head_over_it(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 20, limit=6)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE access_entry SET row_count = 999999 WHERE id = :id", id=entries[7].id)
        leaves = [bytes.fromhex(hashed(engine, one)) for one in entries]
        leaves[7] = bytes.fromhex(hashed(engine, entries[7], row_count=999_999))
        for (level, position), hash_ in merkle.appended(lambda _level, _position: b"", 0, leaves).items():
            where = "WHERE level = :l AND position = :p"
            alter(connection, f"UPDATE tree_node SET hash = :h {where}", h=hash_.hex(), l=level, p=position)

    assert found(engine) == [("HEAD_ROOT", None, 12), ("HEAD_ROOT", None, 18), ("HEAD_ROOT", None, 20)]
    assert "the entries from position 6 to 11" in faults(engine)[0].message


def test_an_altered_node_is_named(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 32)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE tree_node SET hash = 'no hash' WHERE level = 3 AND position = 1")

    assert found(engine) == [("NODE_ALTERED", None, 8), ("NODE_ALTERED", None, 0)]


@pytest.mark.parametrize(("level", "position", "first"), [(0, 5, 5), (2, 3, 12), (5, 0, 0)])
def test_a_deleted_node_is_named(level: int, position: int, first: int, engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 32)

    with unguarded(engine) as connection:
        alter(connection, f"DELETE FROM tree_node WHERE level = {level} AND position = {position}")

    assert [one[0::2] for one in found(engine)] == [("NODE_MISSING", first)]


@pytest.mark.parametrize(("level", "position"), [(1, 10), (5, 0), (63, 0), (-1, 0), (70, 1 << 40), (3, -1)])
def test_a_node_beyond_the_tree_is_named(level: int, position: int, engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 20)

    with engine.begin() as connection:
        alter(connection, "INSERT INTO tree_node VALUES (:l, :p, 'ff')", l=level, p=position)

    assert found(engine) == [("NODE_STRAY", None, position)]


def test_a_leaf_put_behind_the_last_one_is_found(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 20)

    with engine.begin() as connection:
        alter(connection, "INSERT INTO tree_node VALUES (0, 20, 'ff')")

    assert found(engine) == [("LEAF_MISSING", None, 20), ("HEAD_MISSING", None, 20)]


def test_a_replaced_row_is_found(engine: Engine, database_url: str) -> None:
    if engine.dialect.name == "postgresql":
        pytest.skip("PostgreSQL can't replace a row without an UPDATE")
    entries = sealed(engine, database_url, 20)

    names = ", ".join(Entry._fields)
    values = names.replace("purpose", "'ANOTHER'")
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        replaced = f"INSERT OR REPLACE INTO access_entry ({names}) SELECT {values} FROM access_entry WHERE id = :id"
        alter(connection, replaced, id=entries[4].id)

    assert found(engine) == [("ENTRY_ALTERED", entries[4].id, 4)]


def test_a_replaced_head_is_found(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 20, limit=10)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE tree_head SET root = :root WHERE size = 10", root="0" * 64)

    assert found(engine) == [("HEAD_ROOT", None, 10), ("HEAD_FORGED", None, 10)]


def test_a_head_with_another_ones_signature_is_found(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 20, limit=10)

    with unguarded(engine) as connection:
        other = "(SELECT jws FROM tree_head WHERE size = 20)"
        alter(connection, f"UPDATE tree_head SET jws = {other} WHERE size = 10")

    assert found(engine) == [("HEAD_FORGED", None, 10)]


@pytest.mark.parametrize("jws", ["", "a.b.c", "eyJhbGciOiJub25lIn0.e30."])
def test_a_head_without_the_exchanges_signature_is_found(jws: str, engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 5)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE tree_head SET jws = :jws", jws=jws)

    assert found(engine) == [("HEAD_FORGED", None, 5)]


def test_a_backdated_head_is_found(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 5)

    with unguarded(engine) as connection:
        alter(connection, "UPDATE tree_head SET signed_at = '2020-01-01T00:00:00.000000Z'")

    assert found(engine) == [("HEAD_FORGED", None, 5)]


def test_a_missing_last_head_is_found(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 20, limit=10)

    with unguarded(engine) as connection:
        alter(connection, "DELETE FROM tree_head WHERE size = 20")

    assert found(engine) == [("HEAD_MISSING", None, 10)]


def test_a_log_cut_off_below_its_heads_is_found(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 20, limit=10)

    with unguarded(engine) as connection:
        cut = "SELECT entry_id FROM access_leaf WHERE position >= 10"
        connection.execute(text(f"DELETE FROM access_entry WHERE id IN ({cut})"))
        connection.execute(text("DELETE FROM access_leaf WHERE position >= 10"))
        connection.execute(text("DELETE FROM tree_node WHERE (position + 1) * power(2, level) > 10"))

    assert found(engine) == [("HEAD_ROOT", None, 20)]


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
