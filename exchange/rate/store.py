"""Where the buckets are that all workers share."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from exchange.rate.bucket import Asking, Lease, Limit


class StoreAway(Exception):
    """The shared buckets can't be reached, or not in time."""


class Returned(NamedTuple):
    """Points of a lease that weren't spent."""

    key: str
    size: int
    points: int


class Store(ABC):
    """Buckets by key. Each step is whole or not at all, whatever other workers do meanwhile."""

    @abstractmethod
    async def take(self, key: str, limit: Limit, asking: Asking) -> Lease:
        """Lend points of a bucket: see exchange.rate.bucket.leased. Raises StoreAway."""

    @abstractmethod
    async def give(self, returned: Sequence[Returned]) -> None:
        """Put points back; a bucket that isn't there is full. Raises StoreAway."""

    @abstractmethod
    async def sweep(self, seconds: float) -> int:
        """Delete the buckets that nobody took from for so long; return how many. Raises StoreAway."""

    @abstractmethod
    async def close(self) -> None:
        """End what connects to it."""
