"""What a clerk sees: exit codes, the receipt in both forms, refusals in one line."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import Engine

from tests.ingest.registry import count, csv, line, many, uscc

MAIN = "from exchange.app.cli import main; main()"


def run(url: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `exchange` with these words."""
    environment = {**os.environ, "EXCHANGE_DATABASE_URL": url, "COLUMNS": "100"}
    command = [sys.executable, "-c", MAIN, *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_an_institution_is_enrolled_and_its_batch_is_taken_in(database_url: str, tmp_path: Path) -> None:
    file, rejects = tmp_path / "file.csv", tmp_path / "rejects.csv"
    file.write_bytes(csv(line(1), line(2, uscc=uscc(7).lower()), line(3, capital="100()")))

    enrolled = run(database_url, "institution", "create", "SCJG", "--name", "示例局", "--kind", "bureau")
    listed = run(database_url, "institution", "list")
    taken = run(
        database_url, "ingest", "registry", file, "--supplier", "SCJG", "--batch", "2026-1", "--json",
        "--rejects", rejects, "--as-of", "2026-01-31",
    )  # fmt: skip

    assert (enrolled.returncode, enrolled.stdout) == (0, "SCJG is enrolled.\n")
    assert listed.stdout == "SCJG\tBUREAU\t示例局\n"
    assert (taken.returncode, taken.stderr) == (0, "")
    receipt = json.loads(taken.stdout)
    assert receipt["lines"] == {"as_received": 1, "repaired": 1, "rejected": 1}
    assert [(one["line"], one["field"], one["code"]) for one in receipt["rejections"]] == [
        (4, "capital", "CAPITAL_UNIT_MISSING")
    ]
    assert receipt["repairs"][0]["first_lines"] == [3]
    assert rejects.read_text() == csv(line(3, capital="100()")).decode()


def test_the_receipt_for_people_says_the_same(engine: Engine, database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(csv(line(1), line(2, uscc=uscc(7).lower()), line(3, capital="100()")))

    taken = run(database_url, "ingest", "registry", file, "--supplier", "AIC", "--batch", "1")

    assert taken.returncode == 0
    assert "line 4 capital CAPITAL_UNIT_MISSING" in taken.stdout
    assert "repaired 1 x LOWER_CASE, first on line 3" in taken.stdout


def test_exit_codes_tell_refused_from_misused(engine: Engine, database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(csv(line(1), line(2, uscc="1")))
    words: tuple[str | Path, ...] = ("ingest", "registry", file, "--supplier", "AIC")

    strict = run(database_url, *words, "--batch", "1", "--strict", "--json")
    unknown = run(database_url, "ingest", "registry", file, "--supplier", "NONE", "--batch", "1")
    misused = run(database_url, *words)

    assert (strict.returncode, json.loads(strict.stdout)["committed"]) == (1, False)
    assert (unknown.returncode, unknown.stderr.partition(":")[0]) == (1, "SUPPLIER_UNKNOWN")
    assert misused.returncode == 2
    assert count(engine, "entity") == 0


def test_the_same_batch_sent_twice_at_once_is_applied_once(engine: Engine, database_url: str, tmp_path: Path) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(many(range(3_000)))
    words = ("ingest", "registry", file, "--supplier", "AIC", "--batch", "1", "--json")

    with ThreadPoolExecutor(2) as pool:
        runs = [each.result() for each in [pool.submit(run, database_url, *words) for _ in range(2)]]

    receipts = [json.loads(each.stdout) for each in runs]
    assert sorted(receipt["replayed"] for receipt in receipts) == [False, True]
    assert [receipt["accepted"] for receipt in receipts] == [3_000, 3_000]
    assert (count(engine, "entity"), count(engine, "submission")) == (3_000, 1)


def test_an_institution_cannot_be_two(database_url: str) -> None:
    words = ("institution", "create", "SCJG", "--kind", "BUREAU", "--name")

    first, again, other = [run(database_url, *words, name) for name in ("示例局", "示例局", "别局")]
    kind = run(database_url, "institution", "create", "X", "--name", "x", "--kind", "CAFE")
    code = run(database_url, "institution", "create", "x y", "--name", "x", "--kind", "BANK")

    assert (first.returncode, again.stdout) == (0, "SCJG was enrolled already.\n")
    assert (other.returncode, other.stderr.partition(":")[0]) == (1, "INSTITUTION_EXISTS")
    assert [each.stderr.partition(":")[0] for each in (kind, code)] == ["INSTITUTION_REFUSED"] * 2
