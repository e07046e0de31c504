"""The comparison with the peers: rates, latencies and processor time of each server, in turn within each round."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from benchmarks import caller, fictitious
from benchmarks.peers.contestant import ROOT, Contestant, running
from benchmarks.peers.question import Question, body, questions
from benchmarks.process import cpu_seconds, postmaster
from exchange.db.engine import connect

NAMES = ("limit", "exchange", "mercurius", "postgraphile")
BOUND = "exchange, DPoP"
"""The same server, asked with a token that is bound to a key and a new proof each time."""
ON_SQLITE = ("sqlite_limit", "exchange")
PROOFS_A_SECOND = 4000
WARM_UP = 1.0
SCOPES = ("creditfile:read", "creditfile.contact:read", "creditfile.annual:read")
"""What a bank's program may do; what is asked here is public."""
CONNECTIONS = (8, 32)
HEAD = (
    "| question | connections | server | requests/s | p50 ms | p99 ms | server µs | database µs "
    "| of the limit | of the better peer |"
)


class Access(NamedTuple):
    """How the exchange is asked: a bearer token, and a bound one with what makes its proofs."""

    token: str
    bound: str
    prover: caller.Prover


class Field(NamedTuple):
    """Who is compared."""

    servers: Mapping[str, Contestant]
    allowed: Access
    database: int | None
    """PostgreSQL's process, where it is on this machine."""


def asked(url: str) -> list[Question]:
    """Return the questions over codes of the database."""
    engine = connect(url)
    with engine.connect() as connection:
        places = fictitious.counties(connection)
        count = connection.exec_driver_sql("SELECT count(*) FROM entity").scalar() or 0
    engine.dispose()
    return questions([fictitious.uscc(n * 7919 % count) for n in range(2000)], places)


def access(url: str, exchange: Contestant) -> Access:
    """Register the callers and get their tokens."""
    engine = connect(url)
    token = caller.bearer(engine, fictitious.BANK, SCOPES, "bench", exchange.issuer)
    client = caller.register(engine, fictitious.BANK, SCOPES, "bench-bound")
    engine.dispose()
    bound = client.token(exchange.issuer)
    return Access(token, bound, client.prover(exchange.issuer, bound))


def loaded(
    one: Contestant,
    connections: int,
    seconds: float,
    bodies: Sequence[Mapping[str, Any]],
    *,
    token: str = "",
    prover: caller.Prover | None = None,
    once: bool = False,
    waits: float = 0.0,
) -> dict[str, Any]:
    """Load one server, a while after the requests are ready. Raises RuntimeError where a request fails."""
    command = [sys.executable, "-m", "benchmarks.load", str(one.port), str(connections), str(seconds), token]
    environment = os.environ | {"LOAD_WAITS": str(waits)} | ({"LOAD_ONCE": "1"} if once else {})
    given = "\n".join(map(json.dumps, bodies)).encode()
    with tempfile.NamedTemporaryFile("w", encoding="ascii") as file:
        if prover is not None:
            file.write("\n".join(prover.proof() for _ in range(int(PROOFS_A_SECOND * seconds))))
            file.flush()
            environment["DPOP_PROOFS"] = file.name
        done = subprocess.run(command, input=given, capture_output=True, check=True, cwd=ROOT, env=environment)
    result: dict[str, Any] = json.loads(done.stdout)
    if result["failed"]:
        raise RuntimeError(f"{one.name}: {result['failed']} requests failed, the first: {result['first_failure']}")
    return result


class Plan(NamedTuple):
    """How long and what is measured."""

    seconds: float
    rounds: int
    workers: int = 1
    names: tuple[str, ...] = NAMES
    connections: tuple[int, ...] = CONNECTIONS
    question: str = ""
    """A part of the name of those that are asked; empty for all."""

    @property
    def shown(self) -> list[str]:
        """The rows of the table: the exchange has two."""
        return [row for name in self.names for row in ((name, BOUND) if name == "exchange" else (name,))]


def lines(url: str, port: int, plan: Plan) -> Iterator[str]:
    """Yield the table's lines: medians over the rounds."""
    yield HEAD
    yield "|---|---|---|---|---|---|---|---|---|---|"
    with running(url, port, plan.names, plan.workers) as servers:
        field = Field(servers, access(url, servers["exchange"]), postmaster(url))
        for question in asked(url):
            if plan.question in question.name:
                check(question, field)
                for connections in plan.connections:
                    yield from _rows(question, connections, _rounds(question, connections, plan, field))


def _rounds(question: Question, connections: int, plan: Plan, field: Field) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in plan.shown}
    for name in plan.shown:
        # Node compiles what runs often, and PostgreSQL plans the first five runs of a statement anew.
        _timed(name, field, question, connections, WARM_UP)
    for _ in range(plan.rounds):
        for name in plan.shown:
            found[name].append(_timed(name, field, question, connections, plan.seconds))
    return found


def _timed(name: str, field: Field, question: Question, connections: int, seconds: float) -> dict[str, Any]:
    servers, allowed, database = field
    one = servers[name.partition(",")[0]]
    bodies = [body(question, one.name, variables) for variables in question.variables]
    given: dict[str, Any] = {}
    if name == BOUND:
        given = {"token": allowed.bound, "prover": allowed.prover}
    elif one.name == "exchange":
        given = {"token": allowed.token}
    before = cpu_seconds(one.pid), cpu_seconds(database) if database else 0.0
    result = loaded(one, connections, seconds, bodies, **given)
    after = cpu_seconds(one.pid), cpu_seconds(database) if database else 0.0
    for key, began, ended in zip(("server", "database"), before, after, strict=True):
        result[key] = (ended - began) * 1e6 / result["count"]
    return result


def _rows(question: Question, connections: int, found: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    keys = ("rate", "p50", "p99", "server", "database")
    median = {name: {key: statistics.median(r[key] for r in some) for key in keys} for name, some in found.items()}
    limit = next(iter(median.values()))["rate"]
    peers = [median[name]["rate"] for name in ("mercurius", "postgraphile") if name in median]
    for name, m in median.items():
        of_peers = f"{m['rate'] / max(peers):.2f}" if peers else ""
        yield (
            f"| {question.name} | {connections} | {name} | {m['rate']:,.0f} | {m['p50']:.2f} | {m['p99']:.2f} "
            f"| {m['server']:,.0f} | {m['database']:,.0f} | {m['rate'] / limit:.2f} | {of_peers} |"
        )


def check(question: Question, field: Field) -> None:
    """Ask every server the same, and raise RuntimeError unless all answer with the same data."""
    for variables in question.variables[:: max(1, len(question.variables) // 5)]:
        answers = {}
        for one in field.servers.values():
            token = field.allowed.token if one.name == "exchange" else ""
            answers[one.name] = _asked(one, body(question, one.name, variables), token)
        first = answers["exchange"]
        for name, answer in answers.items():
            if answer != first:
                raise RuntimeError(f"{question.name}: {name} answers {str(answer)[:2000]}, not {str(first)[:2000]}")


def _asked(one: Contestant, request: Mapping[str, Any], token: str) -> Any:

    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    made = urllib.request.Request(f"{one.issuer}/graphql", json.dumps(request).encode(), headers)  # noqa: S310 - the address is ours
    try:
        with urllib.request.urlopen(made, timeout=30) as response:  # noqa: S310
            answer = json.load(response)
    except urllib.error.HTTPError as refused:
        answer = json.load(refused)
    if answer.get("errors") or not answer.get("data"):
        raise RuntimeError(f"{one.name} refuses: {answer.get('errors')}")
    return answer["data"]
