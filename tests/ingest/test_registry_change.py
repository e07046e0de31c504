"""What a changed line leaves behind, and what the history answers."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, select

from exchange import clock
from exchange.entity.history import stated
from exchange.entity.model import Entity, EntityVersion
from exchange.name.model import EntityName
from tests.ingest.registry import count, csv, line, send, uscc

CODE = uscc(1)
FIRST, SECOND, THIRD = (datetime(2026, month, 1, 4, tzinfo=UTC) for month in (1, 2, 3))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the clock."""

    def set_clock(instant: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)
        monkeypatch.setattr(clock, "today", lambda: instant.astimezone(clock.LOCAL).date())

    return set_clock


def addresses(engine: Engine, day: date | None, instant: datetime | None) -> list[tuple[str, date]]:
    """Return address and first day of what was stated of CODE."""
    columns = {"day": Entity.__table__.c.valid_from.type, "instant": Entity.__table__.c.known_from.type}
    bound = {name: bindparam(name, type_=kind) for name, kind in columns.items()}
    query = stated(bindparam("code"), day and bound["day"], instant and bound["instant"])
    given = {"code": CODE} | ({"day": day} if day else {}) | ({"instant": instant} if instant else {})
    with engine.connect() as connection:
        return [(row.address, row.valid_from) for row in connection.execute(query, given)]


def test_a_change_keeps_the_row_it_replaces(engine: Engine, tmp_path: Path, at: Any) -> None:
    at(FIRST)
    send(engine, tmp_path, csv(line(1)))
    at(SECOND)

    receipt = send(engine, tmp_path, csv(line(1, address="新址")), batch="2", as_of=date(2026, 1, 20))

    assert (receipt.changed, receipt.accepted, receipt.unchanged) == (1, 0, 0)
    with engine.connect() as connection:
        now = connection.execute(select(Entity.__table__)).one()
        before = connection.execute(select(EntityVersion.__table__)).one()
    assert (now.address, now.valid_from, now.known_from) == ("新址", date(2026, 1, 20), SECOND)
    assert (now.first_seen_at, now.last_seen_at, now.submission_id, now.line) == (FIRST, SECOND, 2, 2)
    assert (before.address, before.valid_from, before.valid_to) == (
        "惠州市示例路1号",
        date(2001, 5, 16),
        date(2026, 1, 20),
    )
    assert (before.known_from, before.known_to, before.submission_id) == (FIRST, SECOND, 1)


def test_an_unchanged_entity_is_seen_again(engine: Engine, tmp_path: Path, at: Any) -> None:
    at(FIRST)
    send(engine, tmp_path, csv(line(1)))
    at(SECOND)

    send(engine, tmp_path, csv(line(1)), batch="2")

    with engine.connect() as connection:
        row = connection.execute(select(Entity.__table__)).one()
    assert (row.first_seen_at, row.last_seen_at, row.known_from, row.submission_id) == (FIRST, SECOND, FIRST, 1)


def test_history_answers_as_of_a_day_and_as_known_at_an_instant(engine: Engine, tmp_path: Path, at: Any) -> None:
    at(FIRST)
    send(engine, tmp_path, csv(line(1, address="甲")))
    at(SECOND)
    send(engine, tmp_path, csv(line(1, address="乙")), batch="2", as_of=date(2026, 1, 20))
    at(THIRD)
    # A correction for an earlier day: since 2010 it had been another address altogether.
    send(engine, tmp_path, csv(line(1, address="丙")), batch="3", as_of=date(2010, 1, 1))

    before, origin, turn, corrected = date(2001, 5, 15), date(2001, 5, 16), date(2026, 1, 20), date(2010, 1, 1)
    expected: list[tuple[date | None, datetime | None, list[tuple[str, date]]]] = [
        (None, None, [("丙", corrected)]),
        (None, FIRST, [("甲", origin)]),
        (None, SECOND, [("乙", turn)]),
        (date(2026, 6, 1), FIRST, [("甲", origin)]),
        (date(2026, 1, 19), SECOND, [("甲", origin)]),
        (turn, SECOND, [("乙", turn)]),
        (date(2026, 1, 19), THIRD, [("丙", corrected)]),
        (date(2009, 12, 31), THIRD, [("甲", origin)]),
        (date(2009, 12, 31), None, [("甲", origin)]),
        (before, None, []),
        (None, datetime(2025, 1, 1, tzinfo=UTC), []),
    ]
    assert [addresses(engine, day, instant) for day, instant, _ in expected] == [answer for *_, answer in expected]


def test_a_day_of_registration_that_is_unknown_begins_with_the_receipt(engine: Engine, tmp_path: Path, at: Any) -> None:
    at(FIRST)
    send(engine, tmp_path, csv(line(1, registered_on="")))

    assert addresses(engine, None, None) == [("惠州市示例路1号", date(2026, 1, 1))]


def test_a_column_that_is_absent_says_nothing(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, csv(line(1)))

    receipt = send(engine, tmp_path, f"uscc,name\n{CODE},示例1号贸易有限公司\n".encode(), batch="2")

    assert (receipt.unchanged, receipt.changed) == (1, 0)


def test_an_empty_cell_says_that_it_is_unknown(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, csv(line(1)))

    receipt = send(engine, tmp_path, f"uscc,name,address\n{CODE},示例1号贸易有限公司,\n".encode(), batch="2")

    assert receipt.changed == 1
    assert [address for address, _ in addresses(engine, None, None)] == [None]


def test_a_new_name_makes_the_old_one_a_former_one(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, csv(line(1)))

    send(engine, tmp_path, csv(line(1, name="示例新名有限公司")), batch="2")

    with engine.connect() as connection:
        names = connection.execute(select(EntityName.name, EntityName.kind)).all()
    assert sorted(tuple(row) for row in names) == [("示例1号贸易有限公司", "FORMER"), ("示例新名有限公司", "CURRENT")]


def test_former_names_are_indexed_with_a_new_entity(engine: Engine, tmp_path: Path) -> None:
    send(engine, tmp_path, f"uscc,name,曾用名\n{CODE},示例厂,旧名厂；古名厂\n".encode())

    assert count(engine, "entity_name") == 3
