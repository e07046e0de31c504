"""Writes events to the outbox within the transaction of what they tell of."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, update

from exchange import clock
from exchange.feed.model import EventType, FeedEvent, FeedHead


class Event(NamedTuple):
    """What happened to which object. `uscc` is the enterprise concerned, `institution_code` whom else it is for."""

    type: EventType
    object_id: str
    uscc: str | None = None
    is_public: bool = False
    institution_code: str | None = None


def publish(connection: Connection, events: Sequence[Event]) -> None:
    """Give events their positions, as the last thing that a transaction does: others wait for it from here on.

    Who has a session says by exchange.feed.telling what happened, at any time, and need not think of the end.
    """
    if not events:
        return
    last = raised(connection, len(events))
    now = clock.now()
    first = last - len(events) + 1
    rows = [{"position": first + at, "at": now, **event._asdict()} for at, event in enumerate(events)]
    connection.execute(insert(FeedEvent), rows)


def raised(connection: Connection, count: int) -> int:
    """Take `count` positions and return the last; who listens hears of it when the transaction commits.

    That it does, a trigger of the database sees to: whoever publishes, also by a statement of its own.
    """
    taken = update(FeedHead).values(position=FeedHead.position + count).returning(FeedHead.position)
    return int(connection.execute(taken).scalar_one())
