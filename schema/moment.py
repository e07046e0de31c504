"""Days and instants that a caller asks about, and the days that stand for unknown ones."""

from datetime import date, datetime, timedelta

from exchange import clock
from exchange.errors import ExchangeError
from resolvers.binding import Parsed

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
        raise NotYet(f"knownAt {instant.isoformat()} lies in the future: ask for a past instant, or leave it out.")
    return Parsed(parts={"value": instant})
