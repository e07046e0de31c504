"""What becomes of a line: rejected with a code, repaired and said so, or taken as it is."""

from datetime import date
from typing import Any

import pytest

from exchange.entity.preparation import Preparation
from exchange.entity.statement import FIELDS, Statements
from exchange.submission.reading import reading
from tests.ingest.registry import csv, line, uscc

TODAY = date(2026, 11, 22)
PREPARE = Preparation(TODAY)
REJECTED = {
    "无": "USCC_MISSING",
    "320682000167808": "USCC_OLD_NUMBER",
    "4400002000123": "USCC_OLD_NUMBER",
    "95028578-3": "USCC_OLD_NUMBER",
    "企合苏总字第000174": "USCC_OLD_NUMBER",
    "91440": "USCC_LENGTH",
    "（A）460002300000-": "USCC_CHARACTER",
    "9144990000000000IW": "USCC_CHARACTER",
    "914499AA000000000W": "USCC_CHARACTER",
    "91449900000000000X": "USCC_CHECK",
    uscc(1, prefix="L1449900"): "USCC_DEPARTMENT",
}
CELLS: list[tuple[str, str, str]] = [
    ("name", "", "NAME_MISSING"),
    ("name", "\u200b", "NAME_MISSING"),
    ("name", "N/A", "NAME_MISSING"),
    ("name", "示" * 301, "FIELD_TOO_LONG"),
    ("name", "示例\x01厂", "CONTROL_CHARACTER"),
    ("name", "示\0例", "CONTROL_CHARACTER"),
    ("registered_on", "2001-02-30", "DATE_UNKNOWN"),
    ("registered_on", "16.05.2001", "DATE_UNKNOWN"),
    ("registered_on", "9999-12-31", "DATE_RANGE"),
    ("registered_on", "1799-12-31", "DATE_RANGE"),
    ("registered_on", "2026-11-23", "DATE_RANGE"),
    ("legal_form", "50(万美元)", "COLUMNS_SHIFTED"),
    ("capital", "万人民币", "CAPITAL_NOT_A_NUMBER"),
    ("capital", "[已移除]", "CAPITAL_NOT_A_NUMBER"),
    ("capital", "100()", "CAPITAL_UNIT_MISSING"),
    ("capital", "100(万贝壳)", "CAPITAL_UNIT_UNKNOWN"),
    ("capital", "-5万元", "CAPITAL_RANGE"),
    ("capital", "9" * 41 + "万元", "CAPITAL_RANGE"),
    ("business_scope", "经\0营", "CONTROL_CHARACTER"),
    ("address", "路" * 1001, "FIELD_TOO_LONG"),
    ("province", "普通合伙", "COLUMNS_SHIFTED"),
]
REPAIRED = [
    ("uscc", uscc(7).lower(), "uscc", uscc(7), ["LOWER_CASE"]),
    ("uscc", f" {uscc(7)[:8]} {uscc(7)[8:]}", "uscc", uscc(7), ["WHITE_SPACE"]),
    ("uscc", "".join(chr(ord(c) + 0xFEE0) for c in uscc(7)), "uscc", uscc(7), ["FULL_WIDTH"]),
    ("name", "示例ＡＢ１（惠州）厂", "name", "示例AB1（惠州）厂", ["FULL_WIDTH"]),
    ("name", "\u3000示例  厂 ", "name", "示例 厂", ["WHITE_SPACE"]),
    ("name", "示例\ufeff厂", "name", "示例厂", ["INVISIBLE_CHARACTER"]),
    ("name", "\ue863示例厂", "name", "䶮示例厂", ["PRIVATE_USE_CHARACTER"]),
    ("name", "示例\ue5f1厂", "name", "示例〓厂", ["PRIVATE_USE_CHARACTER"]),
    ("registered_on", "2001/5/16", "registered_on", date(2001, 5, 16), ["DATE_FORM"]),
    ("registered_on", "２００１-05-16", "registered_on", date(2001, 5, 16), ["DATE_FORM"]),
    ("registered_on", "20010516", "registered_on", date(2001, 5, 16), ["DATE_FORM"]),
    ("registered_on", "2001年5月16日", "registered_on", date(2001, 5, 16), ["DATE_FORM"]),
    ("registered_on", "2001-05-16 00:00:00", "registered_on", date(2001, 5, 16), ["DATE_FORM"]),
    ("capital", "80（万元）", "capital_fen", 80_000_000, ["CAPITAL_CURRENCY_ASSUMED"]),
    ("capital", "500000(人民币元)", "capital_fen", 50_000_000, ["CAPITAL_UNIT"]),
    ("business_scope", "甲\ue5f1乙", "business_scope", "甲〓乙", ["PRIVATE_USE_CHARACTER"]),
    ("business_scope", "甲\x7f乙", "business_scope", "甲乙", ["INVISIBLE_CHARACTER"]),
    ("address", " 示例路", "address", "示例路", ["WHITE_SPACE"]),
]
UNKNOWN = ["", "N/A", "-", "无", "null", " "]


def said(content: bytes) -> Statements:
    """Return what a file of one chunk states."""
    (chunk,) = reading(content, None).chunks([content])
    return PREPARE(chunk).unpacked()[1]


def fact(statements: Statements, column: str) -> Any:
    """Return a fact of the only statement."""
    (made,) = statements.made
    return made.facts[FIELDS.index(column)]


@pytest.mark.parametrize("text", REJECTED)
def test_a_code_that_is_none_is_rejected(text: str) -> None:
    (remarks,) = said(csv(line(uscc=text))).refused.values()

    assert [(remark.line, remark.field, remark.code) for remark in remarks] == [(2, "uscc", REJECTED[text])]


@pytest.mark.parametrize(("column", "text", "code"), CELLS)
def test_a_cell_that_cannot_be_repaired_is_rejected(column: str, text: str, code: str) -> None:
    (remarks,) = said(csv(line(**{column: text}))).refused.values()

    assert [(remark.line, remark.field, remark.code) for remark in remarks] == [(2, column, code)]
    assert "\0" not in remarks[0].message


def test_all_faults_of_a_line_are_named() -> None:
    (remarks,) = said(csv(line(uscc="1", name="", capital="x"))).refused.values()

    assert [remark.code for remark in remarks] == ["USCC_LENGTH", "NAME_MISSING", "CAPITAL_NOT_A_NUMBER"]


@pytest.mark.parametrize(("column", "text", "target", "value", "codes"), REPAIRED)
def test_a_repairable_cell_is_repaired_and_reported(
    column: str, text: str, target: str, value: object, codes: list[str]
) -> None:
    statements = said(csv(line(**{column: text})))

    assert fact(statements, target) == value
    assert [remark.code for remark in statements.repairs[2]] == codes


def test_a_name_of_the_suppliers_own_font_is_asked_for_again() -> None:
    statements = said(csv(line(name="\ue863示例\ue5f1厂")))

    assert fact(statements, "name") == "䶮示例〓厂"
    assert [remark.code for remark in statements.repairs[2]] == ["PRIVATE_USE_CHARACTER"] * 2
    assert "U+E5F1" in statements.repairs[2][1].message
    assert "send the name again in standard characters" in statements.repairs[2][1].message


@pytest.mark.parametrize("text", UNKNOWN)
def test_unknown_is_null(text: str) -> None:
    empty = dict.fromkeys(("registered_on", "legal_form", "capital", "business_scope", "address"), text)
    statements = said(csv(line(**empty, province=text, city=text)))

    names = ("registered_on", "legal_form", "capital_fen", "capital_currency", "business_scope", "address")
    assert [fact(statements, name) for name in (*names, "region_code")] == [None] * 7


def test_the_check_character_that_is_expected_is_named() -> None:
    (remarks,) = said(csv(line(uscc=uscc(1)[:-1] + "X"))).refused.values()

    assert f"expected is '{uscc(1)[-1]}'" in remarks[0].message


def test_other_columns_are_read() -> None:
    head = "USCC,Name,登记状态,行业代码,曾用名,lei,登记机关,div_code"
    lei = "5493001KJTIIGC8Y1R12"
    content = f"{head}\n{uscc(1)},示例厂,吊销，未注销,4813,旧名；古名、,{lei},示例局,441302\n"

    statements = said(content.encode())

    expected = {
        "status": "REVOKED",
        "industry_path": "E4813",
        "lei": lei,
        "authority": "示例局",
        "region_code": "441302",
    }
    assert {name: fact(statements, name) for name in expected} == expected
    assert statements.made[0].former == ("旧名", "古名")


@pytest.mark.parametrize(
    ("head", "text", "code"),
    [("status", "晴", "STATUS_UNKNOWN"), ("industry", "99999", "INDUSTRY_UNKNOWN"), ("lei", "1" * 20, "LEI_CHECK")],
)
def test_a_coded_cell_of_an_unknown_code_is_rejected(head: str, text: str, code: str) -> None:
    (remarks,) = said(f"uscc,name,{head}\n{uscc(1)},示例厂,{text}\n".encode()).refused.values()

    assert [(remark.field, remark.code) for remark in remarks] == [(head, code)]


def test_the_region_is_the_division_stated_else_that_of_the_code_else_that_of_the_names() -> None:
    head = "uscc,name,div_code,所在省份,地区\n"
    own = uscc(1, prefix="91441302")
    for cells, region in [
        (f"{own},甲,441303,广东,惠州", "441303"),
        (f"{own},甲,,广东,广州", "441302"),
        (f"{uscc(1)},甲,,广东省,惠州", "441300"),
        (f"{uscc(1)},甲,,广东,某地", "440000"),
        (f"{uscc(1)},甲,999999,N/A,惠州", None),
    ]:
        assert fact(said(f"{head}{cells}\n".encode()), "region_code") == region
