"""Whether the real registry files are taken in, with exact figures; skipped where they are absent."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from exchange.entity.ingest import Options, ingest_registry
from exchange.submission.receipt import Receipt
from tests.ingest.registry import count

ROOT = Path(__file__).parents[2]
AS_RECEIVED = {
    "USCC_OLD_NUMBER": 357,
    "USCC_CHECK": 190,
    "CAPITAL_UNIT_MISSING": 124,
    "CAPITAL_NOT_A_NUMBER": 89,
    "COLUMNS_SHIFTED": 88,
    "DUPLICATE_USCC": 30,
    "COLUMN_COUNT": 8,
    "USCC_MISSING": 6,
    "USCC_CHARACTER": 3,
    "USCC_LENGTH": 2,
    "QUOTE_STRAY": 1,
}


@pytest.fixture
def registry(shared_data: Path) -> Path:
    """Return the folder of the registry files."""
    return shared_data / "registry"


def take(engine: Engine, path: Path, batch: str = "1", rejects: Path | None = None) -> Receipt:
    """Take a real file in."""
    return ingest_registry(engine, path, "AIC", batch, options=Options(rejects=rejects))


def weighed(url: str, path: Path) -> dict[str, Any]:
    """Take a file in, in a process of its own."""
    command = [sys.executable, "-m", "tests.ingest.weigh", url, str(path)]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)  # type: ignore[no-any-return]


def test_huizhou_is_accepted_and_unchanged_the_second_time(engine: Engine, registry: Path) -> None:
    path = registry / "huizhou_enterprises.csv"

    first, second = take(engine, path), take(engine, path, "2")

    assert (first.accepted, first.rejected, first.repaired) == (3_676, 0, 0)
    assert (second.unchanged, second.read) == (3_676, 3_676)
    assert (count(engine, "entity"), count(engine, "entity_version")) == (3_676, 0)


def test_guangdong_is_taken_in_with_less_than_200_megabytes(engine: Engine, database_url: str, registry: Path) -> None:
    receipt = weighed(database_url, registry / "guangdong_enterprises.csv.gz")

    # Seven names hold characters of a supplier's own font, which nobody else can show.
    assert (receipt["read"], receipt["accepted"], receipt["rejected"]) == (113_120, 113_120, 0)
    assert {kind["code"]: kind["count"] for kind in receipt["repairs"]} == {
        "CAPITAL_CURRENCY_ASSUMED": 18_202,
        "CAPITAL_UNIT": 655,
        "PRIVATE_USE_CHARACTER": 69,
        "WHITE_SPACE": 1,
        "INVISIBLE_CHARACTER": 1,
    }
    assert receipt["peak_megabytes"] < 200
    assert count(engine, "entity") == count(engine, "entity_name") == 113_120


def test_every_line_as_received_is_accounted_for(engine: Engine, registry: Path, tmp_path: Path) -> None:
    receipt = take(engine, registry / "as_received" / "registry_as_received.csv", rejects=tmp_path / "rejects")

    assert receipt.counts() == {
        "read": 2_934, "accepted": 1_972, "changed": 0, "unchanged": 144, "rejected": 818, "repaired": 625,
    }  # fmt: skip
    assert receipt.as_json()["lines"] == {"as_received": 1_491, "repaired": 625, "rejected": 818}
    assert Counter(remark.code for remark in receipt.rejections) == AS_RECEIVED
    assert len({remark.line for remark in receipt.rejections}) == 818
    assert len((tmp_path / "rejects").read_bytes().splitlines()) == 1 + 818


def test_nul_bytes_cost_their_line_only(engine: Engine, registry: Path) -> None:
    receipt = take(engine, registry / "as_received" / "csv_nul_bytes_sichuan_1999.csv")

    assert (receipt.read, receipt.accepted, receipt.rejected) == (59, 58, 1)
    assert [(remark.line, remark.field, remark.code) for remark in receipt.rejections] == [
        (31, "name", "CONTROL_CHARACTER")
    ]


def test_an_unescaped_quote_costs_its_element_only(engine: Engine, registry: Path) -> None:
    receipt = take(engine, registry / "as_received" / "json_unescaped_quote_guangdong_1988.json")

    assert (receipt.read, receipt.accepted, receipt.rejected) == (135, 134, 1)
    assert [(remark.line, remark.code) for remark in receipt.rejections] == [(72, "JSON_SYNTAX")]
    assert "(line 73 of the file)" in receipt.rejections[0].message
