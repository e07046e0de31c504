"""What a worker counts, in plain numbers of its own: no lock and no file is on the way of a request.

Used on the worker's event loop; what other threads have measured they leave by `later`.
"""

from collections import deque
from typing import NamedTuple

from exchange.telemetry.histogram import Histogram
from exchange.telemetry.metric import STATEMENT_BYTES, STATEMENT_FAILURES, STATEMENT_SECONDS, Metric
from exchange.telemetry.observation import Note

Labels = tuple[str, ...]
Key = tuple[str, Labels]
"""A metric's name and its labels' values."""
PLANNED, ENGINE = ("planned",), ("engine",)


class Snapshot(NamedTuple):
    """A worker's numbers at an instant, as JSON takes them."""

    counters: list[tuple[str, Labels, float]]
    histograms: list[tuple[str, Labels, list[int], float]]
    gauges: list[tuple[str, Labels, float]]


class Tally:
    """Counters and histograms by metric and labels."""

    def __init__(self) -> None:
        self.counters: dict[Key, float] = {}
        self.histograms: dict[Key, Histogram] = {}
        self._left: deque[Note] = deque()

    def add(self, metric: Metric, labels: Labels = (), amount: float = 1) -> None:
        """Raise a counter."""
        key = (metric.name, labels)
        self.counters[key] = self.counters.get(key, 0) + amount

    def set(self, metric: Metric, labels: Labels, total: float) -> None:
        """Take a counter over that somebody else keeps."""
        self.counters[metric.name, labels] = total

    def histogram(self, metric: Metric, labels: Labels = ()) -> Histogram:
        """Return a histogram, made where there is none yet."""
        key = (metric.name, labels)
        found = self.histograms.get(key)
        if found is None:
            found = self.histograms[key] = Histogram()
        return found

    def statement(self, note: Note) -> None:
        """Count a statement."""
        _sql, began, ended, size, is_planned, _names_caller, failure = note
        path = PLANNED if is_planned else ENGINE
        self.histogram(STATEMENT_SECONDS, path).observe(ended - began)
        if size:
            self.add(STATEMENT_BYTES, (), size)
        if failure:
            self.add(STATEMENT_FAILURES, (*path, failure))

    def later(self, note: Note) -> None:
        """Let a statement be counted that is part of no operation; from any thread."""
        self._left.append(note)

    def settle(self) -> None:
        """Count what was left."""
        while self._left:
            self.statement(self._left.popleft())

    def forget(self, label: str) -> None:
        """Drop all that has a value as its first label."""
        self.counters = {key: value for key, value in self.counters.items() if key[1][:1] != (label,)}
        self.histograms = {key: value for key, value in self.histograms.items() if key[1][:1] != (label,)}

    def snapshot(self, gauges: list[tuple[str, Labels, float]]) -> Snapshot:
        """Return the numbers of now, with gauges that were read beside them."""
        counters = [(name, labels, value) for (name, labels), value in self.counters.items()]
        histograms = [(name, labels, [*h.counts], h.total) for (name, labels), h in self.histograms.items()]
        return Snapshot(counters, histograms, gauges)
