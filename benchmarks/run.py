"""`make bench`: all parts, or those that are named, each with its own database and its own section of RESULTS.md."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain

from benchmarks import arbitration, audit, check, gated, matching, mutation, register, screening, soak, unseen
from benchmarks.filled import REGISTRY, ROOT, prepared
from benchmarks.peers import part as peers
from benchmarks.results import ROUNDS, SECONDS, write
from tests.database import postgres


@contextmanager
def _server(*names: str, durable: bool = False) -> Iterator[postgres.Server]:
    """Start a PostgreSQL with empty databases of these names."""
    with postgres.running(durable=durable) as cluster:
        for name in names:
            cluster.run(f"CREATE DATABASE {name}")
        yield cluster


def _ingest() -> None:
    with _server("fresh") as cluster:
        write("Ingest", register.ingested(cluster.url("fresh")))


def _register() -> None:
    with tempfile.TemporaryDirectory() as folder, _server("bench") as cluster:
        url, lite = prepared(cluster.url("bench")), prepared(f"sqlite:///{folder}/bench.sqlite")
        write("Queries", register.compared(url))
        write("Name search", register.searched([url, lite]))
        write("Screening by name", [*screening.lines(url), "", *screening.lines(lite)])
        write("Checks of 1,000 enterprises", [*check.lines(url), "", *check.lines(lite)])


def _cases() -> None:
    with tempfile.TemporaryDirectory() as folder, _server() as cluster:
        write("Arbitration: 10,000 cases", arbitration.table(folder, cluster))
        write("Matching products and enterprises", matching.table(folder, cluster))


def _gated() -> None:
    with _server("door", "log", durable=True) as cluster:
        write("The credit file's door, with fsync", gated.measured(prepared(cluster.url("door")), SECONDS, ROUNDS))
        write("The access log, with fsync", audit.lines(cluster.url("log")))


def _unseen() -> None:
    with _server("unseen", durable=True) as cluster:
        write(
            "Documents never seen before",
            unseen.lines(peers.prepared(cluster.url("unseen")), peers.PORT, SECONDS, ROUNDS),
        )


def _mutations() -> None:
    with tempfile.TemporaryDirectory() as folder, _server("written", durable=True) as cluster:
        urls = cluster.url("written"), f"sqlite:///{folder}/written.sqlite"
        rows = (line for url in urls for line in mutation.lines(url, peers.PORT, SECONDS, ROUNDS))
        write("Mutations, with fsync", chain([mutation.HEAD], rows))


def _soak() -> None:
    write("Half an hour of mixed load", soak.lines())


PARTS: dict[str, Callable[[], None]] = {
    "peers": peers.measure,
    "ingest": _ingest,
    "register": _register,
    "cases": _cases,
    "gated": _gated,
    "unseen": _unseen,
    "mutations": _mutations,
    "soak": _soak,
}
REAL = {"ingest", "register", "gated"}
"""These take the real registry."""


def main(names: list[str]) -> None:
    """Measure the parts and write their results."""
    if unknown := [name for name in names if name not in PARTS]:
        sys.exit(f"There is no part '{unknown[0]}'. The parts: {', '.join(PARTS)}.")
    for name in names or PARTS:
        if name in REAL and not REGISTRY.exists():
            sys.exit(f"The part '{name}' needs the real registry at {REGISTRY.relative_to(ROOT.parent)}.")
        PARTS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
