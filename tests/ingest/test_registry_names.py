"""What a batch leaves in the index of names: former names of known entities, and an index at rest."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, func, select, text

from exchange.entity.ingest import SETTLED, settle
from exchange.name import form
from exchange.name.model import EntityGram, EntityName
from exchange.name.vocabulary import Vocabulary
from exchange.submission import delimited
from exchange.submission.receipt import Receipt
from tests.ingest.registry import count, csv, line, many, send, uscc

HEAD = "uscc,name,曾用名\n"


def names(engine: Engine) -> set[tuple[str, str, bool]]:
    """Return name, kind and sole of all names."""
    with engine.connect() as connection:
        columns = select(EntityName.name, EntityName.kind, EntityName.sole)
        return {(row.name, row.kind, row.sole) for row in connection.execute(columns)}


def test_former_names_of_a_known_entity_are_added_and_noted(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, f"{HEAD}{uscc(1)},示例厂,旧名厂\n{uscc(2)},示例店,\n".encode())

    receipt = send(
        engine, tmp_path, f"{HEAD}{uscc(1)},示例厂,旧名厂；古名厂；示例厂\n{uscc(2)},示例店,\n".encode(), "2"
    )

    assert (receipt.unchanged, receipt.changed) == (2, 0)
    assert receipt.notes == ["1 entities known before got former names added."]
    assert names(engine) == {
        ("示例厂", "CURRENT", False),
        ("旧名厂", "FORMER", False),
        ("古名厂", "FORMER", False),
        ("示例店", "CURRENT", True),
    }


def test_former_names_known_already_are_no_news(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, f"{HEAD}{uscc(1)},示例厂,旧名厂\n".encode())

    receipt = send(engine, tmp_path, f"{HEAD}{uscc(1)},示例厂,旧名厂\n".encode(), "2")

    assert receipt.notes == []
    assert count(engine, "entity_name") == 2


def test_a_sole_name_gets_a_former_one_together_with_a_new_one(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, f"{HEAD}{uscc(1)},示例厂,\n".encode())

    receipt = send(engine, tmp_path, f"{HEAD}{uscc(1)},示例新厂,示例厂；旧名厂\n".encode(), "2")

    assert receipt.changed == 1
    assert names(engine) == {("示例新厂", "CURRENT", False), ("示例厂", "FORMER", False), ("旧名厂", "FORMER", False)}


def test_a_second_line_of_a_batch_adds_its_former_names(engine: Engine, tmp_path: Path) -> None:
    receipt = send(engine, tmp_path, f"{HEAD}{uscc(1)},示例厂,\n{uscc(1)},示例厂,旧名厂\n".encode())

    assert (receipt.accepted, receipt.unchanged) == (1, 1)
    assert names(engine) == {("示例厂", "CURRENT", False), ("旧名厂", "FORMER", False)}


def test_a_key_that_came_with_a_former_name_is_entered_once(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "ROWS", 1)
    monkeypatch.setattr(Vocabulary, "LOAD", 1)

    receipt = send(engine, tmp_path, f"{HEAD}{uscc(1)},示例厂,\n{uscc(1)},示例厂,旧名厂\n{uscc(2)},旧名厂,\n".encode())

    assert (receipt.accepted, receipt.unchanged, receipt.rejected) == (2, 1, 0)
    with engine.connect() as connection:
        keys = select(EntityGram.code).where(EntityGram.pinyin == "^jiu ming")
        assert connection.execute(keys).scalars().all() == [form.opening(form.bigrams("旧名")[0])]


def test_keys_are_entered_and_counted_in_a_second_load_too(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Vocabulary, "LOAD", 1)
    monkeypatch.setattr(Vocabulary, "MOST", 1)
    send(engine, tmp_path, many(range(100)))

    send(engine, tmp_path, many(range(50, 200)), "2")

    with engine.connect() as connection:
        names = select(EntityGram.names).where(EntityGram.pinyin == "mao yi")
        assert connection.execute(names).scalar_one() == 200


def test_an_entity_never_gets_two_current_names(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, csv(line(1)))
    with engine.begin() as connection:
        connection.execute(delete(EntityName))

    with pytest.raises(LookupError, match=uscc(1)):
        send(engine, tmp_path, csv(line(1, name="示例新名有限公司")), batch="2")

    assert (count(engine, "entity_version"), count(engine, "entity_name")) == (0, 0)


def test_a_large_batch_leaves_the_index_at_rest(engine: Engine, tmp_path: Path) -> None:
    receipt = send(engine, tmp_path, many(range(SETTLED)))

    settle(engine, receipt)

    with engine.connect() as connection:
        most = select(func.max(EntityGram.names)).where(EntityGram.names < 1 << 30)
        assert SETTLED // 2 <= connection.execute(most).scalar_one() <= SETTLED * 2


def test_a_small_batch_leaves_no_entries_pending(engine: Engine, tmp_path: Path) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("Only PostgreSQL's index has pending entries.")
    receipt = send(engine, tmp_path, many(range(50)))

    settle(engine, receipt)

    with engine.connect() as connection:
        moved = text("SELECT gin_clean_pending_list('ix_entity_name_codes')")
        assert connection.execute(moved).scalar_one() == 0


def test_a_failure_to_bring_the_index_to_rest_is_harmless(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE entity_gram")

    settle(engine, Receipt("AIC", "1", "", 1, committed=True, accepted=SETTLED))
