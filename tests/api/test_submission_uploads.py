"""Uploads that go wrong: broken, stalled, cut short, on a full disk, or under a server that stops."""

import asyncio
import errno
import hashlib
import os
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.testclient import TestClient

from exchange.app import submission, submission_content
from exchange.app.http import Exchange
from exchange.app.submission_answer import STATUS
from exchange.settings import Settings
from exchange.submission import content
from exchange.submission.refusal import Stopping
from tests.api.supplier import Supplier, code
from tests.ingest.penalties import BUREAU, enrol, many


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """Keep the files in a folder of the test's own."""
    return replace(settings, storage=str(tmp_path / "storage"))


@pytest.fixture
def bureau(engine: Engine, settings: Settings) -> Iterator[Supplier]:
    """A program of the bureau that supplies penalties."""
    enrol(engine)
    with TestClient(Exchange(settings), base_url=settings.issuer) as connected:
        yield Supplier.enrolled(engine, settings, BUREAU, connected)


def test_what_a_crash_left_behind_the_offset_counts_for_nothing(bureau: Supplier, settings: Settings) -> None:
    data = many([1])
    id_ = bureau.opened(data[:200])
    with content.place(settings, id_).open("ab") as file:
        file.write(b"never acknowledged")

    assert bureau.send(id_, data[200:], 200).status_code == 204
    with content.place(settings, id_).open("ab") as file:
        file.write(b"neither")
    told = bureau.do("commit", id_).json()
    assert (told["accepted"], told["sha256"]) == (1, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("span", "status", "refusal"),
    [
        ("bytes 0-4/4", 400, "BAD_REQUEST"),
        ("bytes 0-4/101", 400, "BAD_REQUEST"),
        ("bytes 0-3/100", 413, "CONTENT_TOO_LARGE"),
    ],
)
def test_a_range_says_what_comes_and_of_how_much(bureau: Supplier, span: str, status: int, refusal: str) -> None:
    id_ = bureau.open(size=100).json()["id"]

    # Without a length, as a stream is sent.
    answer = bureau.ask(
        "PATCH", f"/submissions/{id_}/content", content=iter([b"12345"]), headers={"content-range": span}
    )

    assert code(answer) == (status, refusal)
    assert bureau.ask("HEAD", f"/submissions/{id_}/content").headers["upload-offset"] == "0"


def test_who_sends_nothing_for_long_leaves_the_content_to_others(
    bureau: Supplier, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = bureau.open().json()["id"]
    monkeypatch.setattr(submission_content, "STALL_SECONDS", 0.05)

    async def silent(_request: Request) -> AsyncIterator[bytes]:
        yield b"12345"
        await asyncio.sleep(60)

    with monkeypatch.context() as patched:
        patched.setattr(Request, "stream", silent)
        answer = bureau.send(id_, iter([b""]))
    assert code(answer) == (408, "UPLOAD_STALLED")
    assert (answer.headers["upload-offset"], answer.headers["connection"]) == ("5", "close")
    assert bureau.send(id_, b"6", 5).headers["upload-offset"] == "6"


def test_a_full_disk_is_said_and_nothing_is_lost(
    bureau: Supplier, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = many([1])
    id_ = bureau.opened(data[:200])

    def full(*_: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        assert code(bureau.send(id_, data[200:], 200)) == (507, "STORAGE_FULL")
    assert bureau.send(id_, data[200:], 200).status_code == 204
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert code(bureau.do("commit", id_)) == (507, "STORAGE_FULL")
    assert content.lying(settings).keys() == {id_}
    assert bureau.do("commit", id_).json()["accepted"] == 1


def test_a_server_that_stops_says_so() -> None:
    async def stopped() -> None:
        works = submission.Submissions._run_long(cast(Any, SimpleNamespace(long=None)), time.sleep, 0.05)
        task = asyncio.create_task(works)
        await asyncio.sleep(0)
        task.cancel()
        await task

    with pytest.raises(Stopping, match="nothing is done twice"):
        asyncio.run(stopped())
    assert STATUS[Stopping] == 503
