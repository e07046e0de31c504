"""Whether an operation is one span and each of its statements one below it."""

import subprocess
import sys
from typing import Any

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.app.tracing import tracing
from exchange.db.reader import ReadUnavailable
from exchange.settings import Settings
from exchange.telemetry.blanking import blanked
from tests.api.conftest import ask
from tests.api.counter import counter
from tests.api.watching import of, traced
from tests.planning.data import USCCS

NAME = "query Named($uscc: USCC!) { entity(uscc: $uscc) { name } }"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


@pytest.fixture
def spans(exchange: Exchange) -> InMemorySpanExporter:
    """Give the spans of the exchange."""
    return traced(exchange)


def test_a_query_is_one_span_with_one_statement_in_the_caller_s_trace(
    exchange: Exchange, spans: InMemorySpanExporter, database_url: str
) -> None:
    with TestClient(exchange, base_url="http://127.0.0.1:8000") as client:
        answer = client.post(
            "/graphql",
            json={"query": NAME, "variables": {"uscc": USCCS[0]}},
            headers={"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01"},
        )
    operation, statements = of(spans.get_finished_spans(), "query")

    assert len(spans.get_finished_spans()) == 2
    assert operation.context is not None
    assert (f"{operation.context.trace_id:032x}", operation.parent and f"{operation.parent.span_id:016x}") == (
        TRACE,
        "00f067aa0ba902b7",
    )
    assert operation.attributes is not None
    assert operation.attributes["exchange.request_id"] == answer.headers["x-request-id"]
    assert operation.attributes["exchange.plan.remembered"] is False
    assert operation.attributes["exchange.cost"] == 1
    (statement,) = statements
    assert statement.attributes is not None
    assert statement.attributes["db.system.name"] == database_url.partition(":")[0]
    assert "entity" in str(statement.attributes["db.query.text"])
    times = (operation.start_time, statement.start_time, statement.end_time, operation.end_time)
    assert list(times) == sorted(time for time in times if time is not None)


def test_an_unsampled_trace_has_no_spans(exchange: Exchange, spans: InMemorySpanExporter) -> None:
    with TestClient(exchange, base_url="http://127.0.0.1:8000") as client:
        header = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-00"}
        ask(client, NAME, {"uscc": USCCS[0]}, headers=header)
    assert spans.get_finished_spans() == ()


def test_a_failed_statement_and_its_operation_say_so(
    exchange: Exchange, spans: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_given: Any, **_more: Any) -> bytes:
        raise ReadUnavailable

    with TestClient(exchange, base_url="http://127.0.0.1:8000") as client:
        monkeypatch.setattr(exchange.reader, "fetch", exchange.reader.fetch)
        monkeypatch.setattr(exchange.reader._reader, "fetch", away)  # type: ignore[attr-defined]
        answer = client.post("/graphql", json={"query": NAME, "variables": {"uscc": USCCS[0]}})
        monkeypatch.undo()
    operation, (statement,) = of(spans.get_finished_spans(), "query")

    assert answer.status_code == 503
    assert operation.status.status_code is statement.status.status_code is StatusCode.ERROR
    assert statement.attributes is not None
    assert statement.attributes["error.type"] == "UNAVAILABLE"


def test_a_command_s_statements_are_below_its_span(small_registry: None, engine: Engine, settings: Settings) -> None:
    at = counter(engine, settings)
    exchange = at.desk.http.app
    assert isinstance(exchange, Exchange)
    spans = traced(exchange)
    ran: list[str] = []
    event.listen(exchange.engine, "after_cursor_execute", lambda *given: ran.append(given[2]))
    with at.desk.http:
        at.desk.user("zhang.san", USCCS[1])
        user = at.signed_in("zhang.san")
        at.consent(user)
    finished = spans.get_finished_spans()
    mutations = [span for span in finished if span.name.startswith("mutation ")]

    assert len(mutations) == 2
    for operation in mutations:
        assert operation.context is not None
        id_ = operation.context.span_id
        texts = [
            str((span.attributes or {})["db.query.text"])
            for span in finished
            if span.parent is not None and span.parent.span_id == id_
        ]
        written = [text for text in texts if text.startswith(("INSERT", "UPDATE"))]
        assert written
        assert set(written) <= {blanked(text) for text in ran}
        # The last one reads the payload back, by a plan.
        assert texts[-1].startswith("SELECT")
        assert texts[-1] not in {blanked(text) for text in ran}


def test_where_nothing_is_configured_nothing_is_imported() -> None:
    listed = "print([name for name in sys.modules if name.startswith(('opentelemetry', 'prometheus'))])"
    asked = f"import sys, exchange.app.http; {listed}"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)

    assert done.stdout == "[]\n"
    assert tracing("sqlite", {}) is None
    endpoint = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}
    assert tracing("sqlite", {**endpoint, "OTEL_SDK_DISABLED": "true"}) is None
    assert tracing("sqlite", {**endpoint, "OTEL_TRACES_EXPORTER": "none"}) is None


def test_an_endpoint_switches_tracing_on() -> None:
    found = tracing("sqlite", {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"})
    assert found is not None
    found.close()
