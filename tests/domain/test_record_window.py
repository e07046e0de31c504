"""From when to when a record is published: the periods of the rules in force, calendar months, what is stated."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exchange.record.kind import RecordKind, Severity
from exchange.record.window import NEVER, Window, earliest_restoration_on, months_after, rule_of, window

DAY = date(2026, 5, 31)
DAYS = st.dates(date(2015, 1, 1), date(2060, 12, 31))


def penalty(severity: Severity, decided_on: date = DAY, **stated: Any) -> Window:
    return window(RecordKind.PENALTY, severity, decided_on, {}, **stated)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 15), 0, date(2026, 3, 15)),
        (date(2026, 10, 31), 36, date(2029, 10, 31)),
    ],
)
def test_months_end_on_the_day_of_the_same_number_or_the_last(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_minor_ones_are_not_published_unless_an_end_is_stated() -> None:
    assert penalty(Severity.MINOR) == NEVER
    assert penalty(Severity.MINOR, stated_until=DAY - timedelta(days=1)) == NEVER
    assert penalty(Severity.MINOR, stated_until=date(2026, 6, 15)) == (DAY, date(2026, 6, 15))
    assert penalty(Severity.MINOR, stated_until=date(2030, 1, 1)) == (DAY, date(2026, 8, 31))


@pytest.mark.parametrize(
    ("severity", "stated", "until"),
    [
        (Severity.GENERAL, None, date(2027, 5, 31)),
        (Severity.GENERAL, date(2026, 6, 1), date(2026, 8, 31)),
        (Severity.GENERAL, date(2026, 12, 1), date(2026, 12, 1)),
        (Severity.GENERAL, date(2029, 12, 1), date(2027, 5, 31)),
        (Severity.SERIOUS, None, date(2029, 5, 31)),
        (Severity.SERIOUS, date(2026, 12, 1), date(2027, 5, 31)),
        (Severity.SERIOUS, date(2028, 1, 2), date(2028, 1, 2)),
        (Severity.SERIOUS, date(2099, 12, 31), date(2029, 5, 31)),
    ],
)
def test_a_stated_end_counts_within_what_the_rule_allows(severity: Severity, stated: date | None, until: date) -> None:
    assert penalty(severity, stated_until=stated) == (DAY, until)


def test_the_rule_of_the_day_of_the_decision_counts() -> None:
    old = date(2026, 3, 31)
    assert rule_of(Severity.SERIOUS, old).min_months == 6
    assert rule_of(Severity.SERIOUS, old + timedelta(days=1)).min_months == 12
    assert penalty(Severity.SERIOUS, old, stated_until=old) == (old, date(2026, 9, 30))
    assert rule_of(Severity.GENERAL, date(2020, 1, 1)) == rule_of(Severity.GENERAL, date(2023, 5, 1))
    assert "第36号" in rule_of(Severity.MINOR, date(2024, 1, 1)).source


def test_an_item_s_retention_ends_publication_too() -> None:
    assert penalty(Severity.SERIOUS, retention_months=24) == (DAY, date(2028, 5, 31))
    assert penalty(Severity.GENERAL, retention_months=36) == (DAY, date(2027, 5, 31))
    paid = window(RecordKind.UTILITY_PAYMENT, None, DAY, {}, retention_months=1)
    assert paid == (DAY, date(2026, 6, 30))
    assert window(RecordKind.UTILITY_PAYMENT, None, DAY, {}) == (DAY, None)


@pytest.mark.parametrize(
    ("kind", "facts", "until"),
    [
        (RecordKind.LICENCE, {"valid_until": "2030-01-31"}, date(2030, 1, 31)),
        (RecordKind.LICENCE, {"valid_until": "2099-12-31"}, None),
        (RecordKind.LICENCE, {}, None),
        (RecordKind.HONOUR, {"valid_until": "2027-01-31"}, date(2027, 1, 31)),
        (RecordKind.ABNORMAL_OPERATION, {"removed_on": "2026-07-01"}, date(2026, 7, 1)),
        (RecordKind.ABNORMAL_OPERATION, {}, None),
        (RecordKind.TAX_RATING, {"valid_until": "2026-06-01"}, None),
    ],
)
def test_what_is_not_adverse_ends_by_its_own_fields(
    kind: RecordKind, facts: dict[str, str], until: date | None
) -> None:
    assert window(kind, None, DAY, facts) == (DAY, until)


def test_what_has_no_day_is_never_published() -> None:
    for severity in (*Severity, None):
        assert window(RecordKind.PENALTY, severity, None, {}, stated_until=DAY) == NEVER


@given(DAYS, st.sampled_from(list(Severity)), st.none() | DAYS, st.none() | st.integers(1, 60))
def test_no_adverse_record_is_published_longer_or_shorter_than_its_rule_says(
    decided: date, severity: Severity, stated: date | None, retention: int | None
) -> None:
    rule = rule_of(severity, decided)
    first, last = penalty(severity, decided, stated_until=stated, retention_months=retention)
    if first is None:
        assert severity is Severity.MINOR
        assert last is None
        return
    kept = months_after(decided, retention) if retention else date.max
    assert first == decided
    assert last is not None
    assert first <= last <= min(months_after(decided, rule.max_months), kept)
    assert last >= min(months_after(decided, rule.min_months), kept)


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_more_months_never_end_earlier(day: date, fewer: int, more: int) -> None:
    assert (months_after(day, fewer) <= months_after(day, more)) is (fewer <= more)
    assert months_after(day, more).day <= day.day


def test_credit_is_restored_behind_the_minimum_publicity_only() -> None:
    def earliest(severity: str | None, decided_on: date | None) -> date | None:
        return earliest_restoration_on(SimpleNamespace(severity=severity, decided_on=decided_on))

    assert earliest("MINOR", DAY) == DAY
    assert earliest("GENERAL", DAY) == date(2026, 8, 31)
    assert earliest("SERIOUS", DAY) == date(2027, 5, 31)
    assert earliest("SERIOUS", date(2025, 8, 31)) == date(2026, 2, 28)
    assert earliest(None, DAY) is None
    assert earliest("GENERAL", None) is None
