# ruff: noqa: S608 - the statements of a forger, made of the words of this file
"""Whether a changed tree or head is found, and where: who alters a record well also forges the hashes above it."""

import pytest
from sqlalchemy import Engine, text

from exchange.audit import merkle
from tests.audit.forger import alter, found, hashed
from tests.audit.log import faults, sealed, unguarded


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
