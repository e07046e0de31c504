"""A bounded memory of what was made before: what came once goes before what came again.

It is the queue "2Q" of T. Johnson and D. Shasha, "2Q: a low overhead high performance buffer management replacement
algorithm" (VLDB 1994), but that what was much asked for once has to come again to stay.
"""

from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """At most `size` entries that were asked for again, and a quarter as many that were not yet.

    The oldest go first; of as many as `size` that went it is known that they were there, so that one that is made
    again stays at once. A flood of what never comes again takes little room and drops none of what does: a caller who
    sends a new document each time makes nobody else's be planned anew. May be used by several threads.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self._again: dict[K, V] = {}
        self._once: dict[K, V] = {}
        self._gone: dict[int, None] = {}
        """The hashes of the keys that were dropped."""
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._again) + len(self._once)

    def get(self, key: K) -> V | None:
        """Return what is remembered under the key. Reading what came again moves nothing: it is the common case."""
        return self._again.get(key) or self._promoted(key)

    def keep(self, key: K, value: V) -> V:
        """Remember the value and return it."""
        with self._lock:
            if key in self._again or hash(key) in self._gone:
                self._gone.pop(hash(key), None)
                self._settle(key, value)
            else:
                self._wait(key, value)
        return value

    def _promoted(self, key: K) -> V | None:
        if key not in self._once:
            return None
        with self._lock:
            value = self._once.pop(key, None)
            if value is None:
                return self._again.get(key)
            self._settle(key, value)
        return value

    def _settle(self, key: K, value: V) -> None:
        self._again[key] = value
        if len(self._again) > self.size:
            self._wait(*_oldest(self._again))

    def _wait(self, key: K, value: V) -> None:
        self._once[key] = value
        if len(self._once) > max(1, self.size // 4):
            self._gone[hash(_oldest(self._once)[0])] = None
            if len(self._gone) > self.size:
                _oldest(self._gone)


def _oldest(entries: dict[Any, Any]) -> tuple[Any, Any]:
    """Take the oldest entry out."""
    key = next(iter(entries))
    return key, entries.pop(key)
