"""Days and instants that a caller asks about, as of when things are shown, and the days that stand for unknown ones."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, NamedTuple

from auth.door import NOW, TODAY
from exchange import clock
from exchange.errors import ExchangeError
from resolvers.binding import Parsed
from resolvers.paging import BadPage
from schema.arguments import argument

SKEW = timedelta(minutes=1)
"""How far a caller's clock may be ahead."""


class NotYet(ExchangeError):
    """A day or an instant in the future: nobody can say what will be stated then."""

    code = "IN_THE_FUTURE"


FIRST_DAY, LAST_DAY = date(1, 1, 2), date(9999, 12, 30)
"""Stand for unknown days in orders. Not the very first and last: asyncpg takes those for infinity."""


def past_day(day: date) -> Parsed:
    """Take a day up to today."""
    if day > clock.today():
        raise NotYet(f"asOf {day} lies in the future: ask for a day up to today, or leave it out.")
    return Parsed(parts={"value": day})


def past_instant(instant: datetime) -> Parsed:
    """Take an instant up to now."""
    if instant > clock.now() + SKEW:
        raise NotYet(f"{instant.isoformat()} lies in the future: ask for a past instant, or leave it out.")
    return Parsed(parts={"value": instant}, exact=True)


class Moment(NamedTuple):
    """An instant and its day in Asia/Shanghai, as SQL."""

    instant: Any
    day: Any


def _day(day: date) -> Parsed:
    past_day(day)
    end = datetime.combine(day + timedelta(days=1), time(), clock.LOCAL) - timedelta(microseconds=1)
    return Parsed(parts={"instant": min(end, clock.now()), "day": day}, exact=True)


def _instant(instant: datetime) -> Parsed:
    past_instant(instant)
    return Parsed(parts={"instant": instant, "day": instant.astimezone(clock.LOCAL).date()}, exact=True)


AsOf = Annotated[date | None, argument("What was in force on this day, as known at its end; now when left out.", _day)]
At = Annotated[
    datetime | None, argument("What was in force at this instant, as known then; not with `asOf`.", _instant)
]


def moment(as_of: Any, at: Any) -> Moment:
    """Return as of when to show something. Raises BadPage where two moments are named."""
    if as_of is not None and at is not None:
        raise BadPage("Pass asOf or at, not both: each names a moment.")
    asked = as_of if as_of is not None else at
    return Moment(NOW, TODAY) if asked is None else Moment(asked.instant, asked.day)
