"""Submissions over HTTP: opened, sent piece by piece, validated, committed, read back, withdrawn."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from auth.oauth import clients
from exchange.app.http import Exchange
from exchange.feed.model import FeedEvent
from exchange.settings import Settings
from exchange.submission import content
from tests.api.supplier import Supplier, code
from tests.ingest.penalties import BUREAU, OTHER, enrol, many, penalty, records, table, uscc

LIMIT = 20_000


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own, and contents small."""
    return replace(settings, storage=str(tmp_path / "storage"), upload_bytes=LIMIT)


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


@pytest.fixture
def other(engine: Engine, settings: Settings, http: TestClient) -> Supplier:
    """A program of a bureau that supplies nothing."""
    return Supplier.enrolled(engine, settings, OTHER, http)


def test_a_batch_goes_in_piece_by_piece(bureau: Supplier, engine: Engine) -> None:
    data = table(penalty(1), penalty(2), penalty(3, CF_JDRQ="x"))
    digest = hashlib.sha256(data).hexdigest()

    opened = bureau.open(size=len(data), sha256=digest)
    id_ = opened.json()["id"]
    assert (opened.status_code, opened.headers["location"]) == (201, f"/submissions/{id_}")
    assert (opened.json()["state"], opened.json()["uploadOffset"]) == ("OPEN", 0)
    assert bureau.open(size=len(data), sha256=digest).status_code == 200

    first = bureau.send(id_, data[:100])
    assert (first.status_code, first.headers["upload-offset"]) == (204, "100")
    head = bureau.ask("HEAD", f"/submissions/{id_}/content")
    assert (head.headers["upload-offset"], head.headers["upload-length"]) == ("100", str(len(data)))
    rest = f"bytes 100-{len(data) - 1}/{len(data)}"
    second = bureau.ask("PATCH", f"/submissions/{id_}/content", content=data[100:], headers={"content-range": rest})
    assert second.headers["upload-offset"] == str(len(data))
    assert bureau.ask("GET", f"/submissions/{id_}").json()["state"] == "UPLOADED"

    validated = bureau.do("validate", id_).json()
    assert (validated["state"], validated["accepted"], validated["rejected"]) == ("VALIDATED", 2, 1)
    assert records(engine, "id") == []
    committed = bureau.do("commit", id_)
    assert (committed.status_code, committed.json()["replayed"], committed.json()["accepted"]) == (200, False, 2)
    assert bureau.do("commit", id_).json()["replayed"] is True
    again = bureau.open(size=len(data), sha256=digest)
    assert (again.status_code, again.json()["replayed"], again.json()["sha256"]) == (200, True, digest)
    receipt = bureau.ask("GET", f"/submissions/{id_}").json()
    assert [(r["line"], r["field"], r["code"]) for r in receipt["rejections"]] == [(4, "CF_JDRQ", "DATE_UNKNOWN")]
    assert [event["state"] for event in receipt["events"]] == ["OPEN", "UPLOADED", "VALIDATED", "COMMITTED"]
    rejects = bureau.ask("GET", f"/submissions/{id_}/rejects")
    assert rejects.headers["content-type"].startswith("text/csv")
    assert rejects.headers["content-disposition"].startswith("attachment")
    assert rejects.content.splitlines() == [data.splitlines()[0], data.splitlines()[3]]

    withdrawn = bureau.ask("DELETE", f"/submissions/{id_}").json()
    assert withdrawn["state"] == "WITHDRAWN"
    assert records(engine, "state") == [("WITHDRAWN",), ("WITHDRAWN",)]


def test_bytes_for_another_place_are_refused_with_the_right_one(bureau: Supplier) -> None:
    data = many([1])
    id_ = bureau.opened(data[:50])

    for offset in (0, 49, 51):
        refused = bureau.send(id_, data, offset)
        assert (code(refused), refused.headers["upload-offset"]) == ((409, "OFFSET_DIFFERS"), "50")
    assert bureau.send(id_, data[50:], 50).status_code == 204
    assert bureau.do("commit", id_).json()["accepted"] == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"upload-offset": "-1"},
        {"upload-offset": "x"},
        {"content-range": "bytes 5-1/9"},
        {"content-range": "bytes 0-0/9"},
        {"content-range": "bytes */9"},
        {"upload-offset": "0", "content-encoding": "gzip"},
        {"upload-offset": "0", "content-type": "multipart/form-data; boundary=x"},
    ],
)
def test_bytes_without_a_place_are_refused(bureau: Supplier, headers: dict[str, str]) -> None:
    id_ = bureau.open().json()["id"]

    assert code(bureau.ask("PATCH", f"/submissions/{id_}/content", content=b"abc", headers=headers)) == (
        400, "BAD_REQUEST",
    )  # fmt: skip


def test_too_much_is_refused_before_it_is_read_or_at_the_first_byte_beyond(
    bureau: Supplier, settings: Settings
) -> None:
    assert code(bureau.open("0", size=LIMIT + 1)) == (413, "CONTENT_TOO_LARGE")
    id_ = bureau.opened(b"x" * 10)

    told = bureau.send(id_, b"z" * LIMIT, 10)
    assert (code(told), told.headers["connection"]) == ((413, "CONTENT_TOO_LARGE"), "close")
    small = bureau.open("2", size=5).json()["id"]
    assert code(bureau.send(small, b"123456")) == (413, "CONTENT_TOO_LARGE")
    assert content.place(settings, id_).stat().st_size == 10
    assert content.place(settings, small).stat().st_size == 0


def test_a_stream_without_a_length_is_cut_at_the_limit(bureau: Supplier, settings: Settings) -> None:
    id_ = bureau.open().json()["id"]

    def stream() -> Iterator[bytes]:
        yield from [b"x" * 10_000] * 300

    assert code(bureau.send(id_, stream())) == (413, "CONTENT_TOO_LARGE")
    assert content.place(settings, id_).stat().st_size <= LIMIT


@pytest.mark.parametrize(
    ("body", "status", "refusal"),
    [
        (b"{", 400, "BAD_REQUEST"),
        (b"[]", 400, "BAD_REQUEST"),
        (b'{"item": "PENALTY"}', 400, "BAD_REQUEST"),
        (b'{"item": "PENALTY", "batch": 1}', 400, "BAD_REQUEST"),
        (b'{"item": "PENALTY", "batch": "1", "strict": "yes"}', 400, "BAD_REQUEST"),
        (b'{"item": "PENALTY", "batch": "1", "unknown": 1}', 400, "BAD_REQUEST"),
        (b'{"item": "PENALTY", "batch": "1", "ignore": [1]}', 400, "BAD_REQUEST"),
        (b'{"item": "PENALTY", "batch": " 1"}', 400, "BATCH_NUMBER"),
        (b'{"item": "PENALTY", "batch": "1", "format": "DOCX"}', 400, "SUBMISSION_REFUSED"),
        (b'{"item": "PENALTY", "batch": "1", "encoding": "utf-16"}', 400, "SUBMISSION_REFUSED"),
        (b'{"item": "PENALTY", "batch": "1", "sha256": "x"}', 400, "SUBMISSION_REFUSED"),
        (b'{"item": "PENALTY", "batch": "1", "size": 0}', 400, "SUBMISSION_REFUSED"),
        (b'{"item": "HONOUR", "batch": "1"}', 403, "ITEM_NOT_ASSIGNED"),
        (b'{"item": "RELIGION", "batch": "1"}', 404, "ITEM_UNKNOWN"),
        (b'{"item": "ANNUAL_REPORT", "batch": "1"}', 404, "ITEM_UNKNOWN"),
        (b" " * 70_000, 413, "BODY_TOO_LARGE"),
    ],
)
def test_an_opening_that_cannot_be_is_refused(bureau: Supplier, body: bytes, status: int, refusal: str) -> None:
    assert code(bureau.ask("POST", "/submissions", content=body)) == (status, refusal)


def test_a_content_that_cannot_be_read_is_refused_with_its_reason(bureau: Supplier, engine: Engine) -> None:
    unknown = bureau.opened(many([1], CF_XYZ="1"))
    wide = bureau.opened(table(penalty(1), encoding="utf-16"), "2")

    refused = bureau.do("commit", unknown)
    assert code(refused) == (422, "UNKNOWN_COLUMNS")
    assert "'CF_XYZ'" in refused.json()["errors"][0]["message"]
    assert code(bureau.do("validate", wide)) == (422, "ENCODING_UNKNOWN")
    assert bureau.ask("GET", f"/submissions/{unknown}").json()["state"] == "OPEN"
    assert records(engine, "id") == []


def test_a_strict_batch_says_why_it_is_refused(bureau: Supplier, engine: Engine) -> None:
    id_ = bureau.opened(table(penalty(1), penalty(2, CF_JDRQ="x")), strict=True)

    refused = bureau.do("commit", id_)

    assert code(refused) == (422, "LINES_REJECTED")
    assert [r["code"] for r in refused.json()["submission"]["rejections"]] == ["DATE_UNKNOWN"]
    assert records(engine, "id") == []


def test_anothers_submission_is_as_if_it_were_not(bureau: Supplier, other: Supplier, engine: Engine) -> None:
    mine = bureau.opened(many([1]))
    answers = []

    for id_ in (mine, "sub_" + "0" * 32, "sub_1", "passwd"):
        path = f"/submissions/{id_}"
        tries: list[Any] = [
            other.ask("GET", path),
            other.ask("DELETE", path),
            other.ask("POST", f"{path}/commit"),
            other.ask("POST", f"{path}/validate"),
            other.ask("GET", f"{path}/rejects"),
            other.ask("PATCH", f"{path}/content", content=b"x", headers={"upload-offset": "0"}),
        ]
        answers.append([response.status_code for response in tries])
        assert {code(response)[1] for response in tries} == {"SUBMISSION_UNKNOWN"}
    assert answers == [[404] * 6] * 4
    assert code(other.open()) == (403, "ITEM_NOT_ASSIGNED")
    assert bureau.do("commit", mine).json()["accepted"] == 1


def test_a_token_is_needed_that_allows_it(
    bureau: Supplier, http: TestClient, engine: Engine, settings: Settings
) -> None:
    id_ = bureau.opened(many([1]))
    reader = Supplier.enrolled(engine, settings, BUREAU, http, scopes=("submissions:read",))

    assert code(http.post("/submissions", json={})) == (401, "UNAUTHENTICATED")
    assert code(http.get(f"/submissions/{id_}")) == (401, "UNAUTHENTICATED")
    assert code(http.get(f"/submissions/{id_}", headers={"authorization": "DPoP x"})) == (401, "UNAUTHENTICATED")
    assert code(reader.do("commit", id_)) == (403, "FORBIDDEN")
    assert reader.ask("GET", f"/submissions/{id_}").status_code == 200
    with Session(engine) as session, session.begin():
        clients.disable(session, bureau.party.client_id)
    assert code(bureau.do("commit", id_)) == (401, "UNAUTHENTICATED")
    assert records(engine, "id") == []


def test_two_requests_do_not_work_on_one_content(bureau: Supplier, settings: Settings) -> None:
    id_ = bureau.opened(many([1]))

    with content.held(settings, id_):
        assert code(bureau.send(id_, b"x", 1)) == (409, "SUBMISSION_BUSY")
        assert code(bureau.do("commit", id_)) == (409, "SUBMISSION_BUSY")
        assert code(bureau.do("validate", id_)) == (409, "SUBMISSION_BUSY")
        assert code(bureau.ask("DELETE", f"/submissions/{id_}")) == (409, "SUBMISSION_BUSY")
    assert bureau.do("commit", id_).json()["accepted"] == 1


def test_before_the_commit_a_withdrawn_batch_can_be_opened_anew(bureau: Supplier, settings: Settings) -> None:
    id_ = bureau.opened(many([1]))

    assert bureau.ask("DELETE", f"/submissions/{id_}").json()["state"] == "ABANDONED"
    assert content.lying(settings).keys() == {id_}, "its lock alone"
    assert code(bureau.send(id_, b"x", 0)) == (409, "SUBMISSION_STATE")
    again = bureau.open(strict=True)
    assert (again.status_code, again.json()["id"], again.json()["uploadOffset"]) == (201, id_, 0)


def test_nothing_of_history_is_seen_by_the_public(bureau: Supplier, http: TestClient) -> None:
    id_ = bureau.opened(many([1], CF_JDRQ="2026-03-01"), history=True)
    assert bureau.do("commit", id_).json()["accepted"] == 1
    shown = bureau.opened(many([2], CF_JDRQ="2026-03-01"), "2")
    assert bureau.do("commit", shown).json()["accepted"] == 1

    events = http.post("/graphql", json={"query": "{ changes { nodes { type entity { uscc } } } }"}).text
    assert uscc(1) not in events


def test_templates_are_for_everybody(http: TestClient) -> None:
    for ending, kind in (("csv", "text/csv"), ("xlsx", "application/vnd"), ("ndjson", "application/x-ndjson")):
        answer = http.get(f"/catalogue/PENALTY/template.{ending}")
        assert (answer.status_code, answer.headers["content-type"].startswith(kind)) == (200, True)
    for path in ("PENALTY/template.exe", "RELIGION/template.csv", "ANNUAL_REPORT/template.csv", "x/template.csv"):
        assert code(http.get(f"/catalogue/{path}")) == (404, "ITEM_UNKNOWN")


def test_of_two_commits_at_once_one_applies(bureau: Supplier, engine: Engine) -> None:
    id_ = bureau.opened(many(range(60)))

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _: bureau.do("commit", id_), range(2)))

    applied = [answer for answer in answers if answer.status_code == 200 and not answer.json()["replayed"]]
    others = [answer for answer in answers if answer not in applied]
    assert len(applied) == 1
    assert others[0].status_code == 200 or code(others[0]) == (409, "SUBMISSION_BUSY")
    assert len(records(engine, "id")) == 60
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(FeedEvent)) == 61
