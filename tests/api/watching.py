"""An exchange that is watched in every way: counted, traced, its slow operations logged, its log lines kept."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import orjson
import pytest
import structlog
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from exchange.app import log
from exchange.app.http import Exchange
from exchange.app.tracing import Tracing


def traced(exchange: Exchange) -> InMemorySpanExporter:
    """Let an exchange that hasn't begun yet trace into memory."""
    exporter, provider = InMemorySpanExporter(), TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    exchange.tracing = Tracing(provider, exchange.engine.dialect.name)
    return exporter


@contextmanager
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """Keep what is logged as in production."""
    stream = StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    before = structlog.get_config()
    log.configure("info")
    structlog.configure(cache_logger_on_first_use=False)
    yield stream
    structlog.configure(**before)


def events(stream: StringIO, event: str) -> list[dict[str, Any]]:
    """Return the lines of an event."""
    lines = [orjson.loads(line) for line in stream.getvalue().splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == event]


def of(spans: tuple[ReadableSpan, ...], sort: str) -> tuple[ReadableSpan, list[ReadableSpan]]:
    """Return the only operation's span of a sort, and its children."""
    (operation,) = [span for span in spans if span.name.startswith(f"{sort} ")]
    assert operation.context is not None
    id_ = operation.context.span_id
    return operation, [span for span in spans if span.parent is not None and span.parent.span_id == id_]
