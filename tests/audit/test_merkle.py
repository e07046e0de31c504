"""Whether roots and proofs are those of RFC 6962, for every size up to 200, and whether forged proofs fail."""

from functools import cache

import pytest

from exchange.audit import merkle, witness
from exchange.audit.merkle import Nodes
from tests.audit import reference

LARGEST = 200
ENTRIES = tuple(number.to_bytes(2, "big") * (number % 7) for number in range(LARGEST))
VECTORS = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
"""The leaves that the implementations of Certificate Transparency test with, and the roots of the first 1 to 8."""
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Stored:
    """A tree's nodes, and how many of them were read."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes, self.reads = nodes, 0

    def __call__(self, level: int, position: int) -> bytes:
        self.reads += 1
        return self.nodes[level, position]


def tree(entries: tuple[bytes, ...], step: int) -> Stored:
    """Append entries, some at a time."""
    stored = Stored({})
    for start in range(0, len(entries), step):
        leaves = [merkle.leaf_hash(one) for one in entries[start : start + step]]
        stored.nodes.update(merkle.appended(stored, start, leaves))
    return stored


@cache
def whole() -> Stored:
    """The tree of all entries."""
    return tree(ENTRIES, LARGEST)


@cache
def root(size: int) -> bytes:
    """The RFC's root of a size."""
    return reference.mth(ENTRIES[:size])


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_known_ones(size: int) -> None:
    stored = tree(tuple(bytes.fromhex(one) for one in VECTORS), 8)

    assert merkle.root(stored, size).hex() == ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert merkle.root(Stored({}), 0).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("step", [1, 2, 3, 7, 64, 199])
def test_the_nodes_do_not_depend_on_how_many_are_appended_at_once(step: int) -> None:
    assert tree(ENTRIES, step).nodes == whole().nodes


def test_appending_reads_a_node_a_level_at_most() -> None:
    stored = Stored(whole().nodes)

    merkle.appended(stored, 127, [b"leaf"])

    assert stored.reads == 7


def test_roots_of_every_size_are_those_of_the_definition() -> None:
    assert [merkle.root(whole(), size) for size in range(LARGEST + 1)] == [root(size) for size in range(LARGEST + 1)]


def test_inclusion_proofs_of_every_leaf_and_size_are_those_of_the_definition_and_hold() -> None:
    for size in range(1, LARGEST + 1):
        for position in range(size):
            path = merkle.inclusion(whole(), position, size)
            assert path == reference.path(position, ENTRIES[:size])
            assert witness.includes(merkle.leaf_hash(ENTRIES[position]), position, size, path, root(size))


def test_consistency_proofs_of_every_pair_are_those_of_the_definition_and_hold() -> None:
    for second in range(1, LARGEST + 1):
        for first in range(1, second + 1):
            path = merkle.consistency(whole(), first, second)
            assert path == reference.proof(first, ENTRIES[:second])
            assert witness.extends(first, second, root(first), root(second), path)


def test_proofs_of_a_large_tree_read_few_nodes() -> None:
    size = (1 << 20) - 1
    reads: list[tuple[int, int]] = []

    def read(level: int, position: int) -> bytes:
        reads.append((level, position))
        return b""

    merkle.inclusion(read, 1, size)
    assert len(reads) <= 2 * 20
    reads.clear()
    merkle.consistency(read, 77, size)
    assert len(reads) <= 2 * 20


@pytest.mark.parametrize(("position", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_beyond_the_tree_has_no_proof(position: int, size: int) -> None:
    with pytest.raises(ValueError, match="no position"):
        merkle.inclusion(whole(), position, size)


@pytest.mark.parametrize(("first", "second"), [(0, 3), (4, 3), (-1, 3)])
def test_a_larger_or_empty_tree_has_no_consistency_proof(first: int, second: int) -> None:
    with pytest.raises(ValueError, match="no proof"):
        merkle.consistency(whole(), first, second)


def test_a_forged_inclusion_fails() -> None:
    leaf, path = merkle.leaf_hash(ENTRIES[5]), merkle.inclusion(whole(), 5, 13)

    assert witness.includes(leaf, 5, 13, path, root(13))
    assert not witness.includes(merkle.leaf_hash(ENTRIES[6]), 5, 13, path, root(13))
    assert not witness.includes(leaf, 4, 13, path, root(13))
    assert not witness.includes(leaf, 5, 13, path, root(12))
    assert not witness.includes(leaf, 5, 13, path[:-1], root(13))
    assert not witness.includes(leaf, 5, 13, [*path, path[0]], root(13))
    assert not witness.includes(leaf, 13, 13, path, root(13))
    for place in range(len(path)):
        assert not witness.includes(leaf, 5, 13, [*path[:place], b"x" * 32, *path[place + 1 :]], root(13))


@pytest.mark.parametrize("first", [5, 8])
def test_a_forged_extension_fails(first: int) -> None:
    path = merkle.consistency(whole(), first, 13)

    assert witness.extends(first, 13, root(first), root(13), path)
    assert not witness.extends(first, 13, root(first + 1), root(13), path)
    assert not witness.extends(first, 13, root(first), root(12), path)
    assert not witness.extends(first, 13, root(first), root(13), path[:-1])
    assert not witness.extends(first, 13, root(first), root(13), [*path, path[0]])
    assert not witness.extends(first, 13, root(first), root(13), [])
    assert not witness.extends(0, 13, root(0), root(13), path)
    for place in range(len(path)):
        assert not witness.extends(first, 13, root(first), root(13), [*path[:place], b"x" * 32, *path[place + 1 :]])


def test_a_tree_extends_itself_without_a_path_only() -> None:
    assert witness.extends(13, 13, root(13), root(13), [])
    assert not witness.extends(13, 13, root(13), root(12), [])
    assert not witness.extends(13, 13, root(13), root(13), [root(1)])
