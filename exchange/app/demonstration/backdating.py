"""When the exchange is said to have learnt of a batch: on past days, so that `knownAt` has something to tell."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from exchange.entity.model import Entity, EntityVersion
from exchange.submission.model import Submission

_SUBMISSION: Any = Submission.__table__
_INSTANTS: tuple[Any, ...] = (
    Entity.__table__.c.known_from,
    Entity.__table__.c.first_seen_at,
    Entity.__table__.c.last_seen_at,
    EntityVersion.__table__.c.known_from,
    EntityVersion.__table__.c.known_to,
    _SUBMISSION.c.received_at,
)
"""Where ingest writes the one instant of a batch."""


def backdate(connection: Connection, supplier: str, number: str, told: datetime) -> None:
    """Move a batch to the instant `told`, in the caller's transaction; done before, it changes nothing."""
    same = (_SUBMISSION.c.supplier_code == supplier) & (_SUBMISSION.c.batch == number)
    taken = connection.execute(select(_SUBMISSION.c.received_at).where(same)).scalar_one()
    if taken == told:
        return
    for column in _INSTANTS:
        connection.execute(update(column.table).where(column == taken).values({column: told}))
