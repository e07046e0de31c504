"""Buckets of one worker's own: what it goes on with while those that all share are away."""

import time
from collections.abc import Sequence

from exchange.rate.bucket import Asking, Bucket, Lease, Limit, leased
from exchange.rate.store import Returned, Store

MOST = 20_000
"""Buckets of one worker; the one that was taken from least recently goes first."""


class MemoryStore(Store):
    """Buckets in memory, by a clock that never jumps."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    async def take(self, key: str, limit: Limit, asking: Asking) -> Lease:
        """Lend points of a bucket."""
        bucket, lease = leased(self._buckets.pop(key, None), limit, time.monotonic(), asking)
        self._buckets[key] = bucket
        if len(self._buckets) > MOST:
            del self._buckets[next(iter(self._buckets))]
        return lease

    async def give(self, returned: Sequence[Returned]) -> None:
        """Put points back."""
        for key, size, points in returned:
            bucket = self._buckets.get(key)
            if bucket is not None:
                self._buckets[key] = bucket._replace(level=min(float(size), bucket.level + points))

    async def sweep(self, seconds: float) -> int:
        """Forget the buckets that nobody took from for so long."""
        before = time.monotonic() - seconds
        over = [key for key, bucket in self._buckets.items() if bucket.at < before]
        for key in over:
            del self._buckets[key]
        return len(over)

    async def close(self) -> None:
        """Forget all."""
        self._buckets.clear()
