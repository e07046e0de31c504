"""What a batch of the registry tells the feed."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from exchange.entity import telling
from exchange.feed.model import FeedEvent, FeedHead
from tests.ingest.registry import csv, line, many, send, uscc


def told(engine: Engine) -> list[tuple[str, str]]:
    """Return type and entity of every event; check that positions have no gap and all is public."""
    of = select(FeedEvent.position, FeedEvent.type, FeedEvent.object_id, FeedEvent.uscc, FeedEvent.is_public)
    with engine.connect() as connection:
        rows = connection.execute(of.order_by(FeedEvent.position)).all()
        head = connection.scalar(select(FeedHead.position))
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    assert head == len(rows)
    assert all(row.is_public and row.object_id == f"ent_{row.uscc}" for row in rows)
    return [(row.type, row.uscc) for row in rows]


def test_new_and_changed_entities_are_told_of_and_unchanged_ones_are_not(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, csv(line(1), line(2), "broken"))
    first = [("ENTITY_REGISTERED", uscc(1)), ("ENTITY_REGISTERED", uscc(2))]
    assert told(engine) == first
    send(engine, tmp_path, csv(line(1), line(2, address="新址"), line(3)), batch="2")

    assert sorted(told(engine)[2:]) == [("ENTITY_CHANGED", uscc(2)), ("ENTITY_REGISTERED", uscc(3))]


def test_a_batch_that_is_refused_or_sent_again_tells_nothing(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, csv(line(1), "broken"), strict=True)
    assert told(engine) == []
    for _ in range(2):
        send(engine, tmp_path, csv(line(1)), batch="2")

    assert told(engine) == [("ENTITY_REGISTERED", uscc(1))]


def test_many_are_told_of_as_few_are(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "FEW", 3)
    send(engine, tmp_path, many(range(1, 6)))

    assert sorted(told(engine)) == [("ENTITY_REGISTERED", uscc(number)) for number in range(1, 6)]
