"""Whether a first batch takes the register to be empty without asking for each chunk, and a later one doesn't."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from exchange.entity.held import Newcomers
from tests.ingest.registry import codes, count, csv, line, many, send

CHUNKS = range(9_000)
"""More lines than two chunks have."""


@pytest.fixture
def asked(engine: Engine) -> Iterator[list[str]]:
    """Return the statements by which the register is asked what it holds, as they come."""
    heard: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "entity.business_scope" in statement and statement.startswith("SELECT entity.uscc"):
            heard.append(statement)

    event.listen(engine, "before_cursor_execute", hear)
    yield heard
    event.remove(engine, "before_cursor_execute", hear)


def test_an_empty_register_is_not_asked_for_each_chunk(engine: Engine, tmp_path: Path, asked: list[str]) -> None:
    receipt = send(engine, tmp_path, many(CHUNKS))

    assert (receipt.accepted, asked) == (9_000, [])


def test_a_filled_register_is_asked_for_each_chunk(engine: Engine, tmp_path: Path, asked: list[str]) -> None:
    send(engine, tmp_path, many(range(9_000, 9_001)))

    receipt = send(engine, tmp_path, many(CHUNKS), batch="2")

    assert (receipt.accepted, len(asked)) == (9_000, 3)


def test_an_entity_named_again_chunks_later_is_found(engine: Engine, tmp_path: Path, asked: list[str]) -> None:
    again = csv(*map(line, CHUNKS), line(1, address="惠州市示例路2号"), line(2))

    receipt = send(engine, tmp_path, again)

    assert codes(receipt) == [(9_002, "DUPLICATE_USCC")]
    assert (receipt.accepted, receipt.unchanged, count(engine, "entity"), len(asked)) == (9_000, 1, 9_000, 1)


def test_the_register_is_asked_behind_as_many_as_are_remembered(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    monkeypatch.setattr(Newcomers, "MOST", 100)
    again = csv(*map(line, CHUNKS), line(1))

    receipt = send(engine, tmp_path, again)

    assert (receipt.accepted, receipt.unchanged, len(asked)) == (9_000, 1, 2)
