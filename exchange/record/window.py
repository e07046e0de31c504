"""From which day to which a record is published, or shared where it isn't public; both days included.

Months are calendar months counted from the day of the decision: a period ends on the day of the same number, and where
a month has none on its last (Civil Code, articles 201 and 202).
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple, Protocol

from exchange.record.kind import RecordKind, Severity
from exchange.reference.catalogue import PublicationRuleRow, publication_rules

LONG_TERM = date(2099, 12, 31)
"""How the '双公示' standard writes that a licence has no end."""
ENDS = {
    RecordKind.LICENCE: "valid_until",
    RecordKind.HONOUR: "valid_until",
    RecordKind.COMMITMENT: "valid_until",
    RecordKind.ABNORMAL_OPERATION: "removed_on",
}
"""The facts of kinds that say themselves when publication ends."""


class Window(NamedTuple):
    """The first and the last day; no first day is never, no last day is without end."""

    published_from: date | None
    published_until: date | None


NEVER = Window(None, None)


class Adverse(Protocol):
    """What is asked of a record about its minimum publicity."""

    severity: Any
    decided_on: Any


def window(
    kind: RecordKind,
    severity: Severity | None,
    decided_on: date | None,
    facts: Mapping[str, Any],
    *,
    stated_until: date | None = None,
    retention_months: int | None = None,
) -> Window:
    """Return a record's window.

    `facts` are as they are kept, with days in ISO 8601; `stated_until` is the end that the supplier states (CF_GSJZQ),
    `retention_months` the catalogue item's. A record without a day of its own is never published: nobody could tell
    when that ends.
    """
    if decided_on is None:
        return NEVER
    kept_until = months_after(decided_on, retention_months) if retention_months is not None else None
    if severity is None:
        own = _day(facts.get(ENDS.get(kind, "")))
        return Window(decided_on, _earliest(own, stated_until, kept_until))
    return _adverse(severity, decided_on, stated_until, kept_until)


def _adverse(severity: Severity, decided_on: date, stated_until: date | None, kept_until: date | None) -> Window:
    rule = rule_of(severity, decided_on)
    last = months_after(decided_on, rule.max_months)
    if severity is Severity.MINOR and (stated_until is None or stated_until < decided_on):
        # In principle it isn't published at all; only who finds it necessary says until when.
        return NEVER
    until = last if stated_until is None else max(months_after(decided_on, rule.min_months), min(stated_until, last))
    return Window(decided_on, _earliest(until, kept_until))


def earliest_restoration_on(record: Adverse) -> date | None:
    """Return the first day on which a record's minimum publicity is over; None where it has none."""
    if record.severity is None or record.decided_on is None:
        return None
    rule = rule_of(Severity(record.severity), record.decided_on)
    return months_after(record.decided_on, rule.min_months)


def rule_of(severity: Severity, day: date) -> PublicationRuleRow:
    """Return the rule for a decision of that day: the one in force then, or the first there ever was."""
    rules = _rules()[severity]
    in_force = [rule for rule in rules if rule.valid_from <= day]
    return in_force[-1] if in_force else rules[0]


def months_after(day: date, months: int) -> date:
    """Return the day so many calendar months later; the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day(text: Any) -> date | None:
    found = date.fromisoformat(text) if text else None
    return None if found is not None and found >= LONG_TERM else found


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


@cache
def _rules() -> Mapping[Severity, list[PublicationRuleRow]]:
    rules = sorted(publication_rules(), key=lambda rule: rule.valid_from)
    return {severity: [rule for rule in rules if rule.severity == severity] for severity in Severity}
