"""`make bench`: the planned path and the ingest against their limits, in one run, written to benchmarks/RESULTS.md.

It needs PostgreSQL's binaries and the Guangdong registry beside the checkout (../shared/data).
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from benchmarks import arbitration, audit, check, gated, ingest, matching, screening, search, server
from benchmarks.documents import Question, questions
from benchmarks.filled import REGISTRY, ROOT, prepared, shown
from exchange.db.engine import connect
from exchange.entity.model import Entity
from tests.database import postgres

RESULTS = Path(__file__).parent / "RESULTS.md"
CONNECTIONS = (1, 8, 32)
SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
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


def main() -> None:
    """Measure all of it and write the results."""
    if not REGISTRY.exists():
        sys.exit(f"The benchmark needs the real registry at {REGISTRY.relative_to(ROOT.parent)}, beside the checkout.")
    head = (ROOT / "benchmarks" / "HEAD.md").read_text(encoding="utf-8")
    machine = (
        f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, PostgreSQL on loopback"
    )
    lines = [head.format(machine=machine, seconds=SECONDS, rounds=ROUNDS)]
    with tempfile.TemporaryDirectory() as folder, postgres.running() as cluster:
        for name in ("bench", "fresh"):
            cluster.run(f"CREATE DATABASE {name}")
        lite = prepared(f"sqlite:///{folder}/bench.sqlite")
        lines += ["\n## Ingest\n", *shown(ingested(cluster.url("fresh")))]
        url = prepared(cluster.url("bench"))
        lines += ["\n## Queries\n", *shown(compared(url))]
        lines += ["\n## Name search\n", *shown(searched([url, lite]))]
        lines += ["\n## Screening by name\n", *shown(screening.lines(url)), "", *shown(screening.lines(lite))]
        lines += ["\n## Checks of 1,000 enterprises\n", *shown(check.lines(url)), "", *shown(check.lines(lite))]
        lines += ["\n## Arbitration: 10,000 cases\n", *shown(arbitration.table(folder, cluster))]
        lines += ["\n## Matching products and enterprises\n", *shown(matching.table(folder, cluster))]
    with postgres.running(durable=True) as cluster:
        for name in ("door", "log"):
            cluster.run(f"CREATE DATABASE {name}")
        door = gated.measured(prepared(cluster.url("door")), SECONDS, ROUNDS)
        lines += ["\n## The credit file's door, with fsync\n", *shown(door)]
        lines += ["\n## The access log, with fsync\n", *shown(audit.lines(cluster.url("log")))]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
