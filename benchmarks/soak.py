"""A mixed load at 70 % of what the exchange can do, for half an hour: memory, errors and latencies minute by minute.

Run alone: python -m benchmarks.soak [MINUTES]. The part `soak` of `make bench` writes its table into RESULTS.md.
"""

import json
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import caller, fictitious, gated, mutation
from benchmarks.bank import BANK
from benchmarks.peers.compare import asked, loaded
from benchmarks.peers.contestant import Contestant, running
from benchmarks.peers.question import FIELDS
from benchmarks.process import resident, tree
from benchmarks.shapes import shapes
from exchange.db.engine import connect
from tests.database import postgres

ROOT = Path(__file__).parents[1]
PORT = 9351
CONNECTIONS = 16
MINUTES = 30
SETTLED = 5
"""The minute whose memory is what later ones are compared with."""
SHARE = 0.7
TRIED_SECONDS = 20
MOST_A_SECOND = 12_000
"""More than it answers: what can be done is asked without a request that comes again, as each minute is."""
SCOPES = (*gated.SCOPES, *mutation.SCOPES)
WEIGHTS = {
    "entity, 8 fields": 60,
    "entity, 3 levels": 20,
    "100 entities with children": 2,
    "1,000 entities, 8 fields": 1,
    "literals": 10,
    "shapes": 0.5,
    "credit file": 5,
    "lodgement": 1,
}
"""In hundredths, nearly: what is asked how often."""
HEAD = "| minute | requests/s | p50 ms | p99 ms | p99.9 ms | failed | memory MB |\n|---|---|---|---|---|---|---|"

Body = dict[str, Any]


class Minute(NamedTuple):
    """What came of one minute."""

    answered: int
    failed: int
    p50: float
    p99: float
    p999: float
    memory: int


def lines(minutes: int = MINUTES) -> Iterator[str]:
    """Yield the table's lines, and what they come to."""
    with _exchange() as (exchange, token, make):
        tried = make(0, MOST_A_SECOND * TRIED_SECONDS)
        capacity = loaded(exchange, CONNECTIONS, TRIED_SECONDS, tried, token=token(), once=True)["rate"]
        yield f"Capacity: {capacity:,.0f} requests a second, of {CONNECTIONS} connections that send without a pause."
        yield ""
        yield HEAD
        found: list[Minute] = []
        rate = capacity * SHARE
        for number in range(1, minutes + 1):
            found.append(_minute(exchange, token(), make(number, int(rate * 60)), rate))
            yield _row(number, found[-1])
        yield ""
        yield _told(found)


def _row(number: int, one: Minute) -> str:
    times = " | ".join(f"{each:.2f}" for each in (one.p50, one.p99, one.p999))
    return f"| {number} | {one.answered / 60:,.0f} | {times} | {one.failed} | {one.memory / 2**20:.1f} |"


def _told(found: Sequence[Minute]) -> str:
    settled, last = found[min(SETTLED, len(found)) - 1].memory, max(one.memory for one in found[SETTLED:] or found)
    half = len(found) // 2
    before, after = (statistics.median(one.p99 for one in some) for some in (found[:half] or found, found[half:]))
    answered, failed = (sum(each) for each in zip(*(one[:2] for one in found), strict=True))
    return (
        f"{answered:,} requests, {failed} failed. Memory grew by {last / settled - 1:.1%} after minute {SETTLED}."
        f" The p99's median was {before:.2f} ms in the first half and {after:.2f} ms in the second."
    )


def _minute(exchange: Contestant, token: str, bodies: list[Body], rate: float) -> Minute:
    command = [sys.executable, "-m", "benchmarks.paced", str(exchange.port), str(CONNECTIONS), "60", str(rate)]
    given = "\n".join(json.dumps({"token": token, "body": body}) for body in bodies).encode()
    done = subprocess.run(command, input=given, capture_output=True, check=True, cwd=ROOT)
    result: dict[str, Any] = json.loads(done.stdout)
    if result["failed"]:
        print(result["first_failure"], file=sys.stderr)
    memory = sum(resident(pid) for pid in tree(exchange.pid))
    return Minute(result["count"], result["failed"], result["p50"], result["p99"], result["p999"], memory)


@contextmanager
def _exchange() -> Iterator[tuple[Contestant, Callable[[], str], Callable[[int, int], list[Body]]]]:
    """Start an exchange over a filled PostgreSQL; yield it, what gets a token, and what makes a minute's requests."""
    with postgres.running(durable=True) as cluster:
        cluster.run("CREATE DATABASE soak")
        url = fictitious.prepared(cluster.url("soak"))
        usccs, _secret = gated.prepared(url)
        engine = connect(url)
        with running(url, PORT, ("exchange",)) as servers:
            exchange = servers["exchange"]

            def token() -> str:
                return caller.bearer(engine, BANK, SCOPES, "soak", exchange.issuer)

            yield exchange, token, partial(_requests, url, usccs[1:])
        engine.dispose()


def _requests(url: str, usccs: Sequence[str], minute: int, wanted: int) -> list[Body]:
    """Return a minute's requests in a random order: the shapes and lodgements no two alike, the others by chance."""
    chosen = random.Random(minute)  # noqa: S311 - nobody's secret
    questions = {one.name: one for one in asked(url)}
    count = {name: ceil(wanted * weight / sum(WEIGHTS.values())) for name, weight in WEIGHTS.items()}
    bodies: list[Body] = [
        {"query": one.document, "variables": {k: v for k, v in chosen.choice(one.variables).items() if k != "usccs"}}
        for name, one in questions.items()
        for _ in range(count[name])
    ]
    codes: list[str] = [fictitious.uscc(chosen.randrange(fictitious.ENTITIES)) for _ in range(count["literals"])]
    bodies += [{"query": f'{{ entity(uscc: "{code}") {{ {FIELDS} }} }}'} for code in codes]
    unseen = islice(shapes(minute), count["shapes"])
    bodies += [{"query": text, "variables": {"uscc": code}} for text, code in zip(unseen, codes, strict=False)]
    files = [chosen.choice(usccs) for _ in range(count["credit file"])]
    bodies += [{"query": gated.QUERY, "variables": {"uscc": code, "consent": f"cns_{code}"}} for code in files]
    bodies += [mutation.lodging(f"{minute}.{n}", n) for n in range(count["lodgement"])]
    chosen.shuffle(bodies)
    return bodies


if __name__ == "__main__":
    for line in lines(int((sys.argv[1:] or [str(MINUTES)])[0])):
        print(line, flush=True)
