"""Prepares the next items in a thread, while the caller waits for its database."""

from collections.abc import Iterator
from queue import Full, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")

DEPTH = 1
"""How many items wait at most: they are large."""
_PAUSE = 0.1


class Ahead(Generic[T]):
    """Runs an iterator in a thread of its own; iterating over it gives the items in order, and raises what it raises.

    Leaving the block ends the thread, whatever is left of the iterator.
    """

    def __init__(self, items: Iterator[T]) -> None:
        self.items, self.queue, self.left = items, Queue[tuple[T | None, BaseException | None]](DEPTH), Event()
        self.thread = Thread(target=self._run, name="ahead", daemon=True)

    def __enter__(self) -> Iterator[T]:
        self.thread.start()
        return self._taken()

    def __exit__(self, *_: object) -> None:
        self.left.set()
        self.thread.join()

    def _taken(self) -> Iterator[T]:
        while True:
            item, error = self.queue.get()
            if isinstance(error, StopIteration):
                return
            if error:
                raise error
            yield item  # type: ignore[misc]

    def _run(self) -> None:
        while not self.left.is_set():
            try:
                self._put((next(self.items), None))
            except BaseException as error:  # handed to the caller, who raises it
                self._put((None, error))
                return

    def _put(self, item: tuple[T | None, BaseException | None]) -> None:
        while not self.left.is_set():
            try:
                self.queue.put(item, timeout=_PAUSE)
            except Full:
                continue
            return
