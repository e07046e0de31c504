"""What is taken back when a submission is withdrawn, and what may be sent again afterwards."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, insert, select

from exchange import clock
from exchange.audit.model import AccessEntry
from exchange.feed.model import FeedEvent
from exchange.institution import roll
from exchange.record.model import RecordEvent
from exchange.settings import Settings
from tests.ingest.penalties import (
    BUREAU,
    commit,
    counts,
    enrol,
    many,
    receipt,
    records,
    send,
    uscc,
    withdraw,
)

TODAY = clock.today().isoformat()


@pytest.fixture
def engine(engine: Engine) -> Engine:
    """Enrol the suppliers."""
    enrol(engine)
    return engine


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own."""
    return replace(settings, storage=str(tmp_path / "storage"))


def events(engine: Engine) -> list[tuple[Any, ...]]:
    """Return type, enterprise, whether it is public, and institution of all of the feed, in order."""
    of = FeedEvent.__table__.c
    with engine.connect() as connection:
        found = connection.execute(select(of.type, of.uscc, of.is_public, of.institution_code).order_by(of.position))
        return [tuple(row) for row in found]


def test_a_withdrawn_submission_takes_back_what_it_said(engine: Engine, settings: Settings) -> None:
    recent = {"CF_JDRQ": TODAY}
    commit(engine, settings, many([1, 2], **recent))
    before_words = records(engine, "digest", "published_from", "published_until")
    second = commit(engine, settings, many([2, 3, 4], **recent, CF_NR="改"), "2")
    commit(engine, settings, many([4], **recent, CF_NR="再改"), "3")
    before = len(events(engine))

    withdraw(engine, second["id"])

    # The first is untouched, the second as it was, the third gone, the fourth as a later submission says.
    assert records(engine, "state", "version") == [("ACTIVE", 1), ("ACTIVE", 3), ("WITHDRAWN", 1), ("ACTIVE", 2)]
    assert records(engine, "digest", "published_from", "published_until")[1] == before_words[1]
    assert events(engine)[before:] == [
        ("RECORD_ENDED", None, True, None),
        ("RECORD_ENDED", uscc(3), False, BUREAU),
        ("RECORD_CHANGED", uscc(2), True, BUREAU),
    ]
    with engine.connect() as connection:
        assert list(connection.scalars(select(RecordEvent.state))) == ["WITHDRAWN"]


def test_withdrawing_one_after_the_other_leaves_nothing(engine: Engine, settings: Settings) -> None:
    first = commit(engine, settings, many([1]))
    second = commit(engine, settings, many([1], CF_NR="改"), "2")

    withdraw(engine, second["id"])
    digests = records(engine, "digest")
    withdraw(engine, first["id"])
    withdraw(engine, first["id"])

    assert len(digests) == 1
    assert records(engine, "state", "version") == [("WITHDRAWN", 3)]


def test_what_was_withdrawn_may_be_sent_again(engine: Engine, settings: Settings) -> None:
    told = commit(engine, settings, many([1]))
    withdraw(engine, told["id"])

    again = commit(engine, settings, many([1]), "2")

    assert counts(again) == (0, 1, 0, 0, 0)
    assert records(engine, "state", "version") == [("ACTIVE", 2)]
    withdraw(engine, again["id"])
    assert records(engine, "state") == [("WITHDRAWN",)]


def test_before_the_commit_a_withdrawal_frees_the_number(engine: Engine, settings: Settings) -> None:
    row = send(engine, settings, many([1]))
    withdraw(engine, row.handle)

    assert receipt(engine, row)["state"] == "ABANDONED"
    told = commit(engine, settings, many([2]), strict=True)
    assert (told["id"], told["state"], told["accepted"]) == (row.handle, "COMMITTED", 1)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_an_owner_without_special_rights_takes_submissions_in(engine: Engine, settings: Settings) -> None:
    """Row-level security binds the tables' owner, and COPY doesn't write behind it."""
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP ROLE IF EXISTS plain_owner")
        connection.exec_driver_sql("CREATE ROLE plain_owner")
        connection.exec_driver_sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO plain_owner")
        connection.exec_driver_sql("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO plain_owner")

    @event.listens_for(engine, "begin")
    def become(connection: Connection) -> None:
        connection.exec_driver_sql("SET LOCAL ROLE plain_owner")

    commit(engine, settings, many([1, 2]))
    told = commit(engine, settings, many([2, 3], CF_NR="改"), "2")
    withdraw(engine, told["id"])

    assert counts(told) == (1, 1, 0, 0, 0)
    assert records(engine, "state", "version") == [("ACTIVE", 1), ("ACTIVE", 3), ("WITHDRAWN", 1)]
    event.remove(engine, "begin", become)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP OWNED BY plain_owner")
        connection.exec_driver_sql("DROP ROLE plain_owner")


def test_who_was_given_a_record_hears_that_it_was_taken_back(engine: Engine, settings: Settings) -> None:
    told = commit(engine, settings, many([1, 2], CF_JDRQ=TODAY))
    with engine.begin() as connection:
        roll.create(connection, "READER", "示例法院", "COURT")
        connection.execute(insert(AccessEntry), read_by_court(uscc(1)))

    withdraw(engine, told["id"])

    assert [event for event in events(engine) if event[0] == "CORRECTION"] == [("CORRECTION", uscc(1), False, "READER")]


def read_by_court(subject: str) -> dict[str, Any]:
    """Return an access by a court to a subject's data."""
    texts = ("request_id", "client_id", "operation", "policies", "purpose", "outcome")
    return {
        **dict.fromkeys(texts, "x"),
        "id": "0" * 32,
        "at": clock.now(),
        "institution_code": "READER",
        "uscc": subject,
        "basis": "COURT",
        "row_count": 1,
    }
