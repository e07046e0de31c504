"""Submissions by GraphQL: the same deeds as over HTTP, small batches at once, and the receipt as it is read."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.feed.model import FeedEvent
from exchange.settings import Settings
from exchange.submission import content
from tests.api.supplier import Supplier
from tests.ingest.penalties import BUREAU, OTHER, enrol, many, penalty, records, table, uscc

RECEIPT = """... on SubmissionPayload { submission { id state batch item { code } accepted changed unchanged rejected
  rejections { nodes { line field code } } } } ... on CommandError { code path }"""
SUBMIT = "mutation($input: SubmitRecordsInput!) { submitRecords(input: $input) { %s } }" % RECEIPT
OPEN = "mutation($input: OpenSubmissionInput!) { openSubmission(input: $input) { %s } }" % RECEIPT
DEED = "mutation($id: ID!) { %sSubmission(input: {submission: $id}) { %s } }"
SHOWN = """query($id: ID!) { node(id: $id) { ... on Submission {
  id state strict history uploadOffset format sha256 item { code }
  gaps { nodes { line field code } } notes { nodes { code } } repairs { nodes { code } } events { state }
} } }"""


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own."""
    return replace(settings, storage=str(tmp_path / "storage"))


@pytest.fixture
def http(engine: Engine, settings: Settings) -> Iterator[TestClient]:
    """The exchange."""
    enrol(engine)
    with TestClient(Exchange(settings), base_url=settings.issuer) as connected:
        yield connected


@pytest.fixture
def bureau(engine: Engine, settings: Settings, http: TestClient) -> Supplier:
    """A program of the bureau that supplies penalties."""
    return Supplier.enrolled(engine, settings, BUREAU, http)


def submit(bureau: Supplier, *lines: dict[str, Any], batch: str = "1", **more: Any) -> Any:
    """Send a small batch."""
    cells = [{"cells": [{"field": field, "value": value} for field, value in line.items()]} for line in lines]
    given = {"item": "PENALTY", "batch": batch, "records": cells, **more}
    answer = bureau.graphql(SUBMIT, input=given)["submitRecords"]
    return answer.get("submission", answer)


def do(bureau: Supplier, deed: str, id_: str) -> Any:
    """Validate, commit or withdraw."""
    answer = bureau.graphql(DEED % (deed, RECEIPT), id=id_)[f"{deed}Submission"]
    return answer.get("submission", answer)


def told(engine: Engine) -> list[str]:
    """Return the types of all events of the feed."""
    with engine.connect() as connection:
        return list(connection.scalars(select(FeedEvent.type).order_by(FeedEvent.position)))


def test_a_small_batch_goes_in_at_once(bureau: Supplier, engine: Engine, settings: Settings) -> None:
    first = submit(bureau, penalty(1), penalty(2, CF_JDRQ="x"))

    assert first == {
        "id": first["id"],
        "state": "COMMITTED",
        "batch": "1",
        "item": {"code": "PENALTY"},
        "accepted": 1,
        "changed": 0,
        "unchanged": 0,
        "rejected": 1,
        "rejections": {"nodes": [{"line": 2, "field": "CF_JDRQ", "code": "DATE_UNKNOWN"}]},
    }
    assert submit(bureau, penalty(1), penalty(2, CF_JDRQ="x")) == first
    assert submit(bureau, penalty(3)) == {"code": "BATCH_CONTENT_DIFFERS", "path": []}
    assert told(engine) == ["RECORD_PUBLISHED", "SUBMISSION_COMMITTED"]
    assert records(engine, "uscc", "line") == [(uscc(1), 1)]
    assert not content.place(settings, first["id"]).exists()


def test_the_same_command_sent_again_does_nothing_twice(bureau: Supplier, engine: Engine) -> None:
    first = submit(bureau, penalty(1), idempotencyKey="一")

    assert submit(bureau, penalty(1), idempotencyKey="一") == first
    assert len(told(engine)) == 2


@pytest.mark.parametrize(
    ("lines", "more", "code"),
    [
        ([], {}, "SUBMISSION_REFUSED"),
        ([penalty(n) for n in range(101)], {}, "SUBMISSION_REFUSED"),
        ([penalty(1)], {"item": "HONOUR"}, "ITEM_NOT_ASSIGNED"),
        ([penalty(1)], {"item": "RELIGION"}, "ITEM_UNKNOWN"),
        ([penalty(1, CF_JDRQ="x")], {"strict": True}, "LINES_REJECTED"),
    ],
)
def test_a_refused_small_batch_writes_nothing(
    bureau: Supplier, engine: Engine, lines: list[dict[str, str]], more: dict[str, Any], code: str
) -> None:
    # A hundred whole records are more than a request may have; the count is refused before the cells are read.
    short = [{"CF_WSH": line["CF_WSH"]} for line in lines] if len(lines) > 100 else lines

    assert submit(bureau, *short, **more)["code"] == code
    assert (records(engine, "id"), told(engine)) == ([], [])
    assert bureau.graphql("{ submissions { totalCount } }") == {"submissions": {"totalCount": 0}}


def test_a_submission_goes_its_way_by_commands(bureau: Supplier, engine: Engine, settings: Settings) -> None:
    given = {"item": "PENALTY", "batch": "1", "format": "CSV", "columns": [{"head": "NR", "means": "CF_WSH"}]}
    opened = bureau.graphql(OPEN, input=given)["openSubmission"]["submission"]
    assert opened["state"] == "OPEN"
    line = {("NR" if head == "CF_WSH" else head): cell for head, cell in penalty(1).items()}
    bureau.send(opened["id"], table(line))

    assert (do(bureau, "validate", opened["id"])["state"], records(engine, "id")) == ("VALIDATED", [])
    assert do(bureau, "commit", opened["id"])["accepted"] == 1
    assert do(bureau, "commit", opened["id"])["state"] == "COMMITTED"
    assert not content.place(settings, opened["id"]).exists()
    shown = bureau.graphql(SHOWN, id=opened["id"])["node"]
    assert shown["events"] == [{"state": state} for state in ("OPEN", "VALIDATED", "COMMITTED")]
    assert (shown["format"], shown["strict"], shown["item"]) == ("CSV", False, {"code": "PENALTY"})
    assert shown["notes"]["nodes"] == [{"code": "SUBJECT_NOT_REGISTERED"}]
    assert do(bureau, "withdraw", opened["id"])["state"] == "WITHDRAWN"
    assert records(engine, "state") == [("WITHDRAWN",)]
    assert told(engine) == ["RECORD_PUBLISHED", "SUBMISSION_COMMITTED", "RECORD_ENDED", "RECORD_ENDED"]


def test_gaps_of_history_are_read_with_the_receipt(bureau: Supplier) -> None:
    id_ = bureau.opened(many([1], CF_XDR_SHXYM="", CF_JDRQ="2019"), history=True)
    do(bureau, "commit", id_)

    shown = bureau.graphql(SHOWN, id=id_)["node"]
    assert {gap["field"] for gap in shown["gaps"]["nodes"]} == {"CF_XDR_SHXYM", "CF_JDRQ"}
    assert shown["history"] is True


def test_anothers_submission_is_as_if_it_were_not(
    bureau: Supplier, engine: Engine, settings: Settings, http: TestClient
) -> None:
    id_ = bureau.opened(many([1]))
    other = Supplier.enrolled(engine, settings, OTHER, http)

    for deed in ("validate", "commit", "withdraw"):
        for each in (id_, "sub_1", "x"):
            assert do(other, deed, each) == {"code": "SUBMISSION_UNKNOWN", "path": ["input", "submission"]}
    assert bureau.graphql("{ submissions(state: OPEN) { nodes { id } } }") == {"submissions": {"nodes": [{"id": id_}]}}
    assert other.graphql("{ submissions { totalCount } }") == {"submissions": {"totalCount": 0}}
