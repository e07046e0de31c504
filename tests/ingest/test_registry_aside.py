"""Whether a file prepared in a process of its own is taken in as any other, and fails as any other."""

import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from exchange.entity import aside, ingest
from exchange.errors import ExchangeError
from tests.ingest.registry import codes, count, csv, entities, line, many, send

LINES = [
    *map(line, range(5_000)),
    line(1),
    line(2, address="惠州市示例路2号"),
    line(9_001, uscc="1"),
    "a,b",
    line(9_002, capital="1万"),
    line(9_003, name="示例𠮷厂\\"),
]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the smallest file be prepared in a process of its own."""
    monkeypatch.setattr(ingest, "LARGE", 0)


def test_the_receipt_and_the_register_are_the_same(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = send(engine, tmp_path, csv(*LINES), rejects=tmp_path / "usual", strict=True)
    monkeypatch.setattr(ingest, "LARGE", 0)

    receipt = send(engine, tmp_path, csv(*LINES), rejects=tmp_path / "aside")

    assert codes(receipt) == codes(usual) == [(5003, "DUPLICATE_USCC"), (5004, "USCC_LENGTH"), (5005, "COLUMN_COUNT")]
    assert receipt.repairs == usual.repairs
    assert (receipt.accepted, receipt.unchanged, receipt.rejected) == (5_002, 1, 3)
    assert (tmp_path / "aside").read_bytes() == (tmp_path / "usual").read_bytes()
    assert count(engine, "entity") == count(engine, "entity_name") == 5_002
    assert "示例𠮷厂\\" in {row[1] for row in entities(engine)}


@pytest.mark.usefixtures("small")
def test_a_refusal_comes_through(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(ExchangeError) as refused:
        send(engine, tmp_path, b"name,address\na,b\n")

    assert (refused.value.code, count(engine, "submission")) == ("COLUMNS_MISSING", 0)


@pytest.mark.usefixtures("small")
def test_a_file_that_changes_meanwhile_is_refused(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = aside.Task

    def meddled(path: Path, *rest: object, **named: object) -> aside.Task:
        path.write_bytes(many(range(2)))
        return began(path, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(ingest, "Task", meddled)

    with pytest.raises(ExchangeError) as refused:
        send(engine, tmp_path, many(range(3)))

    assert (refused.value.code, count(engine, "entity")) == ("FILE_DAMAGED", 0)


@pytest.mark.usefixtures("small")
def test_a_process_that_ends_before_its_time_undoes_the_batch(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/true")

    with pytest.raises(RuntimeError, match="nothing is applied"):
        send(engine, tmp_path, many(range(3)))

    assert (count(engine, "entity"), count(engine, "submission")) == (0, 0)
