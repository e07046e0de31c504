"""The catalogue by GraphQL and on the command line: what is in it, how it grows, who supplies what."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from auth.principal import ANONYMOUS
from exchange.app.catalogue import app
from exchange.catalogue.model import CatalogueField, CatalogueItem, CatalogueSupplier
from exchange.record.kind import RecordKind
from tests.api.office import Office

TABLES = (CatalogueItem, CatalogueField, CatalogueSupplier)
READ = """query($kind: RecordKind) { catalogue(kind: $kind, first: 50) { nodes {
  code kind publicity scope retentionMonths updateFrequency legalBasis edition
  suppliers { code } fields { code name type required personal target choices }
} } }"""
ERROR = "__typename ... on CommandError { code message path }"
ADD = (
    """mutation($i: AddCatalogueItemInput!) { addCatalogueItem(input: $i) { %s ... on CatalogueItemPayload {
  item { code kind publicity scope retentionMonths fields { code position type required target } } } } }"""
    % ERROR
)
ASSIGN = (
    """mutation($i: SupplierInput!) { %%s(input: $i) { %s ... on CatalogueItemPayload {
  item { suppliers { code } } } } }"""
    % ERROR
)
FIELDS = [
    {"code": "BH", "name": "编号", "target": "external_id", "required": True},
    {"code": "MC", "name": "主体名称", "target": "subject_name", "required": True},
    {"code": "DM", "name": "主体代码", "type": "USCC", "target": "uscc", "required": True},
    {"code": "RQ", "name": "日期", "type": "DATE", "target": "decided_on", "required": True},
    {"code": "JG", "name": "机关", "target": "authority", "required": True},
    {"code": "JE", "name": "奖金（元）", "type": "YUAN", "target": "prize_fen"},
]
ITEM = {
    "code": "CITY_PRIZE",
    "name": "示例奖励",
    "kind": "HONOUR",
    "publicity": "PUBLIC",
    "edition": "2026",
    "retentionMonths": 60,
    "fields": FIELDS,
}


@pytest.fixture(autouse=True)
def callers(office: Office) -> None:
    for kind in ("OPERATOR", "BUREAU"):
        office.program(kind)


def add(office: Office, **changes: Any) -> Any:
    return office.ask(office.now("operator"), ADD, {"i": ITEM | changes})["addCatalogueItem"]


def supplied(office: Office, step: str, item: str, institution: str, who: str = "operator") -> Any:
    return office.ask(office.now(who), ASSIGN % step, {"i": {"item": item, "institution": institution}})[step]


def test_everybody_reads_what_may_be_held_and_how_it_is_written(office: Office) -> None:
    items = {item["code"]: item for item in office.ask(ANONYMOUS, READ)["catalogue"]["nodes"]}
    penalty = items["PENALTY"]

    assert {item["kind"] for item in items.values()} - {None} == set(RecordKind)
    assert (penalty["publicity"], penalty["scope"], penalty["retentionMonths"]) == ("PUBLIC", "public:read", 36)
    assert penalty["legalBasis"].startswith("行政处罚法 (2021) 第四十八条")
    columns = {field["code"]: field for field in penalty["fields"]}
    assert columns["CF_NR_FK"]["type"] == "WAN_YUAN"
    assert columns["CF_GSJZQ"]["target"] == "published_until"
    assert (columns["CF_FRDB"]["personal"], columns["CF_FRDB"]["target"]) == (True, None)
    assert penalty["fields"][0]["code"] == "CF_XDR_MC"
    taxes = office.ask(ANONYMOUS, READ, {"kind": "TAX_RATING"})["catalogue"]["nodes"]
    assert [(item["code"], item["publicity"]) for item in taxes] == [
        ("TAX_RATING", "CONSENT"),
        ("TAX_RATING_A", "PUBLIC"),
    ]


def test_an_added_item_is_read_back_with_its_standard(office: Office) -> None:
    item = add(office)["item"]
    assert (item["code"], item["kind"], item["scope"], item["retentionMonths"]) == (
        "CITY_PRIZE", "HONOUR", "public:read", 60,
    )  # fmt: skip
    assert [field["position"] for field in item["fields"]] == [1, 2, 3, 4, 5, 6]
    assert item["fields"][5] == {
        "code": "JE", "position": 6, "type": "YUAN", "required": False, "target": "prize_fen",
    }  # fmt: skip
    assert add(office)["code"] == "CATALOGUE_ITEM_EXISTS"


def test_what_isn_t_public_is_behind_the_scope_of_its_kind(office: Office) -> None:
    added = add(office, kind="TAX_ARREARS", publicity="CONSENT")["item"]
    assert (added["kind"], added["scope"]) == ("TAX_ARREARS", "creditfile.tax:read")


@pytest.mark.parametrize(
    ("changes", "code", "path"),
    [
        ({"name": "企业主宗教信仰"}, "NEVER_COLLECTED", ["input", "name"]),
        ({"name": "ＢＬＯＯＤ＿ＴＹＰＥ", "publicity": "CONSENT"}, "NEVER_COLLECTED", ["input", "name"]),
        ({"code": "GENES"}, "NEVER_COLLECTED", ["input", "code"]),
        (
            {"fields": [*FIELDS, {"code": "X", "name": "备注", "note": "病 史"}]},
            "NEVER_COLLECTED",
            ["input", "fields", "6", "note"],
        ),
        ({"name": "银行存款"}, "CONSENT_ONLY", ["input", "name"]),
        ({"name": "不动产登记", "publicity": "GOVERNMENT"}, "CONSENT_ONLY", ["input", "name"]),
        ({"kind": "TAX_RATING"}, "CONSENT_ONLY", ["input", "fields", "5", "type"]),
        ({"retentionMonths": 0}, "CATALOGUE_REFUSED", ["input", "retentionMonths"]),
        ({"fields": FIELDS[1:]}, "CATALOGUE_REFUSED", ["input", "fields"]),
    ],
)
def test_what_may_not_be_held_is_refused_and_nothing_written(
    office: Office, changes: Any, code: str, path: list[str]
) -> None:
    before = office.rows(*TABLES)
    refused = add(office, **changes)
    assert (refused["code"], refused["path"]) == (code, path)
    assert ("第十四条" in refused["message"]) is (code != "CATALOGUE_REFUSED")
    assert office.rows(*TABLES) == before


def test_the_operator_says_who_supplies_what(office: Office) -> None:
    bureau = {"item": {"suppliers": [{"code": "T-BUREAU"}]}}
    assert supplied(office, "assignSupplier", "PENALTY", "T-BUREAU") == {"__typename": "CatalogueItemPayload", **bureau}
    again = supplied(office, "assignSupplier", "PENALTY", "T-BUREAU")
    assert again["item"] == bureau["item"]
    assert supplied(office, "unassignSupplier", "PENALTY", "T-BUREAU")["item"] == {"suppliers": []}
    for step, item, institution, code in (
        ("unassignSupplier", "PENALTY", "T-BUREAU", "SUPPLIER_UNKNOWN"),
        ("assignSupplier", "PENALTY", "NOBODY", "SUPPLIER_UNKNOWN"),
        ("assignSupplier", "NOTHING", "T-BUREAU", "CATALOGUE_ITEM_UNKNOWN"),
        ("assignSupplier", "RISK_CLASS", "T-BUREAU", "CATALOGUE_ITEM_UNKNOWN"),
    ):
        assert supplied(office, step, item, institution)["code"] == code


def test_nobody_else_changes_the_catalogue(office: Office) -> None:
    before = office.rows(*TABLES)
    for caller in (office.now("bureau"), ANONYMOUS):
        with pytest.raises(Exception, match="catalogue:write"):
            office.ask(caller, ADD, {"i": ITEM})
        with pytest.raises(Exception, match="catalogue:write"):
            office.ask(caller, ASSIGN % "assignSupplier", {"i": {"item": "PENALTY", "institution": "T-BUREAU"}})
    assert office.rows(*TABLES) == before


def test_the_command_line_does_the_same(
    office: Office, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("EXCHANGE_DATABASE_URL", database_url)
    file, wrong = tmp_path / "item.json", tmp_path / "wrong.json"
    file.write_text(json.dumps(ITEM), encoding="utf-8")
    wrong.write_text(json.dumps(ITEM | {"code": "Y", "name": "基因"}), encoding="utf-8")

    def run(*words: str) -> Any:
        return CliRunner().invoke(app, list(words))

    assert run("add", str(file)).output == "CITY_PRIZE is in the catalogue.\n"
    assert run("assign", "CITY_PRIZE", "T-BUREAU").output == "T-BUREAU supplies CITY_PRIZE.\n"
    assert "CITY_PRIZE\tHONOUR\tPUBLIC\t示例奖励\tT-BUREAU\n" in run("list").output
    assert run("unassign", "CITY_PRIZE", "T-BUREAU").output == "T-BUREAU supplies CITY_PRIZE no more.\n"
    assert getattr(run("add", str(wrong)).exception, "code", None) == "NEVER_COLLECTED"
    file.write_text(json.dumps(ITEM | {"colour": "red"}), encoding="utf-8")
    assert getattr(run("add", str(file)).exception, "code", None) == "CATALOGUE_REFUSED"
