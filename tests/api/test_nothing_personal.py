"""That no log line, metric or span holds anything of a request or an answer: a journey, its failures too."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from sqlalchemy import Engine

from exchange.app import slow
from exchange.app.http import Exchange
from exchange.app.metrics import reporting
from exchange.settings import Settings
from exchange.telemetry import naming
from tests.api.counter import APPROVE, Counter, counter
from tests.api.scraped import Samples, awaited, text
from tests.api.watching import events, logged, traced
from tests.people.desk import PASSWORD
from tests.planning.data import USCCS

SUBJECT = USCCS[1]
NAMED = "NameThatNobodyReads"
WORD = "word-that-nobody-reads"
LISTED = f'query {NAMED} {{ {NAMED}: nodes(ids: ["ent_{SUBJECT}"]) {{ id ... on Entity {{ name }} }} }}'
"""Its literal stands in a list, where it can't be lifted out."""


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """Give what is logged; everything is slow, named and reported at once."""
    monkeypatch.setattr(slow, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(reporting, "SECONDS", 0.02)
    monkeypatch.setattr(naming, "SEEN", 1)
    with logged(monkeypatch) as stream:
        yield stream


def journey(at: Counter, exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Go through what people and programs do, well and badly; return what must be in no log."""
    at.desk.user("zhang.san", SUBJECT)
    user = at.signed_in("zhang.san")
    consent = at.consent(user)
    program = at.of(at.bank)
    assert at.fetch(consent)
    assert at.ask({}, LISTED)["data"][NAMED][0]["name"]
    assert at.ask({}, f'{{ entity(uscc: "{SUBJECT}") {{ name }} }}')["data"]["entity"]["name"]
    for refused in (f"{{ {NAMED} }}", f'{{ entity(uscc: "{WORD}") {{ name }} }}', f'query {NAMED} {{ "{WORD}'):
        assert at.ask({}, refused)["errors"]
    assert at.ask(user, APPROVE, id=WORD)["data"]["approveConsent"]["code"]
    assert at.desk.http.post("/graphql", content=WORD, headers={"content-type": "application/json"}).status_code == 400
    token = f"Bearer {WORD}"
    assert at.desk.http.post("/graphql", json={"query": LISTED}, headers={"authorization": token}).status_code == 401
    secrets = [
        str(user["cookie"]).partition("=")[2],
        str(user["x-csrf-token"]),
        program["authorization"],
        program["dpop"],
    ]

    async def fail(*given: Any, **_more: Any) -> Any:
        raise ValueError(f"{WORD} {given}")

    with monkeypatch.context() as broken:
        broken.setattr(exchange.operations, "_finished", fail)
        answer = at.desk.http.post("/graphql", json={"query": LISTED})
    assert answer.status_code == 500
    return [*secrets, consent, SUBJECT, NAMED, WORD, PASSWORD, "张三", "zhang.san", "示例"]


def _failed_once(found: Samples) -> bool:
    return any("INTERNAL" in labels for labels in found.get("exchange_operations_total", {}))


async def _settled(exchange: Exchange) -> None:
    assert exchange.graphql is not None
    assert exchange.graphql.observer is not None
    assert exchange.slow is not None
    exchange.graphql.observer.settle()
    if exchange.slow._telling is not None:
        await asyncio.wait([exchange.slow._telling])


def _said(span: ReadableSpan) -> str:
    return (
        f"{span.name} {dict(span.attributes or {})} {[one.attributes for one in span.events]} {span.status.description}"
    )


def test_nothing_of_a_request_is_in_logs_metrics_or_spans(
    small_registry: None,
    engine: Engine,
    settings: Settings,
    lines: StringIO,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = counter(engine, replace(settings, metrics_folder=str(tmp_path), slow_seconds=1e-6, log_level="debug"))
    exchange = at.desk.http.app
    assert isinstance(exchange, Exchange)
    exporter = traced(exchange)
    with at.desk.http:
        secrets = journey(at, exchange, monkeypatch)
        assert at.desk.http.portal is not None
        at.desk.http.portal.call(_settled, exchange)
        awaited(lambda: text(tmp_path), _failed_once)
        metrics = text(tmp_path)
    spans = "\n".join(map(_said, exporter.get_finished_spans()))
    logs = lines.getvalue()

    assert events(lines, "unexpected")
    assert events(lines, "slow_operation")
    assert all(part in spans for part in ("query ", "mutation ", "INSERT INTO", "statement"))
    assert 'code="INTERNAL"' in metrics
    found = {
        where: [secret for secret in secrets if secret in written]
        for where, written in (("logs", logs), ("metrics", metrics), ("spans", spans))
    }
    assert found == {"logs": [], "metrics": [], "spans": []}
