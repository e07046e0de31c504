"""In which forms submissions come: formats, encodings, workbooks, and what isn't opened at all."""

import csv
import gzip
import io
import json
import resource
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine

from exchange.settings import Settings
from exchange.submission import formula
from exchange.submission.refusal import (
    EncodingUnknown,
    FileDamaged,
    FileEmpty,
    FormatDiffers,
    FormatUnknown,
    WorkbookRefused,
)
from exchange.submission.workbook import as_table
from tests.ingest.penalties import HEAD, codes, commit, counts, enrol, many, penalty, records, rejects, table, uscc
from tests.ingest.workbooks import SHEET, crafted, understated, workbook

FIRST = [penalty(1)[head] for head in HEAD]


@pytest.fixture
def engine(engine: Engine) -> Engine:
    """Enrol the suppliers."""
    enrol(engine)
    return engine


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own."""
    return replace(settings, storage=str(tmp_path / "storage"))


def ndjson(*lines: dict[str, str]) -> bytes:
    """Return NDJSON."""
    return b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)


def test_the_forms_say_the_same(engine: Engine, settings: Settings) -> None:
    lines = [penalty(1), penalty(2)]
    sheet = workbook([HEAD, *[[line[head] for head in HEAD] for line in lines]])

    assert counts(commit(engine, settings, table(*lines), "1")) == (2, 0, 0, 0, 0)
    for batch, data in enumerate(
        (
            table(*lines, encoding="gb18030"),
            b"\xef\xbb\xbf" + table(*lines),
            gzip.compress(table(*lines)),
            ndjson(*lines),
            json.dumps(lines).encode(),
            sheet,
        ),
        2,
    ):
        assert counts(commit(engine, settings, data, str(batch))) == (0, 0, 2, 0, 0)


def test_a_workbooks_days_and_numbers_are_read_as_they_stand(engine: Engine, settings: Settings) -> None:
    cells = dict(zip(HEAD, FIRST, strict=True)) | {"CF_JDRQ": date(2026, 3, 1), "CF_NR_FK": 25.2275, "CF_NR": "甲\n乙"}
    told = commit(engine, settings, workbook([HEAD, [cells[head] for head in HEAD]], [["nothing"]]), format="XLSX")

    assert counts(told) == (1, 0, 0, 0, 0)
    assert any("first sheet" in note["message"] for note in told["notes"])
    ((decided_on, facts),) = records(engine, "decided_on", "facts")
    assert decided_on == date(2026, 3, 1)
    assert (json.loads(facts)["fine_fen"], json.loads(facts)["content"]) == (25_227_500, "甲 乙")


def test_lines_have_the_sheets_numbers_and_come_back_as_csv(engine: Engine, settings: Settings) -> None:
    wrong = ["gestern" if head == "CF_JDRQ" else cell for head, cell in zip(HEAD, FIRST, strict=True)]
    told = commit(engine, settings, workbook([HEAD, FIRST, [], wrong]))

    assert codes(told) == [(4, "CF_JDRQ", "DATE_UNKNOWN")]
    back = rejects(settings, told).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(back))) == [list(HEAD), wrong]


@pytest.mark.parametrize(
    ("data", "options", "refusal"),
    [
        (table(penalty(1), encoding="utf-16"), {}, EncodingUnknown),
        (table(penalty(1), encoding="gb18030"), {"encoding": "utf-8"}, EncodingUnknown),
        (bytes(range(128, 256)) * 50, {}, EncodingUnknown),
        (b"  \n ", {}, FileEmpty),
        (gzip.compress(table(penalty(1)))[:-9], {}, FileDamaged),
        (ndjson(penalty(1)), {"format": "CSV"}, FormatDiffers),
        (table(penalty(1)), {"format": "XLSX"}, FormatDiffers),
        (table(penalty(1)), {"format": "NDJSON"}, FormatDiffers),
        (workbook([HEAD]), {"format": "CSV"}, FormatDiffers),
        (b"\xd0\xcf\x11\xe0" + bytes(600), {}, FormatUnknown),
        (b"%PDF-1.7 ", {}, FormatUnknown),
    ],
)
def test_a_content_that_is_something_else_is_refused(
    engine: Engine, settings: Settings, data: bytes, options: dict[str, str], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal) as refused:
        commit(engine, settings, data, **options)

    assert settings.storage not in str(refused.value)
    assert records(engine, "id") == []


@cache
def bombs() -> dict[str, tuple[bytes, str]]:
    """Return workbooks that nobody should open, and what is said of each."""
    zeros = SHEET % (b" " * 30_000_000)
    cells = b'<row r="1"><c r="A1"/></row><row r="1048576"><c r="ZZ1048576"/></row>'
    wide = b'<row r="1"><c r="XFD1"/></row>'
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + SHEET % b"&b;"
    fine = workbook([HEAD, FIRST])
    return {
        "a part that unpacks to far too much": (crafted(zeros), "200 times"),
        "one that says otherwise": (
            understated(crafted(zeros), "xl/worksheets/sheet1.xml", 1_000),
            "more than it says|damaged",
        ),
        "a cell at the far end": (crafted(SHEET % cells), "spans 1,048,576 rows"),
        "a cell in the last column": (crafted(SHEET % wide), "16,384 columns"),
        "entities": (crafted(entity), "entities"),
        "macros": (crafted(parts={"xl/vbaProject.bin": b"x"}), "macros"),
        "an archive in it": (crafted(parts={"xl/embeddings/a.zip": b"x"}), "archive"),
        "too many parts": (crafted(parts={f"xl/media/{n}.xml": b"" for n in range(600)}), "500 parts"),
        "some zip": (crafted(parts={}).replace(b"xl/workbook.xml", b"xl/wurkbook.xml"), "no workbook"),
        "a damaged one": (fine[: len(fine) // 2], "damaged"),
    }


@pytest.mark.parametrize("name", list(bombs()))
def test_a_workbook_that_nobody_should_open_is_refused(tmp_path: Path, name: str) -> None:
    data, said = bombs()[name]
    assert len(data) < 200_000
    (tmp_path / "content").write_bytes(data)

    with pytest.raises(WorkbookRefused, match=said):
        as_table(tmp_path / "content", tmp_path / "table")


def test_reading_workbooks_stays_within_its_memory() -> None:
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_100_000


FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0", "＝1"]


@pytest.mark.parametrize("text", [*FORMULAS, "'=1", "''=1", "-", "--1"])
def test_a_formula_is_guarded_and_comes_back(text: str) -> None:
    assert formula.neutralised(text) == "'" + text
    assert formula.restored(formula.neutralised(text)) == text


@pytest.mark.parametrize("text", ["", "示例", "-1", "-1.5", "1", "'a", "a=1", "2026-03-01"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert formula.neutralised(text) == formula.restored(text) == text


def test_rejected_lines_hold_no_formula_and_can_be_sent_again(engine: Engine, settings: Settings) -> None:
    lines = [penalty(n, CF_NR=text, CF_JDRQ="x") for n, text in enumerate(FORMULAS, 1)]
    told = commit(engine, settings, table(*lines, penalty(99)) + b'=1,"+2\n-3+4,"@5\n')

    sent_back = rejects(settings, told).decode()
    cells = [cell for row in csv.reader(io.StringIO(sent_back)) for cell in row]
    assert not [cell for cell in cells if formula.is_risky(cell) and not formula.is_guarded(cell)]
    fixed = "\n".join(
        line for line in sent_back.replace(",x,", ",2026-03-01,").splitlines() if "示例" in line or "CF" in line
    )
    again = commit(engine, settings, fixed.encode(), "2")

    assert (again["accepted"], again["rejected"]) == (len(FORMULAS), 0)
    kept = {json.loads(facts)["content"] for (facts,) in records(engine, "facts")}
    assert kept == {text.strip() for text in FORMULAS} | {"处罚款"}


def test_rejected_lines_come_back_byte_by_byte(engine: Engine, settings: Settings) -> None:
    content = table(penalty(1), penalty(2, CF_JDRQ="x"), penalty(3, CF_NR_FK="x"), encoding="gb18030")
    told = commit(engine, settings, content)

    head, _, second, third = content.splitlines()
    assert rejects(settings, told).splitlines() == [head, second, third]
    objects = ndjson(penalty(4), penalty(5, CF_JDRQ="x"))
    told = commit(engine, settings, objects + b"{broken\n", "2")
    # What can't be read at all comes first.
    assert rejects(settings, told).splitlines() == [b"{broken", objects.splitlines()[1]]


def test_unknown_keys_cost_their_own_object(engine: Engine, settings: Settings) -> None:
    told = commit(engine, settings, ndjson(penalty(1), penalty(2, CF_XYZ="1")))

    assert counts(told) == (1, 0, 0, 1, 0)
    assert codes(told) == [(2, None, "UNKNOWN_COLUMNS")]


def test_the_real_penalties_go_in_as_history(engine: Engine, settings: Settings, shared_data: Path) -> None:
    data = (shared_data / "penalties" / "penalties_huizhou.csv").read_bytes()
    left = ("id", "uscc_check", "other_ids", "date_note", "doc_kind", "city", "source_kind", "source_url")
    told = commit(
        engine,
        settings,
        data,
        history=True,
        ignore=(*left, "found_in_registry_extract"),
        columns={"cf_nr_fk_wan": "CF_NR_FK"},
    )

    assert (counts(told), told["read"]) == ((8, 0, 0, 0, 0), 8)
    assert {(line, field) for line, field, _ in codes(told, "gaps")} == {
        (2, "CF_JDRQ"), (3, "CF_JDRQ"), (4, "CF_JDRQ"), (5, "CF_JDRQ"), (6, "CF_JDRQ"),
        *((line, "CF_XDR_SHXYM") for line in range(4, 10)), (6, "CF_WSH"),
    }  # fmt: skip
    assert [gap["message"] for gap in told["gaps"] if "2019-12" in gap["message"]] != []
    found = records(engine, "state", "published_from", "published_until")
    assert found == [("EXPIRED", None, None)] * 8
    fines = [json.loads(facts).get("fine_fen") for (facts,) in records(engine, "facts")]
    assert sorted(fine for fine in fines if fine) == [464_000, 1_063_000, 10_000_000, 14_000_000, 25_227_500]


def test_columns_are_left_aside_by_name_only(engine: Engine, settings: Settings) -> None:
    told = commit(engine, settings, many([1], note="x", other="y"), ignore=["NOTE", "other"])

    assert counts(told) == (1, 0, 0, 0, 0)
    assert records(engine, "uscc") == [(uscc(1),)]
