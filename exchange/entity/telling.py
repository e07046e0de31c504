"""What a batch of the registry tells the feed: one statement behind all others, however many entities it concerns."""

from datetime import datetime

from sqlalchemy import Connection, Table, case, func, insert, literal, literal_column, null, select, text, true

from exchange.entity.among import among, codes
from exchange.entity.model import Entity
from exchange.feed.model import EventType, FeedEvent
from exchange.feed.publishing import raised

ID = "ent_"
"""What an entity's id begins with, before its USCC."""
FEW = 10_000
"""Up to so many entities are found by their keys; for more, all of the register is looked through."""
_ENTITY: Table = Entity.__table__  # type: ignore[assignment]
_EVENT: Table = FeedEvent.__table__  # type: ignore[assignment]


class Concerned:
    """Which entities a batch registers or changes: how many, and while they are few, which."""

    def __init__(self) -> None:
        self.count = 0
        self.usccs: list[str] = []

    def add(self, usccs: list[str]) -> None:
        """Count further entities; none of them comes twice."""
        self.count += len(usccs)
        if self.count <= FEW:
            self.usccs += usccs
        else:
            self.usccs.clear()


def publish(connection: Connection, concerned: Concerned, submission: int, now: datetime) -> None:
    """Publish that they were registered or changed: the batch's last statement.

    Their order is the one in which the database finds them: sorting them would cost as much as writing them.
    """
    if not concerned.count:
        return
    before = raised(connection, concerned.count) - concerned.count
    entity = _ENTITY.c
    is_new = entity.first_seen_at == entity.known_from
    place = literal(before) + func.row_number().over()
    rows = select(
        place,
        literal(now, _EVENT.c.at.type),
        case((is_new, EventType.ENTITY_REGISTERED.value), else_=EventType.ENTITY_CHANGED.value),
        literal_column(f"'{ID}'").concat(entity.uscc),
        entity.uscc,
        true(),
        null(),
    ).where(entity.submission_id == submission)
    few = concerned.count <= FEW
    if not few and connection.dialect.name == "postgresql":
        # The ingest has forbidden what is right here; at the price that is put on it, it would be compiled, too.
        connection.execute(text("SET LOCAL enable_seqscan = on"))
        connection.execute(text("SET LOCAL jit = off"))
    found = rows.where(among(connection)) if few else rows
    statement = insert(_EVENT).from_select([column.name for column in _EVENT.columns], found)
    counted = statement.execution_options(preserve_rowcount=True)
    done = connection.execute(counted, codes(connection, concerned.usccs) if few else {})
    if done.rowcount != concerned.count:
        raise RuntimeError(f"{concerned.count} entities were written, but {done.rowcount} are there to tell of.")
