"""A bounded memory of what was made before: the least recently used goes first."""

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(OrderedDict[K, V]):
    """At most `size` entries. Reading doesn't move an entry: a hot entry that is dropped is made again, cheaply."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def keep(self, key: K, value: V) -> V:
        """Remember the value and return it."""
        self[key] = value
        if len(self) > self.size:
            self.popitem(last=False)
        return value
