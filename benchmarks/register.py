"""The planned path over the real register against its limit and against graphql-core's way to execute."""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from benchmarks import ingest, search, server
from benchmarks.documents import Question, questions
from benchmarks.filled import REGISTRY, ROOT
from benchmarks.results import ROUNDS, SECONDS
from exchange.db.engine import connect
from exchange.entity.model import Entity

CONNECTIONS = (1, 8, 32)
PORT = 9301


def asked(url: str) -> list[Question]:
    """Return the questions over codes of the database."""
    engine = connect(url)
    with engine.connect() as connection:
        usccs = list(connection.scalars(select(Entity.uscc).order_by(func.md5(Entity.uscc)).limit(2000)))
        sized = func.count().between(100, 2000)
        county = Entity.region_code.not_like("%00")
        regions = select(Entity.region_code).where(county).group_by(Entity.region_code).having(sized)
        counties = sorted(str(code) for code in connection.scalars(regions))
    engine.dispose()
    return questions(usccs, counties)


def loaded(port: int, connections: int, question: Question) -> dict[str, Any]:
    """Load one server with one question."""
    bodies = "\n".join(json.dumps({"query": question.query, "variables": v}) for v in question.variables)
    command = [sys.executable, "-m", "benchmarks.load", str(port), str(connections), str(SECONDS)]
    done = subprocess.run(command, input=bodies.encode(), capture_output=True, check=True, cwd=ROOT)
    result: dict[str, Any] = json.loads(done.stdout)
    if result["failed"]:
        raise RuntimeError(f"{result['failed']} requests failed, the first: {result['first_failure']}")
    return result


def compared(url: str) -> Iterator[str]:
    """Yield the table's lines: medians over the rounds, the servers in turn within each."""
    yield "| question | connections | server | requests/s | p50 ms | p99 ms | of the limit | of graphql-core |"
    yield "|---|---|---|---|---|---|---|---|"
    with server.running(url, PORT) as ports:
        for question in asked(url):
            for connections in CONNECTIONS:
                rounds = [{n: loaded(p, connections, question) for n, p in ports.items()} for _ in range(ROUNDS)]
                median = {
                    name: {key: statistics.median(r[name][key] for r in rounds) for key in ("rate", "p50", "p99")}
                    for name in ports
                }
                for name, m in median.items():
                    limit, core = m["rate"] / median["limit"]["rate"], m["rate"] / median["graphql-core"]["rate"]
                    yield (
                        f"| {question.name} | {connections} | {name} | {m['rate']:,.0f} | {m['p50']:.2f} "
                        f"| {m['p99']:.2f} | {limit:.2f} | {core:.1f} |"
                    )


def searched(urls: list[str]) -> Iterator[str]:
    """Yield the lines of the name search."""
    yield "| database | term | median ms | p95 ms |"
    yield "|---|---|---|---|"
    for url in urls:
        for found in search.measured(url):
            yield f"| {found.database} | {found.kind} | {found.median:.2f} | {found.p95:.2f} |"


def ingested(url: str) -> Iterator[str]:
    """Yield the lines of the ingest."""
    yield "| what | rows/s | ours as a share |"
    yield "|---|---|---|"
    results = ingest.measured(url, REGISTRY)
    ours = results[0][1]
    for name, rate in results:
        yield f"| {name} | {rate:,.0f} | {ours / rate:.2f} |"
