"""OpenTelemetry traces: one span for an operation and one for each of its statements, made when it is answered.

On where the standard variables name an OTLP endpoint; nothing of OpenTelemetry is imported elsewhere. A span has no
document, no variable and no value: an operation is its hash, a statement its text with placeholders and blanks.
"""

import os
import time
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING

from exchange.settings import SettingRefused
from exchange.telemetry.blanking import blanked
from exchange.telemetry.observation import Observation, Statement

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
SERVICE = "credit-exchange"


def tracing(database: str, environ: Mapping[str, str] = os.environ) -> "Tracing | None":
    """Make what traces, where the environment says where to. Raises SettingRefused without the extra `otel`."""
    off = environ.get("OTEL_SDK_DISABLED", "").lower() == "true" or environ.get("OTEL_TRACES_EXPORTER") == "none"
    endpoint = next((name for name in ENDPOINTS if environ.get(name)), None)
    if off or endpoint is None:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise SettingRefused(f"{endpoint} asks for traces: install the extra, credit-exchange[otel].") from None
    named = {} if environ.get("OTEL_SERVICE_NAME") else {"service.name": SERVICE}
    provider = TracerProvider(resource=Resource.create({**named, "service.version": version("credit-exchange")}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return Tracing(provider, database)


class Tracing:
    """Makes spans of answered operations."""

    def __init__(self, provider: "TracerProvider", database: str) -> None:
        from opentelemetry.trace import SpanKind, Status, StatusCode, set_span_in_context
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider, self._database = provider, database
        self._tracer = provider.get_tracer("exchange")
        self._kinds, self._within = SpanKind, set_span_in_context
        self._failed = Status(StatusCode.ERROR)
        self._propagator = TraceContextTextMapPropagator()

    def __call__(self, seen: Observation) -> None:
        """Hand the operation's spans over; whether they are sampled, the SDK decides by the standard variables."""
        offset = time.time_ns() - round(time.perf_counter() * 1e9)
        given = {"traceparent": seen.trace.decode("latin-1")} if seen.trace is not None else {}
        parent = self._propagator.extract(given)
        name = f"{seen.operation.sort} {seen.operation.hash}" if seen.operation else "refused"
        began = round(seen.began * 1e9) + offset
        span = self._tracer.start_span(name, parent, self._kinds.SERVER, _described(seen), start_time=began)
        if span.is_recording():
            within = self._within(span)
            for note in seen.statements:
                one = Statement(*note)
                at = round(one.began * 1e9) + offset
                child = self._tracer.start_span("statement", within, self._kinds.CLIENT, self._of(one), start_time=at)
                if one.failure:
                    child.set_status(self._failed)
                child.end(round(one.ended * 1e9) + offset)
        if seen.status >= 500:
            span.set_status(self._failed)
        span.end(round(seen.ended * 1e9) + offset)

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()

    def _of(self, one: Statement) -> dict[str, str | int]:
        told: dict[str, str | int] = {"db.system.name": self._database, "db.query.text": blanked(one.sql)}
        if one.failure:
            told["error.type"] = one.failure
        return {**told, "exchange.bytes": one.bytes} if one.is_planned else told


def _described(seen: Observation) -> dict[str, str | int | bool]:
    return {
        "exchange.operation": seen.operation.hash if seen.operation else "none",
        "exchange.caller": seen.caller,
        "exchange.code": seen.code or "OK",
        "exchange.cost": seen.cost,
        "exchange.plan.remembered": not seen.plan_seconds,
        "exchange.request_id": seen.request_id,
        "http.response.status_code": seen.status,
    }
