"""The feed's order: positions are those of the commits, without gaps, whoever writes and whoever gives up."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from exchange.db.engine import connect
from exchange.feed.model import EventType, FeedEvent, FeedHead
from exchange.feed.publishing import Event, publish
from exchange.feed.telling import tell

WRITERS = 8
EACH = 12
FEED = select(FeedEvent.position, FeedEvent.object_id).order_by(FeedEvent.position)


def event(name: str, **more: Any) -> Event:
    return Event(EventType.ENTITY_CHANGED, name, is_public=True, **more)


def fed(engine: Engine) -> list[tuple[int, str]]:
    """Return the whole feed."""
    with engine.connect().execution_options(read_only=True) as connection:
        return [(row.position, row.object_id) for row in connection.execute(FEED)]


@contextmanager
def reading(engine: Engine, seen: list[tuple[int, str]], until: int) -> Iterator[None]:
    """Read behind the last position seen, over and over, while the block runs, up to so many events."""

    def read() -> None:
        while len(seen) < until:
            with engine.connect().execution_options(read_only=True) as connection:
                after = seen[-1][0] if seen else 0
                found = connection.execute(FEED.where(FeedEvent.position > after).limit(5))
                seen.extend((row.position, row.object_id) for row in found)

    reader = threading.Thread(target=read)
    reader.start()
    yield
    reader.join(60)
    assert not reader.is_alive(), f"Of {until} events {len(seen)} were seen."


def test_eight_writers_and_a_reader_see_every_event_once_in_order(engine: Engine, database_url: str) -> None:
    seen: list[tuple[int, str]] = []
    start = threading.Barrier(WRITERS)
    engines = [connect(database_url) for _ in range(WRITERS)]

    def write(number: int) -> None:
        start.wait()
        for round_ in range(EACH):
            with engines[number].connect() as connection, connection.begin() as transaction:
                count = 1 + (number + round_) % 3
                publish(connection, [event(f"{number}-{round_}-{part}") for part in range(count)])
                if (number + round_) % 4 == 0:
                    transaction.rollback()

    committed = {
        f"{number}-{round_}-{part}"
        for number in range(WRITERS)
        for round_ in range(EACH)
        for part in range(1 + (number + round_) % 3)
        if (number + round_) % 4
    }
    with reading(engine, seen, len(committed)):
        writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join(60)

    assert [position for position, _ in seen] == list(range(1, len(committed) + 1))
    assert {name for _, name in seen} == committed
    assert seen == fed(engine)
    for each in engines:
        each.dispose()


def test_a_position_is_never_seen_before_those_below_it(engine: Engine, database_url: str) -> None:
    # The first publisher holds the feed open; the second must wait, so its event can't overtake.
    done = threading.Event()
    other = connect(database_url)

    def second() -> None:
        with other.begin() as connection:
            publish(connection, [event("second")])
        done.set()

    with engine.begin() as connection:
        publish(connection, [event("first")])
        thread = threading.Thread(target=second)
        thread.start()
        assert not done.wait(0.3)
        with other.connect().execution_options(read_only=True) as reader:
            assert reader.execute(FEED).all() == []
    thread.join(30)

    assert fed(engine) == [(1, "first"), (2, "second")]
    other.dispose()


def test_what_a_session_is_told_is_published_when_it_commits(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        tell(session, event("a"), event("b"))
        tell(session, event("a"))
        assert session.scalar(select(func.count()).select_from(FeedEvent)) == 0

    assert fed(engine) == [(1, "b"), (2, "a")]


def test_what_a_session_is_told_is_forgotten_when_it_rolls_back(engine: Engine) -> None:
    with Session(engine) as session:
        tell(session, event("lost"))
        session.rollback()
        tell(session, event("kept"))
        session.commit()

    assert fed(engine) == [(1, "kept")]


def test_a_savepoint_publishes_nothing_by_itself(engine: Engine) -> None:
    with Session(engine) as session:
        with session.begin_nested():
            tell(session, event("inside"))
        assert session.scalar(select(FeedHead.position)) == 0
        session.rollback()

    assert fed(engine) == []
