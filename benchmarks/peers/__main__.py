"""A single comparison, or some: python -m benchmarks.peers --help. Writes nothing into RESULTS.md."""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from benchmarks import fictitious
from benchmarks.peers import compare
from benchmarks.peers.part import PORT, prepared
from tests.database import postgres


def main() -> None:
    """Print the table of what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers")
    parser.add_argument("--url", help="a database to use, filled where it is empty; without it a PostgreSQL is started")
    parser.add_argument(
        "--server", action="append", help="limit, exchange, mercurius, postgraphile; repeat for several"
    )
    parser.add_argument("--question", default="", help="only questions with this in their names")
    parser.add_argument("--connections", type=int, action="append")
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--port", type=int, default=PORT, help="the first of up to four ports")
    given = parser.parse_args()
    with ExitStack() as stack:
        url = given.url or stack.enter_context(_started())
        if url.startswith("sqlite"):
            fictitious.prepared(url)
        else:
            prepared(url)
        names = tuple(given.server or (compare.NAMES if not url.startswith("sqlite") else compare.ON_SQLITE))
        connections = tuple(given.connections or compare.CONNECTIONS)
        plan = compare.Plan(given.seconds, given.rounds, given.workers, names, connections, given.question)
        for line in compare.lines(url, given.port, plan):
            print(line, flush=True)


@contextmanager
def _started() -> Iterator[str]:
    with postgres.running(durable=True) as cluster:
        cluster.run("CREATE DATABASE peers")
        yield cluster.url("peers")


if __name__ == "__main__":
    main()
