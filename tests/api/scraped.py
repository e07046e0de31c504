"""What Prometheus would read of an exchange in this process."""

import time
from collections.abc import Callable
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from exchange.app.metrics.exposition import Exposition
from exchange.telemetry.metric import METRICS

Samples = dict[str, dict[tuple[str, ...], float]]
"""Values by the sample's name and its labels' values."""
ORDER = [*dict.fromkeys(label for one in METRICS.values() for label in one.labels), "le"]
"""The exposition sorts labels by their names."""
SECONDS = 20


def text(folder: Path) -> str:
    """Return the exposition."""
    registry = CollectorRegistry()
    registry.register(Exposition(folder))
    return generate_latest(registry).decode()


def samples(exposition: str) -> Samples:
    """Read an exposition."""
    found: Samples = {}
    for family in text_string_to_metric_families(exposition):
        for sample in family.samples:
            labels = tuple(sample.labels[name] for name in ORDER if name in sample.labels)
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


def awaited(read: Callable[[], str], complete: Callable[[Samples], bool]) -> Samples:
    """Read until it is complete: workers report now and then."""
    deadline = time.monotonic() + SECONDS
    while True:
        found = samples(read())
        if complete(found):
            return found
        assert time.monotonic() < deadline, found
        time.sleep(0.02)
