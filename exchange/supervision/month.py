"""Closed months: what happened in one is told when it is over, and then stays the same.

A month that still grows would tell, from one day to the next, of the one application that came in between.
"""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from exchange import clock
from exchange.supervision.refusal import SupervisionRefused

GRACE = timedelta(days=1)
"""How long after its last day a month is closed: what was under way at midnight is written down by then."""
MOST = 24
"""Months that are asked for at once."""
USUAL = 12
_WRITTEN = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


class Month(NamedTuple):
    """A calendar month in the exchange's time zone."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02}"

    def plus(self, months: int) -> "Month":
        """Return the month so many months later, or earlier."""
        years, number = divmod(self.number - 1 + months, 12)
        return Month(self.year + years, number + 1)

    @property
    def first_on(self) -> date:
        """Return its first day."""
        return date(self.year, self.number, 1)

    @property
    def begins_at(self) -> datetime:
        """Return the instant that it begins at."""
        return datetime.combine(self.first_on, time(), clock.LOCAL)


def last_closed() -> Month:
    """Return the latest month that is closed."""
    day = clock.today() - GRACE
    return Month(day.year, day.month).plus(-1)


def period(since: str | None, until: str | None) -> list[Month]:
    """Return the months from one to another, the last twelve without either. Raises SupervisionRefused."""
    closed = last_closed()
    last = closed if until is None else _read("until", until)
    if last > closed:
        raise SupervisionRefused("until", f"{last} isn't closed: {closed} is the latest month that is.")
    first = last.plus(1 - USUAL) if since is None else _read("since", since)
    count = (last.year - first.year) * 12 + last.number - first.number + 1
    if count < 1:
        raise SupervisionRefused("since", f"{first} lies behind {last}. Name a month up to that.")
    if count > MOST:
        raise SupervisionRefused("since", f"{first} to {last} are {count} months; {MOST} are the most.")
    return [first.plus(n) for n in range(count)]


def _read(field: str, text: str) -> Month:
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise SupervisionRefused(field, f"'{text}' is no month: write it as 2026-03.")
    return Month(int(found[1]), int(found[2]))
