"""Lends points of the buckets that all workers share; of this worker's own while those are away."""

import time
from collections.abc import Sequence
from contextlib import suppress

import structlog

from exchange.rate.bucket import Asking, Lease, Limit
from exchange.rate.memory import MemoryStore
from exchange.rate.store import Returned, Store, StoreAway

AWAY_SECONDS = 5.0
"""How long nobody asks for the shared buckets after an attempt that failed: one caller of so many seconds waits."""

logger = structlog.get_logger("exchange.rate")


class Lending:
    """One worker's way to the buckets. It never fails: no request is refused because nobody can count it."""

    def __init__(self, shared: Store) -> None:
        self.shared, self.own = shared, MemoryStore()
        self.asked = 0
        """Leases so far, for who counts statements."""
        self._away_until = 0.0

    async def take(self, key: str, limit: Limit, asking: Asking) -> Lease:
        """Lend points of a bucket: see exchange.rate.bucket.leased."""
        self.asked += 1
        if time.monotonic() >= self._away_until:
            # Others don't try too while this attempt is under way, once one has failed.
            failed_before, self._away_until = self._away_until, self._away_until and time.monotonic() + AWAY_SECONDS
            try:
                lease = await self.shared.take(key, limit, asking)
            except StoreAway as error:
                self._away_until = time.monotonic() + AWAY_SECONDS
                if not failed_before:
                    logger.warning("buckets_away", reason=type(error.__cause__).__name__)
            else:
                self._away_until = 0.0
                return lease
        return await self.own.take(key, limit, asking)

    async def give(self, returned: Sequence[Returned]) -> None:
        """Put points back."""
        if time.monotonic() < self._away_until:
            await self.own.give(returned)
            return
        with suppress(StoreAway):
            await self.shared.give(returned)

    async def sweep(self, seconds: float) -> None:
        """Delete the buckets that nobody took from for so long."""
        await self.own.sweep(seconds)
        with suppress(StoreAway):
            await self.shared.sweep(seconds)

    async def close(self) -> None:
        """End what connects to the shared buckets."""
        await self.shared.close()
