"""A bounded memory of what was made before: what came once goes before what came again."""

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """At most `size` entries that were asked for again, and as many that were not yet.

    The oldest go first. A flood of what never comes again drops none of what does: a caller who sends a new document
    each time makes nobody else's be planned anew. May be used by several threads.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._again: dict[K, V] = {}
        self._once: dict[K, V] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._again) + len(self._once)

    def get(self, key: K) -> V | None:
        """Return what is remembered under the key. Reading what came again moves nothing: it is the common case."""
        return self._again.get(key) or self._promoted(key)

    def keep(self, key: K, value: V) -> V:
        """Remember the value and return it."""
        with self._lock:
            self._again.pop(key, None)
            self._once[key] = value
            _bound(self._once, self.size)
        return value

    def _promoted(self, key: K) -> V | None:
        if key not in self._once:
            return None
        with self._lock:
            value = self._once.pop(key, None)
            if value is None:
                return self._again.get(key)
            self._again[key] = value
            if len(self._again) > self.size:
                # It has to come again to stay: what was much asked for once isn't kept for ever.
                oldest = next(iter(self._again))
                self._once[oldest] = self._again.pop(oldest)
                _bound(self._once, self.size)
        return value


def _bound(entries: dict[K, V], size: int) -> None:
    if len(entries) > size:
        del entries[next(iter(entries))]
