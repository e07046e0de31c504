"""A distribution in plain numbers: counting into it costs a bisection."""

from bisect import bisect_left

from exchange.telemetry.metric import SECONDS


class Histogram:
    """How many values fell into each bucket, the last one unbounded, and their sum."""

    __slots__ = ("counts", "total")

    def __init__(self) -> None:
        self.counts = [0] * (len(SECONDS) + 1)
        self.total = 0.0

    def observe(self, seconds: float) -> None:
        """Count a value; one that equals a bound is below it."""
        self.counts[bisect_left(SECONDS, seconds)] += 1
        self.total += seconds
