"""Whether a batch is taken whole or not at all, once, and its receipt adds up."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from exchange.entity.ingest import ingest_registry
from exchange.errors import ExchangeError
from tests.ingest.registry import codes, count, csv, entities, line, many, send, uscc


def test_a_clean_file_is_accepted(engine: Engine, tmp_path: Path) -> None:
    receipt = send(engine, tmp_path, many(range(3)))

    assert receipt.counts() == {
        "read": 3, "accepted": 3, "changed": 0, "unchanged": 0, "rejected": 0, "repaired": 0,
    }  # fmt: skip
    assert receipt.as_json()["lines"] == {"as_received": 3, "repaired": 0, "rejected": 0}
    assert (receipt.committed, receipt.replayed) == (True, False)
    assert [row[0] for row in entities(engine)] == [uscc(number) for number in range(3)]


def test_the_same_batch_again_changes_nothing_and_returns_the_first_receipt(engine: Engine, tmp_path: Path) -> None:
    content = csv(line(1), line(2, capital="2(万)"), line(3, uscc="无"))
    first = send(engine, tmp_path, content)

    again = send(engine, tmp_path, content)

    assert again.replayed
    assert again.as_json() | {"replayed": False} == first.as_json()
    assert (count(engine, "submission"), count(engine, "submission_remark")) == (1, 2)


def test_the_same_content_under_another_number_is_unchanged(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, many(range(3)))
    before = entities(engine)

    receipt = send(engine, tmp_path, many(range(3)), batch="2")

    assert (receipt.unchanged, receipt.accepted, receipt.changed) == (3, 0, 0)
    assert (entities(engine), count(engine, "entity_version")) == (before, 0)


def test_the_same_number_with_other_content_is_refused(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, many(range(3)))

    with pytest.raises(ExchangeError, match="other content") as refused:
        send(engine, tmp_path, many(range(4)))

    assert refused.value.code == "BATCH_CONTENT_DIFFERS"
    assert (count(engine, "entity"), count(engine, "submission")) == (3, 1)


def test_strict_applies_nothing_and_still_says_why(engine: Engine, tmp_path: Path) -> None:
    receipt = send(engine, tmp_path, csv(line(1), line(2, uscc="123")), strict=True)

    assert (receipt.committed, receipt.submission, receipt.accepted, receipt.rejected) == (False, None, 1, 1)
    assert codes(receipt) == [(3, "USCC_LENGTH")]
    assert [count(engine, name) for name in ("entity", "entity_name", "submission", "submission_remark")] == [0] * 4


def test_strict_without_rejections_is_committed(engine: Engine, tmp_path: Path) -> None:
    assert send(engine, tmp_path, many(range(2)), strict=True).committed


def test_an_unknown_supplier_is_refused(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(many(range(1)))

    with pytest.raises(ExchangeError, match="exchange institution create NOBODY") as refused:
        ingest_registry(engine, path, "NOBODY", "1")

    assert refused.value.code == "SUPPLIER_UNKNOWN"


@pytest.mark.parametrize("number", ["", " 1", "a\nb", "1" * 101])
def test_a_batch_number_that_can_be_none_is_refused(engine: Engine, tmp_path: Path, number: str) -> None:
    (tmp_path / "file").write_bytes(many(range(1)))

    with pytest.raises(ExchangeError) as refused:
        ingest_registry(engine, tmp_path / "file", "AIC", number)

    assert refused.value.code == "BATCH_NUMBER"


def test_the_same_entity_twice_in_a_batch(engine: Engine, tmp_path: Path) -> None:
    receipt = send(engine, tmp_path, csv(line(1), line(1), line(1, address="惠州市示例路2号")))

    assert (receipt.accepted, receipt.unchanged, receipt.rejected) == (1, 1, 1)
    assert codes(receipt) == [(4, "DUPLICATE_USCC")]
    assert "Line 2 of this batch" in receipt.rejections[0].message


def test_an_unchanged_entity_may_not_be_contradicted_later_in_the_batch(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, many(range(1)))
    later = [line(0), *map(line, range(1, 5000)), line(0, address="惠州市示例路2号")]

    receipt = send(engine, tmp_path, csv(*later), batch="2")

    assert codes(receipt) == [(5002, "DUPLICATE_USCC")]
    assert (receipt.unchanged, receipt.accepted, receipt.changed) == (1, 4999, 0)


def test_an_unknown_column_is_a_note(engine: Engine, tmp_path: Path) -> None:
    content = "统一社会信用代码,企业名称,天气,法定代表人\n" + f"{uscc(1)},示例一号厂,晴,某人\n"

    receipt = send(engine, tmp_path, content.encode())

    assert receipt.notes == ["The column '天气' is unknown and was left aside."]
    assert receipt.accepted == 1
