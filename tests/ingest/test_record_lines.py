"""What becomes of the lines of a submission of credit records: taken, repaired, explained or rejected."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from exchange.settings import Settings
from exchange.submission.refusal import UnknownColumns
from tests.ingest.penalties import codes, commit, counts, enrol, many, penalty, records, rejects, table, uscc


@pytest.fixture
def engine(engine: Engine) -> Engine:
    """Enrol the suppliers."""
    enrol(engine)
    return engine


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own."""
    return replace(settings, storage=str(tmp_path / "storage"))


def test_a_clean_line_becomes_a_record(engine: Engine, settings: Settings) -> None:
    told = commit(engine, settings, many([1]))

    assert (told["state"], counts(told)) == ("COMMITTED", (1, 0, 0, 0, 0))
    (record,) = records(engine, "uscc", "subject_name", "document_number", "state", "severity", "version", "facts")
    *columns, facts = record
    assert columns == [uscc(1), "示例1号环保有限公司", "示环罚〔2026〕1号", "ACTIVE", "GENERAL", 1]
    assert json.loads(facts) == {
        "authority_uscc": uscc(1, "11990000"),
        "categories": ["FINE"],
        "circumstances": "示例排气口颗粒物超标",
        "content": "处罚款",
        "fine_fen": 1_500_000,
        "legal_basis": "《示例法》第一条",
        "subject_kind": "ORGANISATION",
        "violation": "超标排放污染物",
    }
    assert codes(told, "notes") == [(2, "CF_XDR_SHXYM", "SUBJECT_NOT_REGISTERED")]


def rejected(engine: Engine, settings: Settings, **cells: str) -> list[tuple[int, str | None, str]]:
    """Return why a line with these cells is rejected, and that nothing of it was kept."""
    told = commit(engine, settings, many([1], **cells))
    assert counts(told) == (0, 0, 0, 1, 0)
    assert records(engine, "id") == []
    return codes(told)


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"CF_XDR_MC": ""}, "CF_XDR_MC", "MISSING"),
        ({"CF_XDR_MC": "示" * 201}, "CF_XDR_MC", "FIELD_TOO_LONG"),
        ({"CF_XDR_MC": "示例\0公司"}, "CF_XDR_MC", "CONTROL_CHARACTER"),
        ({"CF_XDR_SHXYM": ""}, "CF_XDR_SHXYM", "MISSING"),
        ({"CF_XDR_SHXYM": uscc(1)[:-1] + "Z"}, "CF_XDR_SHXYM", "USCC_CHARACTER"),
        ({"CF_XDR_SHXYM": uscc(1)[1:]}, "CF_XDR_SHXYM", "USCC_LENGTH"),
        ({"CF_WSH": " "}, "CF_WSH", "MISSING"),
        ({"CF_JDRQ": "2026-02-30"}, "CF_JDRQ", "DATE_UNKNOWN"),
        ({"CF_JDRQ": "2026-13"}, "CF_JDRQ", "DATE_UNKNOWN"),
        ({"CF_JDRQ": "2099-01-01"}, "CF_JDRQ", "DATE_FUTURE"),
        ({"CF_JDRQ": "1899-12-31"}, "CF_JDRQ", "DATE_RANGE"),
        ({"CF_GSJZQ": "2026-02-28"}, "CF_GSJZQ", "PERIOD_REVERSED"),
        ({"CF_NR_FK": "壹万"}, "CF_NR_FK", "NOT_A_NUMBER"),
        ({"CF_NR_FK": "1e5"}, "CF_NR_FK", "NOT_A_NUMBER"),
        ({"CF_NR_FK": "1." + "0" * 28 + "1"}, "CF_NR_FK", "NOT_A_NUMBER"),
        ({"CF_WSH": "1.23457E+17"}, "CF_WSH", "NUMBER_SHORTENED"),
        ({"CF_NR_FK": "0.0000001"}, "CF_NR_FK", "MONEY_PRECISION"),
        ({"CF_NR_FK": "-1"}, "CF_NR_FK", "MONEY_RANGE"),
        ({"CF_NR_FK": "1000000000000"}, "CF_NR_FK", "MONEY_RANGE"),
        ({"CF_CFLB": "罚款;打手心"}, "CF_CFLB", "CHOICE_UNKNOWN"),
        ({"CF_XDR_LB": "自然人"}, "CF_XDR_LB", "NATURAL_PERSON"),
        ({"CF_XDR_SHXYM": "110101199003077811"}, "CF_XDR_SHXYM", "NATURAL_PERSON"),
        ({"CF_XDR_SHXYM": "", "CF_XDR_ZJHM": "110101199003077811"}, None, "NATURAL_PERSON"),
    ],
)
def test_a_line_that_cannot_be_right_is_rejected(
    engine: Engine, settings: Settings, cells: dict[str, str], field: str | None, code: str
) -> None:
    assert rejected(engine, settings, **cells) == [(2, field, code)]


def test_every_fault_of_a_line_is_named(engine: Engine, settings: Settings) -> None:
    found = rejected(engine, settings, CF_XDR_MC="", CF_JDRQ="gestern", CF_NR_FK="viel")

    assert sorted(found, key=str) == [
        (2, "CF_JDRQ", "DATE_UNKNOWN"),
        (2, "CF_NR_FK", "NOT_A_NUMBER"),
        (2, "CF_XDR_MC", "MISSING"),
    ]


@pytest.mark.parametrize(
    ("cells", "repairs"),
    [
        ({"CF_XDR_SHXYM": uscc(1).lower()}, ["LOWER_CASE"]),
        ({"CF_XDR_SHXYM": f" {uscc(1)} "}, ["WHITE_SPACE"]),
        ({"CF_XDR_MC": "示例１号公司"}, ["FULL_WIDTH"]),
        ({"CF_JDRQ": "2026年3月1日"}, ["DATE_FORM"]),
        ({"CF_NR_FK": "1,234.5"}, ["NUMBER_FORM"]),
        ({"CF_NR": "'=1+1"}, ["FORMULA_GUARD"]),
        ({"CF_SY": "当事人身份证号110101199003077811。"}, ["PERSON_NUMBER"]),
        ({"CF_JDRQ": "2026/3/1"}, []),
        ({"CF_JDRQ": "20260301"}, []),
        ({"CF_YXQ": "2099/12/31"}, []),
    ],
)
def test_what_was_meant_is_taken(engine: Engine, settings: Settings, cells: dict[str, str], repairs: list[str]) -> None:
    told = commit(engine, settings, many([1], **cells))

    assert counts(told) == (1, 0, 0, 0, bool(repairs))
    assert [each["code"] for each in told["repairs"]] == repairs
    assert records(engine, "uscc", "decided_on") == [(uscc(1), penalty_day())]
    assert "110101199003077811" not in json.dumps([told, records(engine, "facts")])


def penalty_day() -> date:
    """Return the day on which the clean line was decided."""
    return date.fromisoformat(penalty()["CF_JDRQ"])


@pytest.mark.parametrize(
    ("text", "fen"), [("25.2275", 25_227_500), ("0.000001", 1), ("14", 14_000_000), ("１０", 10_000_000), ("0", 0)]
)
def test_ten_thousand_yuan_become_exact_fen(engine: Engine, settings: Settings, text: str, fen: int) -> None:
    commit(engine, settings, many([1], CF_NR_FK=text))

    ((facts,),) = records(engine, "facts")
    assert json.loads(facts)["fine_fen"] == fen


def test_the_second_of_one_document_is_rejected(engine: Engine, settings: Settings) -> None:
    told = commit(engine, settings, table(penalty(1), penalty(2), penalty(1, CF_NR="改")))

    assert counts(told) == (2, 0, 0, 1, 0)
    assert codes(told) == [(4, "CF_WSH", "DUPLICATE")]
    assert told["rejections"][0]["message"].startswith("Line 2 has ")


def test_columns_of_natural_persons_are_neither_stored_nor_echoed(engine: Engine, settings: Settings) -> None:
    secret = {"CF_FRDB": "某某人甲乙", "CF_FR_ZJHM": "110101199003077811"}
    told = commit(engine, settings, table(penalty(1, **secret), penalty(2, **secret, CF_JDRQ="x")))

    assert counts(told) == (1, 0, 0, 1, 0)
    assert "CF_FRDB" in told["notes"][0]["message"]
    kept = json.dumps([told, records(engine, "facts", "subject_name")], ensure_ascii=False)
    kept += rejects(settings, told).decode()
    assert not [value for value in secret.values() if value in kept]


def test_unknown_columns_are_refused_by_name(engine: Engine, settings: Settings) -> None:
    with pytest.raises(UnknownColumns, match=r"'CF_XYZ'.*CF_XDR_MC") as refused:
        commit(engine, settings, many([1], CF_XYZ="1"))

    assert refused.value.code == "UNKNOWN_COLUMNS"
    assert records(engine, "id") == []


def test_heads_are_found_by_name_and_in_any_case(engine: Engine, settings: Settings) -> None:
    line = penalty(1)
    heads = {
        "CF_XDR_MC": "行政相对人名称",
        "CF_XDR_SHXYM": "行政相对人代码＿1（统一社会信用代码）",
        "CF_NR_FK": "罚款金额(万元)",
        "CF_WSH": "cf_wsh",
        "CF_CFJG": "处罚机关*\n（必填）",
    }
    told = commit(engine, settings, table({heads.get(head, head): cell for head, cell in line.items()}))

    assert counts(told) == (1, 0, 0, 0, 0)


def test_what_history_lacks_is_explained(engine: Engine, settings: Settings) -> None:
    told = commit(engine, settings, many([1], CF_XDR_SHXYM="", CF_JDRQ="2019-12", CF_WSH=""), history=True)

    assert counts(told) == (1, 0, 0, 0, 0)
    assert sorted(codes(told, "gaps"), key=str) == [
        (2, "CF_JDRQ", "MISSING"),
        (2, "CF_WSH", "MISSING"),
        (2, "CF_XDR_SHXYM", "MISSING"),
    ]
    assert any("2019-12" in gap["message"] for gap in told["gaps"])
    assert records(engine, "external_id", "uscc", "state", "published_from", "decided_on") == [
        ("示例1号环保有限公司/2", None, "EXPIRED", None, None)
    ]


def test_a_name_is_required_in_history_too(engine: Engine, settings: Settings) -> None:
    told = commit(engine, settings, many([1], CF_XDR_MC=""), history=True)

    assert codes(told) == [(2, "CF_XDR_MC", "MISSING")]
