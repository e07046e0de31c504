"""Screening of 1,000 real names of the Guangdong registry, as they are mistyped: recall, precision and time.

Each perturbation takes 1,000 names of its own; the choice is the same in every run. Recall at 5: the share of names
whose entity is among the first five candidates. Precision at 1: of the names that have any candidate, the share whose
first is the entity. Several entities bear one name, so neither can be 1 throughout.
Alone: `python -m benchmarks.screening`.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, select

from benchmarks.filled import REGISTRY, ROOT, prepared, shown
from exchange.db.engine import connect
from exchange.entity.model import Entity
from exchange.screening.screen import screen
from exchange.settings import Settings
from tests.api.office import opened
from tests.database import postgres
from tests.domain.perturbed import PERTURBATIONS

NAMES = 1_000
ROUNDS = 3
DOCUMENT = """query($names: [String!]!) { screenNames(names: $names) {
  decision { uscc } candidates { uscc name former score why { part weight value contribution detail } } } }"""


def lines(url: str) -> Iterator[str]:
    """Yield the table's lines for a filled database."""
    engine = connect(url)
    dialect = engine.dialect.name
    with engine.connect().execution_options(read_only=True) as connection:
        rows = connection.execute(select(Entity.uscc, Entity.name).order_by(Entity.uscc)).all()
        yield f"| {dialect}: 1,000 names each | recall at 5 | precision at 1 | seconds |"
        yield "|---|---|---|---|"
        for what, perturbed in PERTURBATIONS.items():
            draw = random.Random(what)  # noqa: S311 - a repeatable choice, no secret
            drawn = draw.sample(rows, NAMES)
            given = [perturbed(name, draw) for _, name in drawn]
            recall, precision, seconds = _measured(connection, [uscc for uscc, _ in drawn], given)
            yield f"| {what} | {recall:.3f} | {precision:.3f} | {seconds:.2f} |"
    yield f"| the whole query, every sort of them, with their reasons | | | {_asked(engine, url, rows):.2f} |"
    engine.dispose()


def _measured(connection: Connection, usccs: list[str], given: list[str]) -> tuple[float, float, float]:
    """Return recall at 5, precision at 1, and the median time."""
    took = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        answers = screen(connection, given)
        took.append(time.perf_counter() - started)
    found = [[one.uscc for one in candidates] for candidates in answers]
    proposed = [(uscc, some[0]) for uscc, some in zip(usccs, found, strict=True) if some]
    recall = sum(uscc in some for uscc, some in zip(usccs, found, strict=True)) / NAMES
    return recall, sum(uscc == first for uscc, first in proposed) / len(proposed), statistics.median(took)


def _asked(engine: Engine, url: str, rows: Sequence[Any]) -> float:
    """Return the median time of a whole query, from its text to the bytes of its answer."""
    draw = random.Random(1)  # noqa: S311
    every = list(PERTURBATIONS.values())
    names = [draw.choice(every)(name, draw) for _, name in draw.sample(rows, NAMES)]
    took = []
    with opened(engine, Settings(database_url=url, statement_seconds=30)) as office:
        bank = office.program("BANK")
        for _ in range(ROUNDS):
            started = time.perf_counter()
            assert len(office.ask(bank, DOCUMENT, {"names": names})["screenNames"]) == NAMES
            took.append(time.perf_counter() - started)
    return statistics.median(took)


def main() -> None:
    """Fill a PostgreSQL and a SQLite of its own, and print the figures."""
    if not REGISTRY.exists():
        sys.exit(f"The benchmark needs the real registry at {REGISTRY.relative_to(ROOT.parent)}, beside the checkout.")
    with tempfile.TemporaryDirectory() as folder, postgres.running() as cluster:
        cluster.run("CREATE DATABASE screening")
        for url in (cluster.url("screening"), f"sqlite:///{folder}/bench.sqlite"):
            list(shown(lines(prepared(url))))


if __name__ == "__main__":
    main()
