"""What the log says of an unexpected failure: its type and where it was, never what the request held."""

import logging
import sys
from collections.abc import Callable
from io import StringIO
from typing import Any

import orjson
import pytest
import structlog
from starlette.testclient import TestClient

from auth.people.session import Sessions
from exchange.app import log
from exchange.app.http import Exchange
from exchange.app.server import OPTIONS

SECRETS = {"token": "token-that-nobody-reads", "cookie": "cookie-that-nobody-reads", "query": "NameThatNobodyReads"}


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give what is logged as in production."""
    stream = StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    before = structlog.get_config()
    log.configure("info")
    structlog.configure(cache_logger_on_first_use=False)
    yield stream
    structlog.configure(**before)


def _failing(text: str) -> Callable[..., Any]:
    async def fail(*given: Any, **more: Any) -> Any:
        try:
            raise ValueError(f"{text} {given} {more}")
        except ValueError as error:
            raise ExceptionGroup(text, [RuntimeError(text)]) from error

    return fail


@pytest.mark.parametrize("by", ["token", "cookie"])
def test_a_failure_is_logged_without_anything_of_the_request(
    client: TestClient, exchange: Exchange, written: StringIO, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    assert exchange.graphql
    fail = _failing(" ".join(SECRETS.values()))
    monkeypatch.setattr(exchange.graphql.callers._verifier, "verify", fail)
    monkeypatch.setattr(Sessions, "principal", fail)
    headers = {"cookie": f"a={SECRETS['cookie']}"}
    if by == "token":
        headers["authorization"] = f"Bearer {SECRETS['token']}"
    response = client.post("/graphql", json={"query": f"query {SECRETS['query']} {{ __typename }}"}, headers=headers)

    assert response.status_code == 500
    (line,) = [line for line in written.getvalue().splitlines() if "unexpected" in line]
    assert not [secret for secret in SECRETS.values() if secret in line]
    said = orjson.loads(line)
    assert said["request_id"] == response.headers["x-request-id"]
    first, cause = said["exception"]
    assert (first["exc_type"], cause["exc_type"]) == ("ExceptionGroup", "ValueError")
    assert first["exceptions"][0][0]["exc_type"] == "RuntimeError"
    assert first["frames"][-1].keys() == {"filename", "lineno", "name"}
    assert (first["frames"][-1]["name"], cause["frames"][-1]["name"]) == ("fail", "fail")


@pytest.mark.parametrize("formatter", [log._Bare(), OPTIONS["log_config"]["formatters"]["plain"]["()"]("%(message)s")])
def test_a_library_s_failure_is_logged_without_its_text(formatter: logging.Formatter) -> None:
    try:
        raise ValueError(SECRETS["token"])
    except ValueError:
        record = logging.LogRecord("uvicorn.error", logging.ERROR, "", 1, "Failed", None, sys.exc_info())
    line = formatter.format(record)

    assert SECRETS["token"] not in line
    assert '"exc_type":"ValueError"' in line
    assert "test_a_library_s_failure" in line
