"""Whether the proofs that the exchange hands out convince one who has only the heads."""

import pytest
from sqlalchemy import Engine

from exchange.audit import proof, witness
from exchange.audit.proof import Head
from exchange.audit.refusal import UnknownEntry, UnknownSize
from tests.audit.log import access, sealed, write


def raw(hashes: list[str]) -> list[bytes]:
    return [bytes.fromhex(one) for one in hashes]


def root(head: Head) -> bytes:
    return bytes.fromhex(head.root)


def test_every_entry_is_proved_under_every_head(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 25, limit=9)

    with engine.connect() as connection:
        for size in (9, 18, 25):
            head = proof.head(connection, size)
            for position, one in enumerate(entries[:size]):
                given = proof.inclusion(connection, one.id, size)
                leaf, path = bytes.fromhex(given.leaf_hash), raw(given.path)
                assert given[1:3] == (position, size)
                assert witness.includes(leaf, position, size, path, root(head))


def test_without_a_size_the_youngest_head_is_meant(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 25, limit=9)

    with engine.connect() as connection:
        assert proof.head(connection).size == 25
        assert proof.inclusion(connection, entries[3].id).size == 25
        assert proof.consistency(connection, 9).second == 25


def test_each_head_is_proved_to_extend_the_ones_before(engine: Engine, database_url: str) -> None:
    sealed(engine, database_url, 25, limit=9)

    with engine.connect() as connection:
        heads = [proof.head(connection, size) for size in (9, 18, 25)]
        for first, second in [(0, 1), (0, 2), (1, 2), (2, 2)]:
            old, new = heads[first], heads[second]
            given = proof.consistency(connection, old.size, new.size)
            assert given[:2] == (old.size, new.size)
            assert witness.extends(old.size, new.size, root(old), root(new), raw(given.path))


def test_an_unknown_or_waiting_entry_has_no_proof(engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 5)
    waiting = access(9)
    write(database_url, [waiting])

    with engine.connect() as connection:
        for unknown in ("nobody", waiting.id):
            with pytest.raises(UnknownEntry, match=unknown) as refused:
                proof.inclusion(connection, unknown)
            assert refused.value.code == "UNKNOWN_ENTRY"
        with pytest.raises(UnknownEntry):
            proof.inclusion(connection, entries[4].id, 4)


@pytest.mark.parametrize("size", [-1, 0, 6, 1 << 40])
def test_a_size_that_the_tree_has_not_been_of_is_refused(size: int, engine: Engine, database_url: str) -> None:
    entries = sealed(engine, database_url, 5)

    with engine.connect() as connection:
        for ask in (
            lambda: proof.head(connection, size),
            lambda: proof.inclusion(connection, entries[0].id, size),
            lambda: proof.consistency(connection, 1, size),
            lambda: proof.consistency(connection, size),
        ):
            with pytest.raises(UnknownSize, match=str(size)) as refused:
                ask()
            assert refused.value.code == "UNKNOWN_SIZE"


def test_an_empty_log_has_no_head(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(UnknownSize, match="No tree head is signed yet"):
        proof.head(connection)
