"""By when something is due: periods in calendar days and in China's working days, and the rule in force."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exchange.deadline import workday
from exchange.deadline.due import Due, due
from exchange.deadline.model import DeadlineRule
from exchange.deadline.refusal import DeadlineRuleMissing
from exchange.deadline.rule import in_force
from exchange.reference.load import holidays


def rule(period: int, unit: str = "WORKING_DAY", **changes: object) -> DeadlineRule:
    """Make a rule that isn't stored."""
    good = {"code": "TEST", "jurisdiction": "CN", "subject": "TEST", "source": "示例", "article": "第一条"}
    valid = {"verified": False, "valid_from": date(2020, 1, 1), "valid_until": None, "ends_on_workday": False}
    return DeadlineRule(period=period, unit=unit, **{**good, **valid, **changes})


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction."""
    with Session(engine) as session, session.begin():
        yield session


@pytest.mark.parametrize(
    ("from_day", "days", "due_on"),
    [
        (date(2026, 3, 1), 20, date(2026, 3, 21)),
        (date(2026, 9, 24), 10, date(2026, 10, 4)),
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
    ],
)
def test_calendar_days_are_all_counted_from_the_next_day_on(from_day: date, days: int, due_on: date) -> None:
    assert due(rule(days, "CALENDAR_DAY"), from_day) == Due(due_on, "TEST", provisional=False)


@pytest.mark.parametrize(
    ("from_day", "days", "due_on"),
    [
        (date(2026, 11, 16), 5, date(2026, 11, 23)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
    ],
)
def test_working_days_leave_the_weekend_out(from_day: date, days: int, due_on: date) -> None:
    assert due(rule(days), from_day) == Due(due_on, "TEST", provisional=False)


@pytest.mark.parametrize(
    ("from_day", "days", "due_on"),
    [
        # 2026: 25 to 27 September and 1 to 7 October are free; Sunday 20 September and Saturday 10 October are worked.
        (date(2026, 9, 30), 1, date(2026, 10, 8)),
        (date(2026, 9, 30), 3, date(2026, 10, 10)),
        (date(2026, 9, 24), 4, date(2026, 10, 8)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        # 2025: 1 to 8 October are free; Sunday 28 September and Saturday 11 October are worked.
        (date(2025, 9, 26), 4, date(2025, 10, 9)),
    ],
)
def test_working_days_follow_the_calendar_over_national_day(from_day: date, days: int, due_on: date) -> None:
    assert due(rule(days), from_day) == Due(due_on, "TEST", provisional=False)


@pytest.mark.parametrize(
    ("from_day", "days", "due_on"),
    [
        # 2026: 15 to 23 February are free; Saturdays 14 and 28 February are worked.
        (date(2026, 2, 13), 1, date(2026, 2, 14)),
        (date(2026, 2, 13), 2, date(2026, 2, 24)),
        (date(2026, 2, 14), 1, date(2026, 2, 24)),
        (date(2026, 2, 12), 5, date(2026, 2, 26)),
        (date(2026, 2, 18), 3, date(2026, 2, 26)),
        (date(2026, 2, 27), 1, date(2026, 2, 28)),
        (date(2026, 2, 27), 2, date(2026, 3, 2)),
        (date(2026, 2, 12), 20, date(2026, 3, 18)),
    ],
)
def test_working_days_follow_the_calendar_over_the_spring_festival(from_day: date, days: int, due_on: date) -> None:
    assert due(rule(days), from_day) == Due(due_on, "TEST", provisional=False)


@pytest.mark.parametrize(
    ("from_day", "period", "unit", "due_on"),
    [
        (date(2026, 1, 31), 1, "MONTH", date(2026, 2, 28)),
        (date(2028, 1, 31), 1, "MONTH", date(2028, 2, 29)),
        (date(2026, 11, 23), 3, "MONTH", date(2027, 2, 23)),
        (date(2026, 12, 5), 12, "MONTH", date(2027, 12, 5)),
        (date(2024, 2, 29), 3, "YEAR", date(2027, 2, 28)),
        (date(2026, 5, 1), 3, "YEAR", date(2029, 5, 1)),
    ],
)
def test_months_and_years_end_on_the_same_number(from_day: date, period: int, unit: str, due_on: date) -> None:
    assert due(rule(period, unit), from_day) == Due(due_on, "TEST", provisional=False)


def test_a_period_ends_on_a_rest_day_unless_its_rule_says_otherwise() -> None:
    # 16 February 2026 is a holiday, and the next working day is the 24th.
    stays, moves = rule(6, "CALENDAR_DAY"), rule(6, "CALENDAR_DAY", ends_on_workday=True)
    assert due(stays, date(2026, 2, 10)).due_on == date(2026, 2, 16)
    assert due(moves, date(2026, 2, 10)) == Due(date(2026, 2, 24), "TEST", provisional=False)
    assert due(moves, date(2026, 2, 8)).due_on == date(2026, 2, 14)
    assert due(rule(1, "MONTH", ends_on_workday=True), date(2026, 12, 2)) == Due(
        date(2027, 1, 4), "TEST", provisional=True
    )


def test_an_extension_is_counted_from_the_beginning() -> None:
    assert due(rule(2, extension=3), date(2026, 2, 13), extended=True).due_on == date(2026, 2, 27)
    assert due(rule(2), date(2026, 2, 13), extended=True).due_on == date(2026, 2, 24)


def test_the_holidays_are_those_of_the_source(shared_data: Path) -> None:
    with (shared_data / "codes" / "cn_holidays_2007_2026.csv").open(encoding="utf-8", newline="") as file:
        source = {(row["date"], row["name"], row["kind"].upper()) for row in csv.DictReader(file)}

    assert {(row.day.isoformat(), row.name, row.kind) for row in holidays()} == source


def test_a_date_in_a_year_that_is_not_published_is_provisional() -> None:
    assert due(rule(28), date(2026, 11, 23)) == Due(date(2026, 12, 31), "TEST", provisional=False)
    assert due(rule(29), date(2026, 11, 23)) == Due(date(2027, 1, 1), "TEST", provisional=True)
    assert due(rule(5), date(2027, 3, 1)).provisional
    assert not due(rule(100, "CALENDAR_DAY"), date(2026, 11, 23)).provisional


def test_years_are_published_from_2007_to_2026() -> None:
    assert [year for year in range(1990, 2040) if workday.is_published(year)] == list(range(2007, 2027))


def test_a_working_weekend_is_a_weekend_and_a_holiday_has_a_name() -> None:
    rows = list(holidays())
    assert len(rows) == len({row.day for row in rows}) == 678
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    worked = {row.day for row in rows if row.kind == "WORKDAY"}
    assert {day for day in worked if day.weekday() < 5} == {date(2020, 2, 3)}
    assert all(row.name for row in rows)


def test_the_rule_in_force_on_the_day_is_chosen(session: Session) -> None:
    session.add(rule(3, code="OLD", valid_until=date(2025, 12, 31)))
    session.add(rule(5, code="NEW", valid_from=date(2026, 1, 1)))
    session.add(rule(9, code="OTHER", subject="ANOTHER"))
    session.flush()

    found = [in_force(session, "TEST", day).code for day in (date(2025, 12, 31), date(2026, 1, 1))]
    assert found == ["OLD", "NEW"]


def test_without_a_rule_in_force_nothing_is_due(session: Session) -> None:
    with pytest.raises(DeadlineRuleMissing, match="ACCESS_DISPUTE"):
        in_force(session, "ACCESS_DISPUTE", date(2013, 3, 14))


def test_disputes_are_answered_in_twenty_days_by_the_credit_reporting_regulation(session: Session) -> None:
    found = in_force(session, "ACCESS_DISPUTE", date(2026, 11, 23))
    assert (found.period, found.unit, found.article, found.verified) == (20, "CALENDAR_DAY", "第二十五条", True)
