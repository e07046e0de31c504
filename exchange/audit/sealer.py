"""Gives entries their leaves in the tree and signs its head, in rounds; one sealer at a time over all workers."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Engine,
    Row,
    Text,
    any_,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from exchange import clock
from exchange.audit import entry, merkle, stored
from exchange.audit.model import AccessEntry, AccessLeaf, AccessPending, TreeHead, TreeNode
from exchange.submission import bulk

Sign = Callable[[Session, dict[str, Any]], str]
"""Signs claims as a tree head with the exchange's own key; returns a compact JWS."""
ROUNDS = {"postgresql": 1000, "sqlite": 200}
"""Entries of one round. SQLite's other writers wait meanwhile, so its rounds are short."""
ADVISORY_LOCK = 7_382_002
"""PostgreSQL: whoever seals holds this lock."""


def seal(engine: Engine, sign: Sign, limit: int | None = None) -> int:
    """Seal the oldest entries that wait, one round of them at most, under a new head; return how many.

    0 where nothing waits, and where another worker is sealing.
    """
    # Looking first, without a writer's lock: mostly there is nothing to do.
    with Session(engine.execution_options(read_only=True)) as session:
        if not session.scalar(select(exists(select(AccessPending)))):
            return 0
    with Session(engine) as session, session.begin():
        rows = _oldest(session, limit or ROUNDS[engine.dialect.name]) if _alone(session) else []
        if rows:
            _append(session, rows, sign)
    return len(rows)


def seal_all(engine: Engine, sign: Sign) -> int:
    """Seal round by round until nothing waits; return how many entries."""
    sealed = 0
    while count := seal(engine, sign):
        sealed += count
    return sealed


def _alone(session: Session) -> bool:
    """Return whether no other sealer is at it. SQLite's transaction has begun as the only writer."""
    if session.get_bind().dialect.name == "sqlite":
        return True
    # Plans made while the log was short would read all of it later.
    session.execute(text("SET LOCAL enable_seqscan = off"))
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(ADVISORY_LOCK))))


def _oldest(session: Session, limit: int) -> Sequence[Row[Any]]:
    columns = entry.columns(session.get_bind().dialect.name)
    waiting = session.scalars(select(AccessPending.entry_id).order_by(AccessPending.entry_id).limit(limit)).all()
    # Two statements: a join of the two tables may be planned as a walk through the whole log.
    read = select(*columns).where(_among(session, AccessEntry.id, waiting)).order_by(AccessEntry.id)
    return session.execute(read).all()


def _among(session: Session, column: InstrumentedAttribute[str], ids: Sequence[str]) -> ColumnElement[bool]:
    """Return whether a column is one of many ids: on PostgreSQL as one parameter, which is faster to parse."""
    if session.get_bind().dialect.name == "sqlite":
        return column.in_(ids)
    return column == any_(literal(list(ids), ARRAY(Text)))


def _append(session: Session, rows: Sequence[Row[Any]], sign: Sign) -> None:
    ids = [row[0] for row in rows]
    leaves = [entry.leaf(row) for row in rows]
    start = stored.size(session)
    nodes = stored.computed(session, lambda read: merkle.appended(read, start, leaves))
    session.execute(delete(AccessPending).where(_among(session, AccessPending.entry_id, ids)))
    connection = session.connection()
    places = list(enumerate(ids, start))
    bulk.insert(connection, AccessLeaf.__table__, ("position", "entry_id"), places)  # type: ignore[arg-type]
    hashes = [(level, position, hash_.hex()) for (level, position), hash_ in nodes.items()]
    bulk.insert(connection, TreeNode.__table__, ("level", "position", "hash"), hashes)  # type: ignore[arg-type]
    _sign(session, start + len(ids), sign)


def _sign(session: Session, size: int, sign: Sign) -> None:
    root = stored.computed(session, lambda read: merkle.root(read, size)).hex()
    now = clock.now()
    jws = sign(session, claims(size, root, entry.written(now)))
    session.execute(insert(TreeHead).values(size=size, root=root, signed_at=now, jws=jws))


def claims(size: int, root: str, timestamp: str) -> dict[str, Any]:
    """Return what a signed tree head says."""
    return {"size": size, "root": root, "timestamp": timestamp}
