"""Every metric of the exchange: its name, what it counts, and how the numbers of several workers become one.

No label holds text of a caller's: an operation is named by the hash of its document without literals.
"""

from enum import StrEnum
from typing import NamedTuple

SECONDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
"""Upper bounds of the histograms' buckets."""


class Kind(StrEnum):
    """How a metric behaves."""

    COUNTER = "counter"
    HISTOGRAM = "histogram"
    SUM = "sum"
    """A gauge of which each worker has a part."""
    MOST = "most"
    """A gauge of which each worker sees the whole, or of which the worst worker counts."""


class Metric(NamedTuple):
    """One metric; a counter's name ends in _total, times are seconds."""

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...] = ()


OPERATIONS = Metric(
    "exchange_operations_total",
    Kind.COUNTER,
    "Operations answered, by the hash of their document, their kind, who asked, HTTP status and refusal code.",
    ("operation", "kind", "caller", "status", "code"),
)
OPERATION_SECONDS = Metric(
    "exchange_operation_seconds",
    Kind.HISTOGRAM,
    "From a request's headers to its answer.",
    ("operation", "kind"),
)
PLANS = Metric(
    "exchange_plans_total",
    Kind.COUNTER,
    "Operations that found their plan remembered, and such whose plan had to be made.",
    ("result",),
)
PLAN_SECONDS = Metric("exchange_plan_seconds", Kind.HISTOGRAM, "Making a plan: parsing, validating, compiling.")
PLAN_CACHE = Metric("exchange_plan_cache_entries", Kind.SUM, "Texts and document skeletons remembered.", ("cache",))
STATEMENT_SECONDS = Metric(
    "exchange_statement_seconds",
    Kind.HISTOGRAM,
    "A statement, with its wait for a connection: planned reads, and the write engine's.",
    ("path",),
)
STATEMENT_BYTES = Metric("exchange_statement_bytes_total", Kind.COUNTER, "Bytes of answers that planned reads fetched.")
STATEMENT_FAILURES = Metric(
    "exchange_statement_failures_total", Kind.COUNTER, "Statements that failed, by reason.", ("path", "reason")
)
READ_SIZE = Metric("exchange_read_connections", Kind.SUM, "Connections or threads for planned reads.")
READ_BUSY = Metric("exchange_read_connections_busy", Kind.SUM, "Of these, how many run a statement.")
READ_WAITING = Metric("exchange_read_waiting", Kind.SUM, "Planned reads that wait for a connection.")
REPLICA_LAG = Metric("exchange_replica_lag_seconds", Kind.MOST, "Since when the replica provably held everything.")
REPLICA_READS = Metric(
    "exchange_replica_reads_total",
    Kind.COUNTER,
    "Reads that the replica answered, that it could not have, and that the primary answered after it failed.",
    ("result",),
)
WRITE_BUSY = Metric("exchange_write_connections_busy", Kind.SUM, "Connections of the write engine in use.")
LOG_WAITING = Metric("exchange_access_log_waiting", Kind.SUM, "Operations that wait for their entries' batch.")
LOG_SECONDS = Metric("exchange_access_log_batch_seconds", Kind.HISTOGRAM, "Writing a batch of the access log.")
LOG_ENTRIES = Metric("exchange_access_log_entries_total", Kind.COUNTER, "Entries written to the access log.")
LOG_FAILURES = Metric("exchange_access_log_failures_total", Kind.COUNTER, "Batches that could not be written.")
UNSEALED = Metric("exchange_unsealed_entries", Kind.MOST, "Access log entries that no signed tree head covers yet.")
SEALING_LAG = Metric("exchange_sealing_lag_seconds", Kind.MOST, "Age of the oldest of them; 0 where there is none.")
FEED_POSITION = Metric("exchange_feed_position", Kind.MOST, "The last position of the feed, which counts its events.")
EXPORTS = Metric("exchange_exports_waiting", Kind.MOST, "Exports that are queued or under way.")
SOCKETS = Metric("exchange_sockets", Kind.SUM, "Open WebSockets.", ("state",))
SUBSCRIPTIONS = Metric("exchange_subscriptions", Kind.SUM, "Running subscriptions.")
TOKENS_CHECKED = Metric("exchange_token_checks_total", Kind.COUNTER, "Access tokens verified, not found in memory.")
TOKENS_KNOWN = Metric("exchange_tokens_remembered", Kind.SUM, "Verified tokens in memory.")
LOOP_LAG = Metric("exchange_event_loop_lag_seconds", Kind.HISTOGRAM, "How late the event loop was for a timer.")
MEMORY = Metric("exchange_worker_resident_bytes", Kind.MOST, "Resident memory of a worker.", ("worker",))
CPU = Metric("exchange_worker_cpu_seconds_total", Kind.COUNTER, "Processor time of the workers.")
COLLECTIONS = Metric("exchange_gc_collections_total", Kind.COUNTER, "Garbage collections.", ("generation",))
WORKERS = Metric("exchange_workers", Kind.SUM, "Workers that answer.")
BUILD = Metric(
    "exchange_build_info",
    Kind.MOST,
    "1, with the version, the database's kind, the revision needed, and the hash of the schema.",
    ("version", "database", "revision", "schema"),
)

METRICS = {one.name: one for one in list(globals().values()) if isinstance(one, Metric)}
"""All of them by name, in the order above."""
