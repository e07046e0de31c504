"""How the cells of a registry are understood: capitals, days, identifiers."""

from datetime import date

import pytest

from exchange.entity.capital import capital
from exchange.entity.day import day
from exchange.entity.lei import is_valid

CAPITALS = [
    ("1,137.7296(万元人民币)", 1_137_729_600, "CNY", ()),
    ("51万人民币", 51_000_000, "CNY", ()),
    ("100(万人民币元)", 100_000_000, "CNY", ()),
    ("600（万元）", 600_000_000, "CNY", ("CAPITAL_CURRENCY_ASSUMED",)),
    ("60(万)", 60_000_000, "CNY", ("CAPITAL_CURRENCY_ASSUMED",)),
    ("0万港币", 0, "HKD", ()),
    ("14,400.5400(万元（美元）)", 14_400_540_000, "USD", ("CAPITAL_UNIT",)),
    ("500,000(人民币元)", 50_000_000, "CNY", ("CAPITAL_UNIT",)),
    ("１００万元人民币", 100_000_000, "CNY", ()),
    (".5万美元", 500_000, "USD", ()),
    ("0.0000001万元人民币", 0, "CNY", ("CAPITAL_ROUNDED",)),
    ("0.0000005万元人民币", 1, "CNY", ("CAPITAL_ROUNDED",)),
    ("9223372036854.775807万元人民币", 9_223_372_036_854_775_807, "CNY", ()),
]


@pytest.mark.parametrize(("text", "fen", "currency", "repairs"), CAPITALS)
def test_a_capital_is_exact(text: str, fen: int, currency: str, repairs: tuple[str, ...]) -> None:
    found = capital(text)

    assert (found.fen, found.currency, found.repairs) == (fen, currency, repairs)


@pytest.mark.parametrize(
    "text",
    ["2001-05-16", "2001/5/16", "2001.5.16", "20010516", "2001年5月16日", "2001-05-16T00:00:00Z", "2001-5-16 8:00"],
)
def test_a_day_is_understood(text: str) -> None:
    assert day(text) == date(2001, 5, 16)


@pytest.mark.parametrize(
    "text", ["", "2001", "2001-13-01", "2001-02-29", "01-05-16", "2001-05-16x", "２００１-05-16", "2001-5/16"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        day(text)


def test_a_lei_has_its_check_digits() -> None:
    # ISO 17442: 506700GE1G29325QX363 is the standard's own example.
    assert is_valid("506700GE1G29325QX363")
    assert not is_valid("506700GE1G29325QX364")
    assert not is_valid("506700ge1g29325qx363")
