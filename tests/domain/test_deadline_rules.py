"""Which rule counts where and when, what can be entered, and whether the rules say what their sources say."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exchange.deadline.entering import Rule, enter
from exchange.deadline.matter import Matter
from exchange.deadline.refusal import DeadlineRuleExists, DeadlineRuleRefused
from exchange.deadline.rule import found, in_force, jurisdictions
from exchange.reference.load import DeadlineRuleRow, deadline_rules

DAY = date(2026, 11, 23)
GOOD = Rule(
    code="RESTORATION_HUIZHOU",
    jurisdiction="441300",
    subject=Matter.RESTORATION,
    period=10,
    unit="WORKING_DAY",
    extension=None,
    ends_on_workday=False,
    source="示例办法",
    article="第九条",
    verified=False,
    valid_from=date(2026, 4, 1),
    valid_until=None,
)
LAWS = {
    "征信业管理条例": "credit_reporting_industry_2013",
    "上海市社会信用条例": "shanghai_social_credit_2017",
    "深圳经济特区社会信用条例": "shenzhen_social_credit_2023",
    "中华人民共和国行政许可法": "administrative_licensing_law_2019",
    "中华人民共和国行政处罚法": "administrative_penalty_law_2021",
    "企业信息公示暂行条例": "enterprise_info_publicity_2014",
    "中华人民共和国市场主体登记管理条例": "market_entity_registration_2021",
    "保障中小企业款项支付条例": "sme_payment_2025",
    "中华人民共和国仲裁法": "arbitration_law_2017",
    "仲裁委员会仲裁收费办法": "arbitration_fee_rules_1995",
}
UNREAD = {
    "LIST_PUBLICITY",
    "LIST_COURT_REMOVAL",
    "MEASURE_FEEDBACK",
    "ARBITRATION_ACCEPTANCE_2025",
    "AWARD_CORRECTION_2025",
    "SET_ASIDE_APPLICATION_2025",
    "ARBITRATOR_DECLARATION_HUIZHOU",
    "ARBITRATION_HEARING_DATE_HUIZHOU",
    "ARBITRATION_HEARING_HUIZHOU",
    "ARBITRATION_HEARING_EXPEDITED_HUIZHOU",
    "ARBITRATION_DELIBERATION_HUIZHOU",
    "ARBITRATION_AWARD_EXPEDITED",
    "ARBITRATION_AWARD_ON_DOCUMENTS",
}
"""Rules whose source's text isn't at hand: the exchange's own ones, a court's provisions, arbitration's newer law, and
centres' rules, of which tests/domain/test_arbitration_rules.py compares what is known."""
CHINESE = {
    1: "一",
    2: "[二两]",
    3: "三",
    5: "五",
    6: "六",
    7: "七",
    10: "十",
    15: "十五",
    20: "二十",
    30: "三十",
    60: "六十",
    90: "九十",
}
UNITS = {"CALENDAR_DAY": "日", "WORKING_DAY": "个?工作日|日", "YEAR": "年", "MONTH": "个月"}


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Give a transaction."""
    with Session(engine) as session, session.begin():
        yield session


@pytest.mark.parametrize(
    ("code", "around"),
    [
        ("441300", ("441300", "440000", "CN")),
        ("441302", ("441302", "441300", "440000", "CN")),
        ("440000", ("440000", "CN")),
        ("CN", ("CN",)),
    ],
)
def test_a_division_lies_in_those_around_it(code: str, around: tuple[str, ...]) -> None:
    assert jurisdictions(code) == around


@pytest.mark.parametrize(
    ("matter", "jurisdiction", "code"),
    [
        ("OBJECTION", "441300", "OBJECTION_CN"),
        ("OBJECTION", "440300", "OBJECTION_SHENZHEN"),
        ("OBJECTION", "440305", "OBJECTION_SHENZHEN"),
        ("OBJECTION", "310000", "OBJECTION_SHANGHAI"),
        ("OBJECTION", "CN", "OBJECTION_CN"),
        ("RESTORATION", "440300", "RESTORATION_SHENZHEN"),
        ("RESTORATION", "441300", None),
        ("CORRECTION", "441300", None),
        ("MEASURE_FEEDBACK", "441300", "MEASURE_FEEDBACK"),
        ("MEASURE_FEEDBACK", "CN", None),
        ("LIST_RESTORATION", "441300", None),
    ],
)
def test_the_nearest_rule_counts(session: Session, matter: str, jurisdiction: str, code: str | None) -> None:
    rule = found(session, matter, DAY, jurisdiction)
    assert (rule and rule.code) == code


def test_before_a_nearer_rule_is_in_force_the_one_around_counts(session: Session) -> None:
    before = found(session, "OBJECTION", date(2023, 2, 28), "440300")
    assert before is not None
    assert before.code == "OBJECTION_CN"


def test_the_province_comes_between(session: Session) -> None:
    enter(session, replace(GOOD, code="A", jurisdiction="440000", subject=Matter.OBJECTION))
    assert in_force(session, "OBJECTION", DAY, "441300").code == "A"
    enter(session, replace(GOOD, code="B", subject=Matter.OBJECTION))
    assert in_force(session, "OBJECTION", DAY, "441300").code == "B"
    enter(session, replace(GOOD, code="C", subject=Matter.OBJECTION, valid_from=date(2026, 5, 1)))
    assert in_force(session, "OBJECTION", DAY, "441300").code == "C"
    assert in_force(session, "OBJECTION", DAY, "440300").code == "OBJECTION_SHENZHEN"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("source", {"source": " "}),
        ("source", {"source": "x" * 301}),
        ("article", {"article": ""}),
        ("article", {"article": "第九\n条"}),
        ("period", {"period": 0}),
        ("extension", {"extension": 0}),
        ("valid_until", {"valid_until": date(2026, 3, 31)}),
        ("jurisdiction", {"jurisdiction": "999999"}),
        ("jurisdiction", {"jurisdiction": "cn"}),
    ],
)
def test_a_rule_without_its_source_or_meaning_is_not_entered(
    session: Session, field: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(DeadlineRuleRefused, match=f"^{field}: ") as refused:
        enter(session, replace(GOOD, **changes))
    assert refused.value.field == field
    assert found(session, "RESTORATION", DAY, "441300") is None


def test_a_rule_is_entered_once_and_says_whether_it_is_verified(session: Session) -> None:
    rule = enter(session, replace(GOOD, source="  示例办法 "))
    assert (rule.source, rule.verified) == ("示例办法", False)

    with pytest.raises(DeadlineRuleExists, match="RESTORATION_HUIZHOU already"):
        enter(session, GOOD)


def test_every_rule_of_the_files_is_of_a_known_matter_and_names_its_source() -> None:
    rows = list(deadline_rules())
    assert len(rows) == len({row.code for row in rows}) == 45
    assert {row.subject for row in rows} <= set(Matter)
    unverified = {row.code for row in rows if not row.verified}
    assert unverified == {"PUBLICATION_CN", "ABNORMAL_TO_SERIOUS_CN", *UNREAD}
    assert {row.code for row in rows if _title(row) not in LAWS} == UNREAD
    assert not any(row.ends_on_workday for row in rows)


@pytest.mark.parametrize("row", [row for row in deadline_rules() if row.code not in UNREAD], ids=lambda row: row.code)
def test_a_rule_says_what_the_article_says(row: DeadlineRuleRow, shared_data: Path) -> None:
    text = (shared_data / "laws" / f"{LAWS[_title(row)]}.md").read_text(encoding="utf-8")
    stated = "".join(article(text, number) for number in re.findall("第[一二三四五六七八九十百]+条", row.article))

    assert re.search(f"({row.period}|(?<!十){CHINESE[row.period]})({UNITS[row.unit]})", stated)
    if row.extension:
        assert re.search(f"延长({row.extension}|{CHINESE[row.extension]})({UNITS[row.unit]})", stated)
    if row.unit == "WORKING_DAY":
        assert "工作日" in stated


def _title(row: DeadlineRuleRow) -> str:
    return row.source.split(" (")[0]


def article(text: str, number: str) -> str:
    """Return an article of a law."""
    (body,) = re.findall(rf"^{number}\s(.*?)(?=^第[一二三四五六七八九十百]+条\s|^#|\Z)", text, re.DOTALL | re.MULTILINE)
    return str(body)
