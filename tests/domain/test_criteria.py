"""What is refused of criteria, each by a code of its own that names the value and the way out."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from sqlalchemy import BigInteger, Date, Engine, case, literal, select
from sqlalchemy.orm import Session

from exchange.criterion.refusal import CriterionRefused, TooManyCriteria
from exchange.criterion.spelling import day_number, month_number, months_before
from exchange.criterion.stating import Stated, rows
from exchange.criterion.vocabulary import MEANINGS, Field

ODD = "CRITERION_VALUE_REFUSED"


@pytest.fixture
def session(engine: Engine) -> Any:
    """A session over the reference data."""
    with Session(engine) as made:
        yield made


@pytest.mark.parametrize(
    ("criterion", "code", "member", "said"),
    [
        (("SHOE_SIZE", "AT_LEAST", ["1"]), "CRITERION_FIELD_UNKNOWN", "field", "'SHOE_SIZE' is no field of criteria"),
        (("REGION", "LIKE", ["44"]), "CRITERION_OPERATOR_UNKNOWN", "operator", "'LIKE' doesn't compare REGION"),
        (("REGION", "AT_LEAST", ["440000"]), "CRITERION_OPERATOR_UNKNOWN", "operator", "Take IN or NOT_IN"),
        (("CAPITAL_FEN", "IN", ["1"]), "CRITERION_OPERATOR_UNKNOWN", "operator", "Take AT_LEAST or AT_MOST"),
        (("CAPITAL_FEN", "AT_LEAST", ["-1"]), ODD, "values", "'-1' is no whole number"),
        (("CAPITAL_FEN", "AT_LEAST", ["1.5"]), ODD, "values", "'1.5' is no whole number"),
        (("CAPITAL_FEN", "AT_LEAST", ["１"]), ODD, "values", "'１' is no whole number"),
        (("CAPITAL_FEN", "AT_LEAST", ["1", "2"]), ODD, "values", "2 were given"),
        (("CAPITAL_FEN", "AT_LEAST", []), ODD, "values", "0 were given"),
        (("TAX_RATING", "AT_LEAST", ["E"]), ODD, "values", "'E' is none of D, C, M, B, A"),
        (("PENALTY_SEVERITY", "AT_MOST", ["GRAVE"]), ODD, "values", "NONE, MINOR, GENERAL, SERIOUS"),
        (("STATUS", "IN", ["ALIVE"]), ODD, "values", "'ALIVE' is no value of ACTIVE"),
        (("REGION", "IN", ["440000", "999999"]), ODD, "values", "'999999' is no division of GB/T 2260"),
        (("REGION", "IN", ["44\0"]), ODD, "values", "is no division"),
        (("INDUSTRY", "NOT_IN", ["99"]), ODD, "values", "'99' is no category of GB/T 4754-2017"),
        (("LISTED", "NOT_IN", ["GREY"]), ODD, "values", "'GREY' is no published list, nor a colour"),
        (("LEGAL_FORM", "IN", ['有限"公司']), ODD, "values", "1 to 100 printable characters"),
        (("LEGAL_FORM", "IN", []), ODD, "values", "at least one value"),
    ],
)
def test_what_no_criterion_can_be_is_refused(
    session: Session, criterion: tuple[str, str, list[str]], code: str, member: str, said: str
) -> None:
    good = Stated("REGION", "IN", ["440000"]) if criterion[0] != "REGION" else Stated("STATUS", "IN", ["ACTIVE"])
    with pytest.raises(CriterionRefused) as caught:
        rows(session, [good, Stated(*criterion)])
    assert (caught.value.code, caught.value.path) == (code, ("input", "criteria", "1", member))
    assert said in caught.value.message


def test_criteria_become_rows_with_a_threshold_or_a_set(session: Session) -> None:
    made = rows(
        session,
        [
            Stated("TAX_RATING", "AT_LEAST", ["B"]),
            Stated("REGION", "IN", ["441302", "440000", "441302"]),
            Stated("REGISTERED_MONTHS", "AT_LEAST", ["024"]),
        ],
    )
    assert made == [
        {"number": 1, "field": "TAX_RATING", "operator": "AT_LEAST", "threshold": 3, "operands": '["B"]'},
        {"number": 2, "field": "REGION", "operator": "IN", "threshold": None, "operands": '["441302","440000"]'},
        {"number": 3, "field": "REGISTERED_MONTHS", "operator": "AT_LEAST", "threshold": 24, "operands": '["024"]'},
    ]


def test_too_many_criteria_and_values_are_refused(session: Session) -> None:
    with pytest.raises(TooManyCriteria, match="21 were given; 20 are the most"):
        rows(session, [Stated("STATUS", "IN", ["ACTIVE"])] * 21)
    with pytest.raises(TooManyCriteria, match="values of criterion 1: 51 were given; 50 are the most"):
        rows(session, [Stated("LEGAL_FORM", "IN", [str(n) for n in range(51)])])


def test_the_same_twice_and_what_nobody_can_be_is_refused(session: Session) -> None:
    with pytest.raises(CriterionRefused, match="AT_LEAST of CAPITAL_FEN is stated twice"):
        rows(session, [Stated("CAPITAL_FEN", "AT_LEAST", ["1"]), Stated("CAPITAL_FEN", "AT_LEAST", ["2"])])
    with pytest.raises(CriterionRefused, match="nobody can be both"):
        rows(session, [Stated("CAPITAL_FEN", "AT_MOST", ["1"]), Stated("CAPITAL_FEN", "AT_LEAST", ["2"])])


def test_every_field_has_a_meaning_and_those_of_the_credit_file_an_item_and_a_scope() -> None:
    assert list(MEANINGS) == list(Field)
    assert all((meaning.item is None) == (meaning.scope is None) for meaning in MEANINGS.values())


def test_months_are_full_on_the_same_days_by_either_way(engine: Engine) -> None:
    days = [date(2024, *day) for day in ((1, 31), (2, 29), (3, 30), (3, 31), (4, 1), (12, 31))]
    with engine.connect() as connection:
        for day, today, months in product(days, days, (0, 1, 2, 11, 12, 10**15)):
            since, now = literal(day, Date), literal(today, Date)
            begun = case((day_number(now) < day_number(since), 1), else_=0)
            wanted = literal(months, BigInteger)
            counted = month_number(now) - month_number(since) - begun >= wanted
            found = connection.execute(select(counted, since <= months_before(now, wanted))).one()
            assert found[0] == found[1], (day, today, months)
