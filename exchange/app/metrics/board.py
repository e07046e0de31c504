"""The folder where each worker leaves its numbers, and how they become those of the exchange.

A worker holds a lock on its page for as long as it lives. Of one that is gone the counters stay, in one page for all
that are gone, and its gauges don't.
"""

import fcntl
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from exchange.telemetry.metric import METRICS, Kind
from exchange.telemetry.tally import Key, Snapshot

GONE = "gone.json"
"""The page of all workers that are gone."""


class Page:
    """One worker's page."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{os.getpid()}-{secrets.token_hex(4)}.json"
        begun = self._path.with_suffix(".begun")
        self._lock = os.open(begun, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Only now can whoever adds up see it: a lock that nobody holds yet would pass for one of a worker that is gone.
        begun.rename(self._path.with_suffix(".lock"))

    def write(self, snapshot: Snapshot) -> None:
        """Replace what is on it."""
        _write(self._path, snapshot)

    def close(self) -> None:
        """Let it be one of those that are gone."""
        os.close(self._lock)


class Total:
    """The numbers of several workers together."""

    def __init__(self) -> None:
        self.counters: dict[Key, float] = {}
        self.histograms: dict[Key, tuple[list[int], float]] = {}
        self.gauges: dict[Key, float] = {}

    def add(self, page: Snapshot, *, lives: bool) -> None:
        """Add a worker's numbers; of one that is gone, no gauges."""
        for name, labels, value in page.counters:
            key = (name, tuple(labels))
            self.counters[key] = self.counters.get(key, 0) + value
        for name, labels, counts, total in page.histograms:
            key = (name, tuple(labels))
            before, sum_ = self.histograms.get(key, ([0] * len(counts), 0.0))
            self.histograms[key] = ([a + b for a, b in zip(before, counts, strict=True)], sum_ + total)
        for name, labels, value in page.gauges if lives else ():
            key = (name, tuple(labels))
            before_ = self.gauges.get(key)
            self.gauges[key] = value if before_ is None else _joined(name, before_, value)

    def snapshot(self) -> Snapshot:
        """Return what the page of those that are gone holds."""
        counters = [(name, labels, value) for (name, labels), value in self.counters.items()]
        histograms = [(name, labels, *numbers) for (name, labels), numbers in self.histograms.items()]
        return Snapshot(counters, histograms, [])


def total(folder: Path) -> Total:
    """Add all pages up. Those of workers that are gone are put together on one."""
    gone = Total()
    ended = list(_ended(folder))
    for page in _read([folder / GONE, *ended]):
        gone.add(page, lives=False)
    if ended:
        _write(folder / GONE, gone.snapshot())
        for path in ended:
            path.unlink(missing_ok=True)
            path.with_suffix(".lock").unlink(missing_ok=True)
    for page in _read(path for path in folder.glob("*.json") if path.name != GONE):
        gone.add(page, lives=True)
    return gone


def _ended(folder: Path) -> Iterator[Path]:
    """Yield the pages whose workers are gone."""
    for lock in folder.glob("*.lock"):
        descriptor = os.open(lock, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        finally:
            os.close(descriptor)
        yield lock.with_suffix(".json")


def _read(paths: Iterable[Path]) -> Iterator[Snapshot]:
    for path in paths:
        try:
            found: Any = orjson.loads(path.read_bytes())
        except FileNotFoundError:
            continue  # a worker that has counted nothing yet
        yield Snapshot(*found)


def _write(path: Path, snapshot: Snapshot) -> None:
    """Write beside it first: whoever reads finds all of it, or all of what was there before."""
    beside = path.with_suffix(".new")
    beside.write_bytes(orjson.dumps(tuple(snapshot)))
    beside.replace(path)


def _joined(name: str, one: float, other: float) -> float:
    return max(one, other) if METRICS[name].kind is Kind.MOST else one + other
