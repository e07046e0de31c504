"""From when and until when an entry counts: by its ground's term, its list's, or the keeper's decision."""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from exchange import clock
from exchange.listing.model import ListDefinition, ListEntry, ListGround
from exchange.listing.refusal import EntryRefused

DAY = timedelta(days=1)


class Days(NamedTuple):
    """The first and the last day that an entry counts; without a last one until it is removed."""

    first: date
    last: date | None


def later(day: date, months: int) -> date:
    """Return the day of the same number so many months later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days(session: Session, definition: ListDefinition, entry: ListEntry, first: date | None, last: date | None) -> Days:
    """Return the days of an entry that is listed today. Raises EntryRefused.

    Where a ground or the list sets the term, the keeper can't choose another.
    """
    today = clock.today()
    first = first or today
    if first < today:
        raise EntryRefused(
            "validFrom", f"{first} is past: an entry counts from the day of its listing at the earliest."
        )
    ground = ground_of(session, entry)
    months = ground.term_months if ground else definition.term_months
    if months is not None:
        return Days(first, _checked(later(first, months) - DAY, last))
    if ground is not None and last is not None:
        raise EntryRefused("validUntil", f"On the ground {ground.code} an entry has no term: leave it out.")
    if last is not None and last < first:
        raise EntryRefused("validUntil", f"{last} is before {first}, from which the entry counts.")
    return Days(first, last)


def extended(session: Session, entry: ListEntry, last: date) -> date:
    """Return the new last day of an entry. Raises EntryRefused, also outside what its ground allows."""
    if entry.valid_until is None:
        raise EntryRefused("validUntil", "The entry has no last day: there is nothing to extend.")
    if last <= entry.valid_until:
        raise EntryRefused("validUntil", f"{last} is not after {entry.valid_until}, the entry's last day.")
    ground = ground_of(session, entry)
    if ground is None:
        return last
    if ground.extension_min_months is None or ground.extension_max_months is None:
        raise EntryRefused("validUntil", f"On the ground {ground.code} nothing is extended.")
    shortest = later(entry.valid_until, ground.extension_min_months)
    longest = later(entry.valid_until, ground.extension_max_months)
    if not shortest <= last <= longest:
        raise EntryRefused("validUntil", f"On the ground {ground.code} it lies between {shortest} and {longest}.")
    return last


def ground_of(session: Session, entry: ListEntry) -> ListGround | None:
    """Return an entry's ground, where its list has grounds."""
    return session.get(ListGround, (entry.list_code, entry.ground_code)) if entry.ground_code else None


def _checked(by_rule: date, last: date | None) -> date:
    if last not in (None, by_rule):
        raise EntryRefused("validUntil", f"The term is set by rule: the entry's last day is {by_rule}.")
    return by_rule
