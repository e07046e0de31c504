"""Writes events to the outbox within the transaction of what they tell of."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, text, update

from exchange import clock
from exchange.feed.model import EventType, FeedEvent, FeedHead

CHANNEL = "exchange_feed"
"""What PostgreSQL's listeners listen to; the payload is the new head."""


class Event(NamedTuple):
    """What happened to which object. `uscc` is the enterprise concerned, `institution_code` whom else it is for."""

    type: EventType
    object_id: str
    uscc: str | None = None
    is_public: bool = False
    institution_code: str | None = None


def publish(connection: Connection, events: Sequence[Event]) -> None:
    """Give events their positions, as the last thing that a transaction does: others wait for it from here on."""
    if not events:
        return
    last = raised(connection, len(events))
    now = clock.now()
    first = last - len(events) + 1
    rows = [{"position": first + at, "at": now, **event._asdict()} for at, event in enumerate(events)]
    connection.execute(insert(FeedEvent), rows)


def raised(connection: Connection, count: int) -> int:
    """Take `count` positions and return the last; listeners hear of it when the transaction commits."""
    taken = update(FeedHead).values(position=FeedHead.position + count).returning(FeedHead.position)
    last = connection.execute(taken).scalar_one()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify(:channel, :head)"), {"channel": CHANNEL, "head": str(last)})
    return int(last)
