"""The reference files of lists and memoranda: whole, consistent in themselves, and the same as their sources."""

import csv
from collections import Counter
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, update

from exchange import clock
from exchange.institution.model import Institution
from exchange.listing.model import ListDefinition, ListGround
from exchange.measure.model import Measure, MeasureDepartment
from exchange.memorandum.model import Memorandum, MemorandumEdition, MemorandumLead, Signatory
from exchange.reference import lists, memoranda
from exchange.reference.load import deadline_rules
from exchange.reference.seed import missing, seed

SHARED_DATA = Path(__file__).parents[2].parent / "shared" / "data"
with_sources = pytest.mark.skipif(not SHARED_DATA.is_dir(), reason=f"the source data are not at {SHARED_DATA}")
FILES = (
    "list_definitions.tsv",
    "list_grounds.tsv",
    "memoranda.tsv",
    "memorandum_measures.tsv",
    "memorandum_signatories.tsv",
)
MEMORANDA = {row.code: row for row in memoranda.memoranda()}
LISTS = {row.code: row for row in lists.list_definitions()}


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_plain_and_names_its_source(file: str) -> None:
    content = files("exchange.reference").joinpath(file).read_bytes()
    heading = [line.split(":")[0] for line in content.decode("utf-8").split("\n") if line.startswith("# ")]

    assert heading[:3] == ["# title", "# source", "# made"]
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize(
    ("row", "table"),
    [
        (memoranda.MemorandumRow, Memorandum),
        (memoranda.EditionRow, MemorandumEdition),
        (memoranda.DepartmentOfEditionRow, Signatory),
        (memoranda.DepartmentOfEditionRow, MemorandumLead),
        (memoranda.MeasureRow, Measure),
        (memoranda.DepartmentOfMeasureRow, MeasureDepartment),
        (lists.ListDefinitionRow, ListDefinition),
        (lists.ListGroundRow, ListGround),
    ],
)
def test_a_row_has_columns_of_its_table(row: Any, table: Any) -> None:
    assert {field.name for field in fields(row)} <= set(table.__table__.columns.keys())


def test_what_is_linked_is_there() -> None:
    assert len(MEMORANDA) == 21
    assert len(LISTS) == 13
    assert {row.list_code for row in MEMORANDA.values()} - {None} <= LISTS.keys()
    assert [(row.code, row.supersedes_code) for row in MEMORANDA.values() if row.supersedes_code] == [("M04", "M03")]
    editions = {row.id for row in memoranda.editions()}
    assert {row.edition_id for row in (*memoranda.signatories(), *memoranda.leads())} <= editions
    assert {row.edition_id for row in memoranda.measures()} <= editions
    measures = [row.id for row in memoranda.measures()]
    assert len(measures) == len(set(measures)) == 35
    assert {row.measure_id for row in memoranda.measure_departments()} <= set(measures)


def test_signatories_are_as_many_as_the_memorandum_says_where_they_are_evidenced() -> None:
    signed = Counter(row.edition_id for row in memoranda.signatories())

    assert sum(signed.values()) == 231
    assert {edition.removeprefix("edn_").split(".")[0]: count for edition, count in signed.items()} == {
        code: MEMORANDA[code].departments_stated for code in ("M01", "M02", "M05", "M06", "M08", "M10", "M13")
    }


def test_only_the_court_s_list_is_the_court_s_and_has_grounds() -> None:
    assert [code for code, row in LISTS.items() if row.court_only] == ["JUDGMENT_DEFAULTER"]
    assert {row.list_code for row in lists.list_grounds()} == {"JUDGMENT_DEFAULTER"}
    assert [row.number for row in lists.list_grounds()] == [1, 2, 3, 4, 5, 6]


def test_a_period_whose_text_was_not_at_hand_is_not_verified() -> None:
    verified = {row.code: row.verified for row in deadline_rules() if row.code.startswith(("LIST_", "MEASURE_"))}
    assert verified == {
        "LIST_PLEA": True,
        "LIST_PUBLICITY": False,
        "LIST_RESTORATION": True,
        "LIST_COURT_REMOVAL": False,
        "MEASURE_FEEDBACK": False,
    }


def test_a_migration_takes_back_nothing_that_the_operator_decided(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(Institution), [{"code": "T-COURT", "name": "示例法院", "kind": "COURT"}])
        kept = update(ListDefinition).where(ListDefinition.code == "JUDGMENT_DEFAULTER")
        connection.execute(kept.values(keeper_code="T-COURT", name="旧名"))
        edition = update(MemorandumEdition).where(MemorandumEdition.id == "edn_M02.1")
        connection.execute(edition.values(published_at=clock.now()))

        assert missing(connection) == {"list_definition": 1}
        assert {name: count for name, count in seed(connection).items() if count} == {"list_definition": 1}
        assert missing(connection) == {}
        found = select(ListDefinition.keeper_code, ListDefinition.name).where(
            ListDefinition.code == "JUDGMENT_DEFAULTER"
        )
        assert tuple(connection.execute(found).one()) == ("T-COURT", "失信惩戒主体名单（失信被执行人）")
        published = select(MemorandumEdition.published_at).where(MemorandumEdition.id == "edn_M02.1")
        assert connection.scalar(published) is not None


def source(file: str) -> list[dict[str, str]]:
    with (SHARED_DATA / "policy" / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@with_sources
def test_memoranda_are_those_of_the_sources() -> None:
    for row in source("memoranda.csv"):
        ours = MEMORANDA[row["memo_id"]]
        assert (ours.title, ours.document_number or "", str(ours.year or "")) == (
            row["title"],
            row["doc_no"],
            row["year"],
        )
        assert (str(ours.departments_stated or ""), str(ours.measures_stated or "")) == (
            row["n_depts"],
            row["n_measures"],
        )
        assert (ours.kind, ours.subject) == (row["kind"].upper(), row["list_kind"])


@with_sources
def test_signatories_and_measures_are_those_of_the_sources() -> None:
    signed = [(f"edn_{row['memo_id']}.1", int(row["seq"]), row["department"]) for row in source("memo_signers.csv")]
    assert [(row.edition_id, row.position, row.department) for row in memoranda.signatories()] == signed
    stated = {(row["memo_id"], row["seq"]): row["measure"].split("（以下")[0] for row in source("memo_measures.csv")}
    ours = {tuple(row.id.removeprefix("msr_").split(".1.")): row.content.rstrip("…") for row in memoranda.measures()}
    assert ours == stated
