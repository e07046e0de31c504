"""Fees, procedures and clocks of arbitration: by hand, and against the source data where they are at hand."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.arbitration import edition
from exchange.arbitration.fee import computed, fee
from exchange.arbitration.model import CaseDeadline, CaseProcedure, FeeBand
from exchange.arbitration.refusal import CaseRefused, RulesMissing
from exchange.reference.load import DeadlineRuleRow, deadline_rules
from tests.domain import arbitration
from tests.domain.arbitration import CENTRE

YUAN = 100


@pytest.fixture
def session(engine: Engine) -> Session:
    """Give a transaction with a centre."""
    session = Session(engine)
    session.begin()
    arbitration.institutions(session.connection())
    return session


@pytest.mark.parametrize(
    ("claim", "least", "most"),
    [
        (1, 40, 100),
        (1_000, 40, 100),
        (48_000, 40 + 47_000 * 0.04, 100 + 47_000 * 0.05),
        (50_000, 2_000, 2_550),
        (100_000, 3_500, 4_550),
        (200_000, 5_500, 7_550),
        (500_000, 8_500, 13_550),
        (1_000_000, 11_000, 18_550),
        (3_000_000, 16_000, 28_550),
    ],
)
def test_the_fee_of_1995_band_by_band(session: Session, claim: int, least: float, most: float) -> None:
    bands = session.scalars(select(FeeBand).order_by(FeeBand.number)).all()
    assert computed(bands, claim * YUAN, 0)[1:] == (round(least * YUAN), round(most * YUAN))
    assert computed(bands, claim * YUAN, 0).fen == round(least * YUAN)
    assert computed(bands, claim * YUAN, 100).fen == round(most * YUAN)
    assert computed(bands, claim * YUAN, 50).fen == round((least + most) / 2 * YUAN)


def test_a_fee_is_rounded_once_half_up(session: Session) -> None:
    bands = session.scalars(select(FeeBand).order_by(FeeBand.number)).all()
    # 1,000.13 yuan: 13 fen at 4 % are half a fen and a little.
    assert computed(bands, 100_013, 0).fen == 4_001
    assert computed(bands, 100_012, 0).fen == 4_000


def test_the_table_says_what_its_source_says(session: Session, shared_data: Path) -> None:
    lines = (shared_data / "arbitration" / "arbitration_fee_table_1995.csv").read_text(encoding="utf-8-sig")
    stated = list(csv.DictReader(lines.splitlines()))
    bands = session.scalars(select(FeeBand).order_by(FeeBand.number)).all()
    assert len(bands) == len(stated) == 7
    for band, row in zip(bands, stated, strict=True):
        assert band.up_to_fen == (int(row["to_yuan"]) * YUAN if row["to_yuan"] else None)
        unit = YUAN if row["unit"] == "元" else 10_000
        found = (band.least_fen, band.most_fen) if row["unit"] == "元" else (band.least_ppm, band.most_ppm)
        assert found == (round(float(row["min"]) * unit), round(float(row["max"]) * unit))


def test_periods_say_what_their_source_says(shared_data: Path) -> None:
    lines = (shared_data / "arbitration" / "arbitration_time_limits.csv").read_text(encoding="utf-8-sig")
    stated = {row["topic"]: (int(row["limit"]), row["unit"]) for row in csv.DictReader(lines.splitlines())}
    rules = {row.code: (row.period, {"CALENDAR_DAY": "日", "MONTH": "月"}[row.unit]) for row in _rules()}
    assert rules == {
        "ARBITRATION_ACCEPTANCE_2017": stated["受理决定"],
        "ARBITRATION_ACCEPTANCE_2025": stated["受理决定"],
        "ARBITRATION_FEE_CN": stated["预交受理费"],
        "ARBITRATOR_DECLARATION_HUIZHOU": stated["仲裁员说明不能办案"],
        "ARBITRATION_HEARING_DATE_HUIZHOU": stated["确定首次开庭日期"],
        "ARBITRATION_HEARING_HUIZHOU": stated["首次开庭（普通程序）"],
        "ARBITRATION_HEARING_EXPEDITED_HUIZHOU": stated["首次开庭（简易程序）"],
        "ARBITRATION_DELIBERATION_HUIZHOU": stated["首次开庭后评议"],
        "ARBITRATION_AWARD_EXPEDITED": stated["简易程序裁决（开庭）"],
        "ARBITRATION_AWARD_ON_DOCUMENTS": stated["简易程序裁决（书面）"],
        "AWARD_CORRECTION_2017": stated["请求补正裁决"],
        "AWARD_CORRECTION_2025": stated["请求补正裁决"],
        "SET_ASIDE_APPLICATION_2017": stated["申请撤销裁决"],
        # Arbitration Law 2025: three months.
        "SET_ASIDE_APPLICATION_2025": (3, "月"),
        "SET_ASIDE_DECISION_CN": stated["法院处理撤销申请"],
    }


def _rules() -> list[DeadlineRuleRow]:
    return [
        row for row in deadline_rules() if "ARBITRAT" in row.subject or "AWARD" in row.subject or "SET_" in row.subject
    ]


@pytest.mark.parametrize(
    ("claim", "asked", "agreed", "chosen"),
    [
        (4_800_000, None, False, CaseProcedure.EXPEDITED),
        (50_000_000, None, False, CaseProcedure.EXPEDITED),
        (50_000_001, None, False, CaseProcedure.ORDINARY),
        (4_800_000, CaseProcedure.ORDINARY, False, CaseProcedure.ORDINARY),
        (1_000_000, CaseProcedure.DOCUMENTS_ONLY, True, CaseProcedure.DOCUMENTS_ONLY),
        (1_000_000, CaseProcedure.DOCUMENTS_ONLY, False, None),
        (1_000_001, CaseProcedure.DOCUMENTS_ONLY, True, None),
        (50_000_001, CaseProcedure.EXPEDITED, False, None),
    ],
)
def test_the_procedure_follows_from_the_rules(
    session: Session, claim: int, asked: CaseProcedure | None, agreed: bool, chosen: CaseProcedure | None
) -> None:
    rules = edition.in_force(session, CENTRE, date(2026, 11, 23))
    if chosen is None:
        with pytest.raises(CaseRefused, match="procedure: "):
            edition.chosen(rules, claim, asked, agreed=agreed)
    else:
        assert edition.chosen(rules, claim, asked, agreed=agreed) is chosen


def test_before_the_first_edition_there_is_none(session: Session) -> None:
    with pytest.raises(RulesMissing, match="1995-08-31"):
        edition.in_force(session, CENTRE, date(1995, 8, 31))
    assert fee(session, edition.in_force(session, CENTRE, date(1995, 9, 1)), 100_000).fen == 4_000


@pytest.mark.parametrize(
    ("day", "rule", "until"),
    [
        (date(2026, 2, 27), "SET_ASIDE_APPLICATION_2017", date(2026, 8, 27)),
        (date(2026, 2, 28), "SET_ASIDE_APPLICATION_2017", date(2026, 8, 28)),
        (date(2026, 3, 1), "SET_ASIDE_APPLICATION_2025", date(2026, 6, 1)),
        (date(2026, 11, 30), "SET_ASIDE_APPLICATION_2025", date(2027, 2, 28)),
    ],
)
def test_an_award_is_set_aside_within_six_months_and_from_march_2026_within_three(
    session: Session, monkeypatch: pytest.MonkeyPatch, day: date, rule: str, until: date
) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)
    monkeypatch.setattr(clock, "now", _ticking(day))
    case = arbitration.awarded(session)
    clocks = select(CaseDeadline).where(CaseDeadline.case_id == case.id, CaseDeadline.matter == "SET_ASIDE_APPLICATION")
    found = [(one.duty, one.rule_code, one.due_on) for one in session.scalars(clocks.order_by(CaseDeadline.id))]
    assert found == [("CLAIMANT", rule, until), ("RESPONDENT", rule, until)]


@pytest.mark.parametrize(
    ("day", "days", "set_aside"),
    [
        # Over the spring festival of 2026, before the new law.
        (date(2026, 2, 10), ("2026-02-15", "2026-02-25", "2026-02-13", "2026-02-17", "2026-03-12"), "2026-08-10"),
        # Over the turn of the year, after it.
        (date(2026, 12, 10), ("2026-12-15", "2026-12-25", "2026-12-13", "2026-12-17", "2027-01-09"), "2027-03-10"),
    ],
)
def test_every_clock_of_an_expedited_case_by_hand(
    session: Session, monkeypatch: pytest.MonkeyPatch, day: date, days: tuple[str, ...], set_aside: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)
    monkeypatch.setattr(clock, "now", _ticking(day))
    case = arbitration.awarded(session)
    five, fifteen, three, seven, thirty = days
    clocks = select(CaseDeadline).where(CaseDeadline.case_id == case.id).order_by(CaseDeadline.id)
    found = [(one.matter, one.duty, str(one.due_on), one.provisional) for one in session.scalars(clocks)]
    assert found == [
        ("ARBITRATION_ACCEPTANCE", "CENTRE", five, False),
        ("ARBITRATION_FEE", "CLAIMANT", fifteen, False),
        ("ARBITRATOR_DECLARATION", "TRIBUNAL", three, False),
        ("ARBITRATION_HEARING_DATE", "TRIBUNAL", five, False),
        ("ARBITRATION_HEARING_EXPEDITED", "TRIBUNAL", fifteen, False),
        ("ARBITRATION_DELIBERATION", "TRIBUNAL", seven, False),
        ("ARBITRATION_AWARD_EXPEDITED", "TRIBUNAL", thirty, False),
        ("AWARD_CORRECTION", "CLAIMANT", thirty, False),
        ("SET_ASIDE_APPLICATION", "CLAIMANT", set_aside, False),
        ("AWARD_CORRECTION", "RESPONDENT", thirty, False),
        ("SET_ASIDE_APPLICATION", "RESPONDENT", set_aside, False),
    ]


def _ticking(day: date) -> Callable[[], datetime]:
    """Return a clock that goes on a little each time it is looked at."""
    ticks = count()
    return lambda: datetime(day.year, day.month, day.day, 3, tzinfo=UTC) + timedelta(milliseconds=next(ticks))
