"""Writes events to the outbox within the transaction of what they tell of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, insert, literal, select, update

from exchange import clock
from exchange.feed.model import EventType, FeedEvent, FeedHead

_NAMES = ("position", "at", "type", "object_id", "uscc", "is_public", "institution_code")


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


def publish_rows(connection: Connection, rows: Select[*tuple[Any, ...]], now: datetime) -> None:
    """Publish what a statement tells of, however much that is: type, id, uscc, is public, institution, place.

    Events are in the order of the last column. As `publish`, it is among the last things that a transaction does.
    """
    counted = rows.subquery()
    count = connection.execute(select(func.count()).select_from(counted)).scalar_one()
    if not count:
        return
    before = raised(connection, count) - count
    type_, id_, uscc, public, institution, order = counted.c
    place = literal(before) + func.row_number().over(order_by=order)
    values = select(place, literal(now, FeedEvent.at.type), type_, id_, uscc, public, institution)
    connection.execute(insert(FeedEvent).from_select(_NAMES, values))


def raised(connection: Connection, count: int) -> int:
    """Take `count` positions and return the last; who listens hears of it when the transaction commits.

    That it does, a trigger of the database sees to: whoever publishes, also by a statement of its own.
    """
    taken = update(FeedHead).values(position=FeedHead.position + count).returning(FeedHead.position)
    return int(connection.execute(taken).scalar_one())
