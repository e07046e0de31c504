"""Documents that were never seen before: their literals, their shapes, and what a flood of them is to other callers."""

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Any

from benchmarks import caller, fictitious
from benchmarks.peers.compare import SCOPES, loaded
from benchmarks.peers.contestant import Contestant, running
from benchmarks.peers.question import FIELDS
from benchmarks.process import cpu_seconds
from benchmarks.shapes import shapes
from exchange.db.engine import connect

SERVERS = ("exchange", "mercurius", "postgraphile")
CONNECTIONS = 8
A_SECOND = 15_000
"""More documents with other literals than any server answers in a second."""
SHAPES_A_SECOND = 4_000
READY_SECONDS = 1.0
"""Who sends beside others is ready so long before them, and begins in their midst: what is measured is the server, not
how a program starts on the same two cores."""

Body = dict[str, Any]


def lines(url: str, port: int, seconds: float, rounds: int) -> Iterator[str]:
    """Yield the lines of both tables: medians over the rounds."""
    with running(url, port, SERVERS) as servers:
        exchange = servers["exchange"]
        engine = connect(url)
        tokens = [caller.bearer(engine, fictitious.BANK, SCOPES, f"bench-{n}", exchange.issuer) for n in "ab"]
        engine.dispose()
        yield "| what | server | requests/s | p50 ms | p99 ms | server µs | of the repeated one | of PostGraphile |"
        yield "|---|---|---|---|---|---|---|---|"
        yield from _literals(exchange, tokens[0], seconds, rounds)
        yield from _shapes(servers, tokens[0], seconds, rounds)
        yield ""
        yield "| another caller's document, repeated, 8 connections | requests/s | p50 ms | p99 ms | of the p99 alone |"
        yield "|---|---|---|---|---|"
        yield from _flooded(exchange, tokens, seconds, rounds)


def _literals(exchange: Contestant, token: str, seconds: float, rounds: int) -> Iterator[str]:
    once = _repeated(exchange, token, seconds)
    found: dict[str, list[Body]] = {"a literal, repeated": [], "literals never seen": []}
    for number in range(rounds):
        found["a literal, repeated"].append(_timed(exchange, once))
        bodies = [_literal(number * 50_000 + n) for n in range(int(A_SECOND * seconds))]
        unseen = partial(loaded, exchange, CONNECTIONS, seconds, bodies, token=token, once=True)
        found["literals never seen"].append(_timed(exchange, unseen))
    repeated = _median(found["a literal, repeated"], "rate")
    for what, some in found.items():
        yield f"| {what} | exchange | {_cells(some)} | {_median(some, 'rate') / repeated:.2f} | |"


def _shapes(servers: dict[str, Contestant], token: str, seconds: float, rounds: int) -> Iterator[str]:
    found: dict[str, list[Body]] = {name: [] for name in servers}
    for number in range(-1, rounds):
        for name, one in servers.items():
            bodies, own = _unseen(number, name, seconds), token if name == "exchange" else ""
            result = _timed(one, partial(loaded, one, CONNECTIONS, seconds, bodies, once=True, token=own))
            # Node compiles what runs often: the first round is for that.
            found[name] += [result] if number >= 0 else []
    of = _median(found["postgraphile"], "rate")
    for name, some in found.items():
        yield f"| shapes never seen | {name} | {_cells(some)} | | {_median(some, 'rate') / of:.2f} |"


def _flooded(exchange: Contestant, tokens: list[str], seconds: float, rounds: int) -> Iterator[str]:
    own, other = tokens
    found: dict[str, list[Body]] = {"alone": [], "beside 8 connections of known documents": [], "beside a flood": []}
    ask = _repeated(exchange, own, seconds)
    for number in range(rounds):
        beside = {
            "alone": None,
            "beside 8 connections of known documents": _repeated(exchange, other, seconds, READY_SECONDS),
            "beside a flood": partial(
                loaded,
                exchange,
                CONNECTIONS,
                seconds,
                _unseen(1000 + number, "exchange", seconds),
                token=other,
                once=True,
                waits=READY_SECONDS,
            ),
        }
        for what, work in beside.items():
            with ThreadPoolExecutor(1) as thread:
                done = thread.submit(work) if work else None
                time.sleep(READY_SECONDS)
                found[what].append(ask())
                _ = done and done.result()
    alone = _median(found["alone"], "p99")
    for what, some in found.items():
        rate, p50, p99 = (_median(some, key) for key in ("rate", "p50", "p99"))
        yield f"| {what} | {rate:,.0f} | {p50:.2f} | {p99:.2f} | {p99 / alone:.2f} |"


def _repeated(exchange: Contestant, token: str, seconds: float, waits: float = 0.0) -> Any:
    return partial(loaded, exchange, CONNECTIONS, seconds, [_literal(7)], token=token, waits=waits)


def _timed(one: Contestant, load: Any) -> Body:
    before = cpu_seconds(one.pid)
    result: Body = load()
    return {**result, "server": (cpu_seconds(one.pid) - before) * 1e6 / result["count"]}


def _literal(n: int) -> Body:
    return {"query": f'{{ entity(uscc: "{fictitious.uscc(n * 7919 % fictitious.ENTITIES)}") {{ {FIELDS} }} }}'}


def _unseen(seed: int, server: str, seconds: float) -> list[Body]:
    documents = islice(shapes(seed, server), int(SHAPES_A_SECOND * seconds))
    return [
        {"query": text, "variables": {"uscc": fictitious.uscc(n * 7919 % fictitious.ENTITIES)}}
        for n, text in enumerate(documents)
    ]


def _median(some: list[Body], key: str) -> float:
    return float(statistics.median(result[key] for result in some))


def _cells(some: list[Body]) -> str:
    rate, p50, p99, server = (_median(some, key) for key in ("rate", "p50", "p99", "server"))
    return f"{rate:,.0f} | {p50:.2f} | {p99:.2f} | {server:,.0f}"
