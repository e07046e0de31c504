"""What submissions do to the register of credit records, one after the other: versions, ends, withdrawals, the feed."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from exchange import clock
from exchange.feed.model import FeedEvent
from exchange.record import submitting
from exchange.record.model import CreditRecord, CreditRecordVersion
from exchange.settings import Settings
from exchange.submission import content, state
from exchange.submission.account import account
from exchange.submission.model import SubmissionEvent
from exchange.submission.refusal import (
    BatchContentDiffers,
    ContentDiffers,
    ContentIncomplete,
    ItemNotAssigned,
    ItemUnknown,
    LinesRejected,
    StateRefused,
    SubmissionDiffers,
    SubmissionUnknown,
)
from exchange.submission.sweep import sweep
from tests.ingest.penalties import (
    BUREAU,
    BY,
    OTHER,
    codes,
    commit,
    counts,
    enrol,
    many,
    penalty,
    receipt,
    records,
    send,
    table,
    uscc,
    validate,
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


def versions(engine: Engine) -> list[tuple[Any, ...]]:
    """Return version, document's content and line of the former words."""
    of = CreditRecordVersion.__table__.c
    with engine.connect() as connection:
        rows = connection.execute(select(of.record_id, of.version, of.line).order_by(of.record_id, of.version))
        return [tuple(row)[1:] for row in rows]


def states(engine: Engine, handle: str) -> list[str]:
    """Return the states that a submission went through."""
    with engine.connect() as connection:
        return list(connection.scalars(select(SubmissionEvent.state).order_by(SubmissionEvent.id)))


def end(engine: Engine, state: str) -> None:
    """Let all records end."""
    with engine.begin() as connection:
        connection.execute(update(CreditRecord).values(state=state))


def test_the_same_again_is_unchanged_and_new_content_a_new_version(engine: Engine, settings: Settings) -> None:
    commit(engine, settings, many([1, 2, 3]))
    same = commit(engine, settings, many([1, 2, 3]), "2")
    other = commit(engine, settings, table(penalty(1), penalty(2, CF_NR="改"), penalty(4)), "3")

    assert counts(same) == (0, 0, 3, 0, 0)
    assert counts(other) == (1, 1, 1, 0, 0)
    assert records(engine, "version", "line") == [(1, 2), (2, 3), (1, 4), (1, 4)]
    assert versions(engine) == [(1, 3)]


def test_the_feed_hears_of_what_was_made_and_changed(engine: Engine, settings: Settings) -> None:
    commit(engine, settings, table(penalty(1, CF_JDRQ=TODAY), penalty(2, CF_JDRQ="2020-01-01")))
    commit(engine, settings, table(penalty(1, CF_JDRQ=TODAY, CF_NR="改"), penalty(2, CF_JDRQ="2020-01-01")), "2")

    assert events(engine) == [
        ("RECORD_PUBLISHED", uscc(1), True, BUREAU),
        ("RECORD_PUBLISHED", uscc(2), False, BUREAU),
        ("SUBMISSION_COMMITTED", None, False, BUREAU),
        ("RECORD_CHANGED", uscc(1), True, BUREAU),
        ("SUBMISSION_COMMITTED", None, False, BUREAU),
    ]


@pytest.mark.parametrize("ending", ["RESTORED", "SUPERSEDED", "WITHDRAWN"])
def test_what_has_ended_is_not_brought_back(engine: Engine, settings: Settings, ending: str) -> None:
    commit(engine, settings, many([1, 2]))
    end(engine, ending)

    told = commit(engine, settings, table(penalty(1), penalty(2, CF_NR="改")), "2")

    assert counts(told) == (0, 0, 1, 1, 0)
    assert codes(told) == [(3, "CF_WSH", "RECORD_ENDED")]
    assert (2, "CF_WSH", "RECORD_ENDED") in codes(told, "notes")
    assert records(engine, "state", "version") == [(ending, 1), (ending, 1)]


def test_one_decision_may_be_about_two_subjects_and_is_pointed_out(engine: Engine, settings: Settings) -> None:
    commit(engine, settings, many([1]))

    told = commit(engine, settings, many([1], CF_XDR_SHXYM=uscc(9)), "2")

    assert counts(told) == (1, 0, 0, 0, 0)
    assert (2, "CF_WSH", "NUMBER_OF_ANOTHER_SUBJECT") in codes(told, "notes")
    assert sorted(records(engine, "uscc", "state")) == sorted([(uscc(1), "ACTIVE"), (uscc(9), "ACTIVE")])


def test_history_does_not_touch_what_is_in_force(engine: Engine, settings: Settings) -> None:
    commit(engine, settings, many([1]))

    told = commit(engine, settings, many([1], CF_NR="改"), "2", history=True)

    assert codes(told) == [(2, "CF_WSH", "RECORD_IN_FORCE")]
    assert records(engine, "state", "version") == [("ACTIVE", 1)]


def test_validation_applies_nothing_and_says_what_the_commit_does(engine: Engine, settings: Settings) -> None:
    commit(engine, settings, many([1, 2]))
    lines = table(penalty(1), penalty(2, CF_NR="改"), penalty(3), penalty(4, CF_JDRQ="x"))
    before = records(engine, "id", "version", "digest"), events(engine)

    told = validate(engine, settings, lines, "2")

    assert (told["state"], counts(told)) == ("VALIDATED", (1, 1, 1, 1, 0))
    assert codes(told) == [(5, "CF_JDRQ", "DATE_UNKNOWN")]
    assert (records(engine, "id", "version", "digest"), events(engine)) == before
    assert submitting.commit(engine, settings, told["id"], BUREAU, BY)
    done = told_of(engine, told["id"])
    assert (done["state"], counts(done), done["rejections"]) == ("COMMITTED", counts(told), told["rejections"])


def told_of(engine: Engine, handle: str) -> dict[str, Any]:
    """Return what the supplier is told of a submission."""
    with engine.connect() as connection:
        return account(connection, state.own(connection, handle, BUREAU))


def test_a_strict_submission_with_a_rejected_line_applies_nothing(engine: Engine, settings: Settings) -> None:
    row = send(engine, settings, table(penalty(1), penalty(2, CF_JDRQ="x")), strict=True)

    with pytest.raises(LinesRejected, match=r"^1 lines"):
        submitting.commit(engine, settings, row.handle, BUREAU, BY)

    told = receipt(engine, row)
    assert (told["state"], counts(told), codes(told)) == (
        "VALIDATED", (1, 0, 0, 1, 0), [(3, "CF_JDRQ", "DATE_UNKNOWN")],
    )  # fmt: skip
    assert (records(engine, "id"), events(engine)) == ([], [])


def test_a_committed_submission_is_committed_once(engine: Engine, settings: Settings) -> None:
    row = send(engine, settings, many([1]))

    assert submitting.commit(engine, settings, row.handle, BUREAU, BY)
    assert not submitting.commit(engine, settings, row.handle, BUREAU, BY)

    assert len(events(engine)) == 2
    assert states(engine, row.handle) == ["OPEN", "COMMITTED"]
    assert not content.place(settings, row.handle).exists()
    with pytest.raises(StateRefused):
        send(engine, settings, many([1]))


def test_a_batch_number_keeps_its_content(engine: Engine, settings: Settings) -> None:
    data = many([1])
    told = commit(engine, settings, data)
    digest = hashlib.sha256(data).hexdigest()

    assert told["sha256"] == digest
    with pytest.raises(StateRefused):
        send(engine, settings, data, sha256=digest)
    with pytest.raises(BatchContentDiffers):
        send(engine, settings, data, sha256="0" * 64)


def test_a_batch_is_not_opened_as_something_else(engine: Engine, settings: Settings) -> None:
    send(engine, settings, many([1]))

    with pytest.raises(SubmissionDiffers, match="another strict"):
        send(engine, settings, b"", strict=True)


def test_content_that_was_announced_otherwise_is_refused(engine: Engine, settings: Settings) -> None:
    data = many([1])
    row = send(engine, settings, data, sha256="0" * 64)
    with pytest.raises(ContentDiffers):
        submitting.commit(engine, settings, row.handle, BUREAU, BY)
    short = send(engine, settings, data, "2", size=len(data) + 1)
    with pytest.raises(ContentIncomplete):
        submitting.commit(engine, settings, short.handle, BUREAU, BY)

    assert records(engine, "id") == []


def test_a_supplier_writes_its_own_items_only(engine: Engine, settings: Settings) -> None:
    with pytest.raises(ItemNotAssigned, match=OTHER):
        send(engine, settings, many([1]), supplier=OTHER)
    for item in ("RELIGION", "REGISTERED_CONTACT", "\0"):
        with pytest.raises(ItemUnknown):
            send(engine, settings, many([1]), item=item)


def test_another_supplier_does_not_find_a_submission(engine: Engine, settings: Settings) -> None:
    row = send(engine, settings, many([1]))

    for handle, supplier in ((row.handle, OTHER), ("sub_0", BUREAU), ("sub_\0", BUREAU), ("../x", BUREAU)):
        with pytest.raises(SubmissionUnknown):
            submitting.commit(engine, settings, handle, supplier, BY)


def test_postgresql_does_not_compile_statements(engine: Engine) -> None:
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            assert connection.exec_driver_sql("SHOW jit").scalar() == "off"


def test_what_nobody_goes_on_with_is_swept(engine: Engine, settings: Settings) -> None:
    row = send(engine, settings, many([1]))
    stray = content.place(settings, "sub_" + "0" * 32)
    stray.write_bytes(b"of a crash")
    stray.with_name(f".{row.handle}.rejects.x1").write_bytes(b"of a crash in a validation")
    assert sweep(engine, settings) == 0

    assert sweep(engine, replace(settings, upload_days=-1)) == 1

    assert receipt(engine, row)["state"] == "ABANDONED"
    assert content.lying(settings) == {}
