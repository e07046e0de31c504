"""Whether an entry is in force at an instant, and what its state then reads: time ends an entry without a job."""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, literal, or_

from exchange.listing.state import ListState


def in_force(entry: Any, instant: Any, day: Any) -> ColumnElement[bool]:
    """Return the condition under which an entry's row was in force at an instant; `day` is its day in Asia/Shanghai.

    It takes what the exchange said at the instant: an entry delisted afterwards was in force. An extension doesn't
    change the past, for nothing that is over can be extended.
    """
    return and_(
        entry.listed_at <= instant,
        or_(entry.delisted_at.is_(None), entry.delisted_at > instant),
        entry.valid_from <= day,
        or_(entry.valid_until.is_(None), entry.valid_until >= day),
    )


def is_over(entry: Any, today: Any) -> ColumnElement[bool]:
    """Return the condition under which a listed entry's days are over; null dates make it null, which is not true."""
    return and_(entry.listed_at.is_not(None), entry.valid_until < today)


def state_of(entry: Any, today: Any) -> ColumnElement[str]:
    """Return an entry's state today: DELISTED also where its days are over."""
    return case((is_over(entry, today), literal(ListState.DELISTED.value)), else_=entry.state)
