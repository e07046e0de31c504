"""The exchange's numbers as Prometheus takes them, on a listener of their own: /metrics is not for the public."""

import threading
from collections.abc import Iterator
from itertools import accumulate, groupby
from pathlib import Path

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from exchange.app.metrics.board import total
from exchange.settings import SettingRefused
from exchange.telemetry.metric import METRICS, SECONDS

BOUNDS = [*(f"{bound:g}" for bound in SECONDS), "+Inf"]


class Exposition(Collector):
    """Adds the workers' pages up whenever it is asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._alone = threading.Lock()

    def describe(self) -> list[Metric]:
        """Say nothing before it is asked."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics that have numbers."""
        with self._alone:
            found = total(self._folder)
        for name, series in groupby(sorted(found.counters.items()), lambda one: one[0][0]):
            counter = CounterMetricFamily(name, METRICS[name].help, labels=METRICS[name].labels)
            for (_, labels), value in series:
                counter.add_metric(labels, value)
            yield counter
        for name, spread in groupby(sorted(found.histograms.items()), lambda one: one[0][0]):
            histogram = HistogramMetricFamily(name, METRICS[name].help, labels=METRICS[name].labels)
            for (_, labels), (counts, sum_) in spread:
                histogram.add_metric(labels, list(zip(BOUNDS, accumulate(counts), strict=True)), sum_)
            yield histogram
        for name, series in groupby(sorted(found.gauges.items()), lambda one: one[0][0]):
            gauge = GaugeMetricFamily(name, METRICS[name].help, labels=METRICS[name].labels)
            for (_, labels), value in series:
                gauge.add_metric(labels, value)
            yield gauge


def listen(address: str, folder: Path) -> int:
    """Answer Prometheus at HOST:PORT from a thread of this process; return the port.

    Raises SettingRefused where it can't.
    """
    host, _, port = address.rpartition(":")
    registry = CollectorRegistry()
    registry.register(Exposition(folder))
    try:
        server, _thread = start_http_server(int(port), host.strip("[]"), registry)
    except (OSError, ValueError, OverflowError) as error:
        raise SettingRefused(
            f"EXCHANGE_METRICS_ADDRESS is '{address}'; it takes a free HOST:PORT such as 127.0.0.1:9100: {error}."
        ) from None
    return int(server.server_port)
