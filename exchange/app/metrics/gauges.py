"""What is measured of a worker now and then, not with each request: its pools, caches, sockets and lags."""

import gc
import hashlib
import os
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, QueuePool, func, select

from exchange import clock
from exchange.audit.model import AccessPending
from exchange.db import migration
from exchange.export.model import Export, ExportState
from exchange.feed.model import FeedHead
from exchange.identifier import made_at
from exchange.telemetry import metric
from exchange.telemetry.metric import Metric
from exchange.telemetry.tally import Labels, Tally

if TYPE_CHECKING:
    from exchange.app.http import Exchange

Gauge = tuple[str, Labels, float]
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
NEVER = 1e9
"""The lag of a replica that never held everything: JSON has no infinity."""
STATM = Path("/proc/self/statm")


def worker(exchange: "Exchange") -> list[Gauge]:
    """Return what the worker itself knows."""
    operations, sockets = exchange.operations, exchange.sockets
    reads, replica = exchange.reader.load(), exchange.replica
    documents = operations.planner.documents
    pool = exchange.engine.pool
    found: list[tuple[Metric, Labels, float]] = [
        (metric.READ_SIZE, (), reads.connections),
        (metric.READ_BUSY, (), reads.busy),
        (metric.READ_WAITING, (), reads.waiting),
        (metric.WRITE_BUSY, (), pool.checkedout() if isinstance(pool, QueuePool) else 0),
        (metric.PLAN_CACHE, ("texts",), len(documents.texts)),
        (metric.PLAN_CACHE, ("skeletons",), len(documents.skeletons)),
        (metric.LOG_WAITING, (), operations.access_log.waiting),
        (metric.TOKENS_KNOWN, (), exchange.verifier.remembered),
        (metric.WORKERS, (), 1),
    ]
    if sockets is not None:
        running = sum(len(socket.running) for socket in sockets.open)
        idle = len(sockets.idle)
        found += [(metric.SUBSCRIPTIONS, (), running), (metric.SOCKETS, ("idle",), idle)]
        found += [(metric.SOCKETS, ("subscribed",), len(sockets.open) - idle)]
    if replica is not None:
        found.append((metric.REPLICA_LAG, (), min(replica.lag_seconds, NEVER)))
    if STATM.exists():
        resident = int(STATM.read_text().split()[1]) * PAGE_BYTES
        found.append((metric.MEMORY, (str(os.getpid()),), resident))
    return [(one.name, labels, value) for one, labels, value in found]


def kept(exchange: "Exchange", tally: Tally) -> None:
    """Take over the counters that are kept elsewhere."""
    tally.set(metric.TOKENS_CHECKED, (), exchange.verifier.checks)
    replica = exchange.replica
    if replica is not None:
        for result in ("answered", "passed_by", "taken_over"):
            tally.set(metric.REPLICA_READS, (result,), getattr(replica, result))
    tally.set(metric.CPU, (), time.process_time())
    for generation, done in enumerate(gc.get_stats()):
        tally.set(metric.COLLECTIONS, (str(generation),), done["collections"])


def lags(engine: Engine) -> list[Gauge]:
    """Return what only the database knows: what waits to be sealed and to be exported, and how far the feed is."""
    waits = Export.state.in_((ExportState.WAITING, ExportState.RUNNING))
    with engine.connect().execution_options(read_only=True) as connection:
        unsealed, oldest = connection.execute(select(func.count(), func.min(AccessPending.entry_id))).one()
        exports = connection.scalar(select(func.count()).select_from(Export).where(waits))
        position = connection.scalar(select(FeedHead.position))
    lag = (clock.now() - made_at(oldest)).total_seconds() if oldest else 0.0
    found = [(metric.UNSEALED, unsealed), (metric.SEALING_LAG, max(lag, 0.0)), (metric.EXPORTS, exports)]
    return [(one.name, (), float(value or 0)) for one, value in [*found, (metric.FEED_POSITION, position)]]


def build(exchange: "Exchange") -> list[Gauge]:
    """Return what this is."""
    schema = hashlib.sha256(exchange.operations.planner.documents.schema.as_str().encode()).hexdigest()[:12]
    labels = (version("credit-exchange"), exchange.engine.dialect.name, migration.head(), schema)
    return [(metric.BUILD.name, labels, 1.0)]
