"""The regulator's statistics over HTTP: who gets them, that they move, and that there is nothing else to be had."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from exchange import clock
from tests.api.counter import Counter
from tests.api.market import EVERYBODY, Market
from tests.domain import supervised

ASKED = """query($by: StatisticsDimension!, $since: String, $until: String) {
  financingStatistics(kind: LOAN, by: $by, since: $since, until: $until) {
    month
    total { ...figures }
    rows { ...figures }
  }
}
fragment figures on FinancingFigures {
  key name approvalPercent firstFinancingPercent
  demanded { count amountFen } submitted { count amountFen } rejected { count }
  approved { count amountFen averageDays averageRate } signed { count amountFen averageDays averageRate }
  paidFirst { count amountFen } paidFurther { count }
}"""
SINGLE = "query($id: ID!) { node(id: $id) { id } }"
OTHERS = ("application(id: $id) { id }", "applications { totalCount }", "demands { totalCount }")


@pytest.fixture
def market(at: Counter) -> Market:
    """Everybody, and what happened in March and April."""
    market = Market(at)
    supervised.months_of_march_and_april(at.desk.engine, ("H-BANK1", "H-BANK2"))
    return market


def asked(market: Market, who: str = "regulator", by: str = "REGION", **months: str) -> Any:
    """Ask for the statistics; return the whole answer."""
    return market.at.ask(market.headers(who), ASKED, by=by, **months)


def today(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Let it be another day."""
    monkeypatch.setattr(clock, "today", lambda: day)


def test_the_regulator_sees_the_numbers_of_a_month_when_it_is_closed(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    march = {"since": "2026-03", "until": "2026-03"}
    today(monkeypatch, date(2026, 4, 1))
    assert asked(market, **march)["errors"][0]["extensions"]["code"] == "SUPERVISION_REFUSED"
    before = asked(market)["data"]["financingStatistics"]
    assert (before[-1]["month"], before[-1]["total"]["submitted"]) == ("2026-02", {"count": 0, "amountFen": "0"})

    today(monkeypatch, date(2026, 5, 2))
    march_, april = asked(market, since="2026-03")["data"]["financingStatistics"]
    nothing = {"count": 0, "amountFen": "0", "averageDays": None, "averageRate": None}
    assert march_["total"] == {
        "key": None,
        "name": None,
        "demanded": {"count": 5, "amountFen": "250000"},
        "submitted": {"count": 8, "amountFen": "800000"},
        "approved": {"count": 6, "amountFen": "540000", "averageDays": 4.5, "averageRate": None},
        "rejected": {"count": 0},
        "signed": nothing,
        "paidFirst": {"count": 0, "amountFen": "0"},
        "paidFurther": {"count": 0},
        "approvalPercent": 100.0,
        "firstFinancingPercent": None,
    }
    assert [(row["key"], row["name"], row["submitted"], row["approved"]["count"]) for row in march_["rows"]] == [
        ("441302", "惠城区", None, 6),
        ("441303", "惠阳区", None, 0),
    ]
    assert april["total"]["signed"] == {
        "count": 6,
        "amountFen": "210000",
        "averageDays": None,
        "averageRate": "4.0003",
    }
    assert (april["total"]["submitted"], april["total"]["firstFinancingPercent"]) == (None, 100.0)
    names = asked(market, by="INSTITUTION", **march)["data"]["financingStatistics"][0]["rows"]
    assert [(row["key"], row["name"], row["demanded"]) for row in names] == [("H-BANK1", "示例银行1", None)]


def test_what_happens_today_changes_no_closed_month(market: Market, monkeypatch: pytest.MonkeyPatch) -> None:
    today(monkeypatch, date(2026, 5, 2))
    before = [asked(market, by=by) for by in ("REGION", "INDUSTRY", "SIZE", "INSTITUTION")]
    with Session(market.at.desk.engine) as session, session.begin():
        for n in range(100, 120):
            supervised.application(session, n, "2026-05-02 12:00", institution_code="H-BANK1")

    assert [asked(market, by=by) for by in ("REGION", "INDUSTRY", "SIZE", "INSTITUTION")] == before


def test_nobody_else_gets_any_and_the_regulator_nothing_else(market: Market) -> None:
    for who in EVERYBODY:
        answer = asked(market, who)
        if who == "regulator":
            assert "errors" not in answer
        else:
            wanted = "UNAUTHENTICATED" if who == "anonymous" else "FORBIDDEN"
            assert answer["errors"][0]["extensions"]["code"] == wanted, who
            assert answer.get("data") is None
    for other in OTHERS:
        named = "($id: ID!)" if "$id" in other else ""
        answer = market.at.ask(market.headers("regulator"), f"query{named} {{ {other} }}", id="fap_s0000")
        assert answer["errors"][0]["extensions"]["code"] == "FORBIDDEN", other
    found, none = (market.at.ask(market.headers("regulator"), SINGLE, id=one) for one in ("fap_s0000", "fap_s9999"))
    assert str(found).replace("fap_s0000", "") == str(none).replace("fap_s9999", "")
