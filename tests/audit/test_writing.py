"""What holds when a write returns, and when it can't: nothing leaves that isn't on the disk."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, select, text

from exchange.audit.entry import Entry
from exchange.audit.model import AccessEntry, AccessPending
from exchange.audit.refusal import LogUnavailable
from exchange.audit.writer import AccessLog
from tests.audit.log import access, count, using, write


def stored(engine: Engine) -> list[Entry]:
    """Return the entries as SQLAlchemy reads them."""
    with engine.connect() as connection:
        return [Entry(*row) for row in connection.execute(select(*AccessEntry.__table__.columns).order_by("id"))]


def test_the_entry_has_the_columns_of_its_table() -> None:
    assert list(Entry._fields) == [column.name for column in AccessEntry.__table__.columns]


def test_an_access_is_read_back_as_it_was_written(engine: Engine, database_url: str) -> None:
    entries = [access(number) for number in range(3)]

    assert write(database_url, entries) == [None]

    assert stored(engine) == sorted(entries, key=lambda one: one.id)
    assert count(engine, AccessPending) == 3


def test_writes_at_the_same_time_are_all_there(engine: Engine, database_url: str) -> None:
    requests = [[access(number) for _ in range(1 + number % 3)] for number in range(200)]

    assert write(database_url, *requests) == [None] * 200

    assert {one.id for one in stored(engine)} == {one.id for request in requests for one in request}


def test_what_gathers_meanwhile_is_one_transaction(engine: Engine, database_url: str) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("only PostgreSQL tells which transaction wrote a row")

    write(database_url, *([access(number)] for number in range(200)))

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(DISTINCT xmin::text) FROM access_entry")) <= 4


def test_an_operation_without_accesses_writes_nothing(engine: Engine, database_url: str) -> None:
    assert write(database_url, []) == [None]
    assert count(engine, AccessEntry) == 0


@pytest.mark.parametrize("table", ["access_entry", "access_pending"])
def test_a_missing_table_refuses_until_it_is_back(table: str, engine: Engine, database_url: str) -> None:
    def rename(old: str, new: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    async def use(log: AccessLog) -> None:
        await log.write([access(1)])
        rename(table, "away")
        with pytest.raises(LogUnavailable) as refused:
            await log.write([access(2)])
        assert refused.value.code == "LOG_UNAVAILABLE"
        assert table not in refused.value.message
        rename("away", table)
        await log.write([access(3)])

    using(database_url, use)

    assert [one.row_count for one in stored(engine)] == [1, 3]
    assert count(engine, AccessPending) == 2


def test_a_log_that_is_held_by_another_refuses_in_time(engine: Engine, database_url: str) -> None:
    async def use(log: AccessLog) -> None:
        with engine.connect() as holder:
            holder.begin()
            if engine.dialect.name == "postgresql":
                holder.execute(text("LOCK TABLE access_pending IN ACCESS EXCLUSIVE MODE"))
            results = await asyncio.gather(*(log.write([access(n)]) for n in range(5)), return_exceptions=True)
            assert [type(one) for one in results] == [LogUnavailable] * 5
        # The lane gives up at the same time; whoever comes before it has may wait for another round.
        for _ in range(100):
            try:
                await log.write([access(9)])
            except LogUnavailable:
                continue
            return

    using(database_url, use, seconds=0.3)

    assert [one.row_count for one in stored(engine)] == [9]


def test_a_lost_connection_is_replaced(engine: Engine, database_url: str) -> None:
    if engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no connection to lose")

    async def use(log: AccessLog) -> None:
        await asyncio.gather(*(log.write([access(n)]) for n in range(2)))
        with engine.begin() as connection:
            others = "pid <> pg_backend_pid() AND datname = current_database()"
            connection.execute(text(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}"))  # noqa: S608
        for number in range(2, 100):
            try:
                await log.write([access(number)])
            except LogUnavailable:
                continue
            return

    using(database_url, use)

    assert len(stored(engine)) == 3


def test_a_database_that_is_away_is_not_made_anew(engine: Engine, database_url: str) -> None:
    if engine.dialect.name == "postgresql":
        wrong = make_url(database_url).set(database="nowhere").render_as_string(hide_password=False)
        assert isinstance(write(wrong, [access()])[0], LogUnavailable)
        return
    engine.dispose()
    path = Path(str(make_url(database_url).database))
    path.rename(path.with_suffix(".away"))

    assert isinstance(write(database_url, [access()])[0], LogUnavailable)

    assert not path.exists()
    path.with_suffix(".away").rename(path)


@pytest.mark.parametrize("spoilt", [{"operation": "\ud800"}, {"row_count": 1 << 70}, {"uscc": None}])
def test_an_entry_that_cannot_be_stored_fails_alone(
    spoilt: dict[str, object], engine: Engine, database_url: str
) -> None:
    results = write(database_url, [access(1)], [access(2), access(3, **spoilt)], [access(4)])

    assert [type(one) for one in results] == [type(None), LogUnavailable, type(None)]
    assert sorted(one.row_count for one in stored(engine)) == [1, 4]


def test_the_same_entry_is_not_logged_twice(engine: Engine, database_url: str) -> None:
    once = access(1)

    results = write(database_url, [once], [once, access(2)])

    assert [type(one) for one in results] == [type(None), LogUnavailable]
    assert stored(engine) == [once]


def test_a_caller_who_leaves_does_not_disturb_the_others(engine: Engine, database_url: str) -> None:
    async def use(log: AccessLog) -> None:
        tasks = [asyncio.create_task(log.write([access(number)])) for number in range(20)]
        await asyncio.sleep(0)
        for task in tasks[::2]:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert results[1::2] == [None] * 10
        assert {type(one) for one in results[::2]} == {asyncio.CancelledError}

    using(database_url, use)

    assert {1, 3, 5, 7, 9, 11, 13, 15, 17, 19} <= {one.row_count for one in stored(engine)}


def test_closing_writes_what_waits(engine: Engine, database_url: str) -> None:
    async def use(log: AccessLog) -> list[asyncio.Task[None]]:
        tasks = [asyncio.create_task(log.write([access(number)])) for number in range(20)]
        await asyncio.sleep(0)
        return tasks

    assert all(task.done() for task in using(database_url, use))
    assert count(engine, AccessEntry) == 20


def test_two_processes_write_beside_each_other(engine: Engine, database_url: str) -> None:
    async def both(log: AccessLog) -> None:
        def other() -> list[BaseException | None]:
            return write(database_url, *([access(number)] for number in range(100)))

        elsewhere = asyncio.create_task(asyncio.to_thread(other))
        await asyncio.gather(*(log.write([access(number)]) for number in range(100)))
        assert await elsewhere == [None] * 100

    using(database_url, both)

    assert count(engine, AccessEntry) == 200
