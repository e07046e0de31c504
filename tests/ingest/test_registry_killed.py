"""Whether a run that is killed leaves nothing half-applied and can simply be run again."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.ingest.registry import count, csv, entities, line, send, versions

ROOT = Path(__file__).parents[2]
TABLES = ("entity", "entity_version", "entity_name", "entity_gram", "submission", "submission_remark")


def content(address: str) -> bytes:
    """Return three chunks: new lines, changed ones where the address is another, repairs and a rejection."""
    lines = [line(number, address=address, business_scope="营") for number in range(9_000)]
    return csv(*lines, line(1, uscc="1"), line(9_001, capital="1万"))


def kill(url: str, file: Path, point: str) -> None:
    """Run the ingest in a process that is killed at a point."""
    process = subprocess.run(
        [sys.executable, "-m", "tests.ingest.killed", url, str(file), "2", point], cwd=ROOT, check=False
    )
    assert process.returncode == -9


@pytest.mark.parametrize("point", ["1", "3", "commit"])
def test_a_killed_run_leaves_nothing_and_can_be_run_again(
    engine: Engine, database_url: str, tmp_path: Path, point: str
) -> None:
    send(engine, tmp_path, content("甲"))
    before = [count(engine, table) for table in TABLES], entities(engine)
    file = tmp_path / "batch-2"
    file.write_bytes(content("乙"))

    kill(database_url, file, point)

    assert ([count(engine, table) for table in TABLES], entities(engine)) == before
    receipt = send(engine, tmp_path, content("乙"), batch="2")
    assert (receipt.replayed, receipt.changed, receipt.unchanged, receipt.rejected) == (False, 9_000, 1, 1)
    assert {row[-1] for row in versions(engine)} != set()
    assert (count(engine, "entity_version"), count(engine, "entity")) == (9_000, 9_001)


def test_a_run_killed_on_an_empty_register_ends_as_one_that_was_not(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "batch-2"
    file.write_bytes(content("甲"))

    kill(database_url, file, "2")

    assert [count(engine, table) for table in TABLES] == [0] * len(TABLES)
    receipt = send(engine, tmp_path, content("甲"), batch="2")
    assert (receipt.accepted, receipt.repaired, receipt.rejected) == (9_001, 1, 1)
    assert [row[0] for row in entities(engine)] == sorted(row[0] for row in entities(engine))
    assert count(engine, "entity_name") == 9_001
