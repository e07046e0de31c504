"""The tree as the database has it: its nodes, how far it goes, its signed heads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, func, select, tuple_
from sqlalchemy.orm import Session

from exchange.audit.merkle import Nodes, Read
from exchange.audit.model import AccessLeaf, TreeHead, TreeNode

Reading = Connection | Session
T = TypeVar("T")
_NODE = tuple_(TreeNode.level, TreeNode.position)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Session]:
    """Open a session that sees one state of the database, whatever is written meanwhile, and that holds nobody up."""
    options: dict[str, Any] = {"read_only": True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with Session(engine.execution_options(**options)) as session:
        yield session


def size(reading: Reading) -> int:
    """Return the number of leaves."""
    last = reading.scalar(select(func.max(AccessLeaf.position)))
    return 0 if last is None else int(last) + 1


def signed(reading: Reading) -> int:
    """Return the size of the youngest signed head, 0 before the first."""
    return int(reading.scalar(select(func.max(TreeHead.size))) or 0)


def computed(reading: Reading, compute: Callable[[Read], T]) -> T:
    """Compute something from nodes that one statement reads: a first run only tells which ones it takes."""
    wanted: list[tuple[int, int]] = []

    def noted(level: int, position: int) -> bytes:
        wanted.append((level, position))
        return b""

    compute(noted)
    nodes = _nodes(reading, wanted)
    return compute(lambda level, position: nodes[level, position])


def _nodes(reading: Reading, wanted: list[tuple[int, int]]) -> Nodes:
    statement = select(TreeNode.level, TreeNode.position, TreeNode.hash).where(_NODE.in_(wanted))
    return {(level, position): bytes.fromhex(hash_) for level, position, hash_ in reading.execute(statement)}
