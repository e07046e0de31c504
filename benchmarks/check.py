"""Checks of 1,000 enterprises among the Guangdong registry: the one statement, and the whole recorded command.

What stands on lists is made up, on codes of a division that there isn't; of the real enterprises nobody is listed.
Alone: `python -m benchmarks.check`.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Engine, insert, select, text
from sqlalchemy.orm import Session

from benchmarks.filled import REGISTRY, ROOT, prepared, shown
from exchange import clock
from exchange.check.making import found_for
from exchange.check.subject import Subject
from exchange.db.engine import connect
from exchange.entity.model import Entity
from exchange.entity.uscc import check_character
from exchange.listing.model import ListDefinition, ListEntry
from exchange.name.model import EntityName
from exchange.settings import Settings
from tests.api.office import opened
from tests.database import postgres

ENTRIES = 5_000
SUBJECTS, LISTED = 1_000, 200
"""How many are checked, and how many of them stand on a list."""
ROUNDS = 30
MATTER = "HONOUR"
"""The matter whose rules take in every list."""
DOCUMENT = """mutation($input: CreditCheckInput!) { creditCheck(input: $input) {
  ... on CreditCheckPayload { check { id adverse snapshot { jws } results {
    uscc status consequence hits { listCode basisDocument rule { legalBasis article } } } } }
  ... on CommandError { code message } } }"""
LIMIT = """SELECT s.position, s.uscc, n.name, l.id, l.list_code, d.colour, r.number, r.consequence
FROM unnest(CAST(:codes AS text[])) WITH ORDINALITY AS s(uscc, position)
LEFT JOIN entity n ON n.uscc = s.uscc
LEFT JOIN (list_entry l JOIN list_definition d ON d.code = l.list_code
  JOIN matter_rule r ON r.edition_id = :edition AND (r.list_code = l.list_code OR r.colour = d.colour))
ON l.uscc = s.uscc AND l.listed_at <= :now AND (l.delisted_at IS NULL OR l.delisted_at > :now)
ORDER BY s.position, r.precedence DESC"""
"""By hand: the entries of codes with the rules for them, nothing resolved, nothing ranked, no measures."""


def lines(url: str) -> Iterator[str]:
    """Yield the table's lines for a filled database."""
    engine = connect(url)
    codes = listed(engine)
    draw = random.Random(4413)  # noqa: S311 - a repeatable choice, no secret
    yield "| what is checked | median ms | p95 ms | of the limit |"
    yield "|---|---|---|---|"
    known = 0.0
    for name, run in _runs(engine, url, _subjects(engine, codes, draw), draw):
        run()
        took = sorted(_timed(run) for _ in range(ROUNDS))
        median = statistics.median(took)
        known = known or median
        yield f"| {name} | {median:.1f} | {took[int(len(took) * 0.95)]:.1f} | {median / known:.1f} |"
    engine.dispose()


def listed(engine: Engine) -> list[str]:
    """Put made-up enterprises on the lists; return their codes."""
    with engine.begin() as connection:
        lists = list(connection.scalars(select(ListDefinition.code).order_by(ListDefinition.code)))
        codes = [_code(n) for n in range(ENTRIES)]
        rows = [_entry(n, code, lists[n % len(lists)]) for n, code in enumerate(codes)]
        connection.execute(insert(ListEntry.__table__), rows)  # type: ignore[arg-type]
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return codes


def _code(n: int) -> str:
    first = f"91990000MB{n:07d}"
    return first + check_character(first)


def _entry(n: int, code: str, list_code: str) -> dict[str, Any]:
    at = clock.now() - timedelta(days=30)
    return {
        "id": f"lst_{n:032x}",
        "list_code": list_code,
        "uscc": code,
        "subject_name": f"示例{n}公司",
        "batch_id": "bench",
        "facts": "示例",
        "basis_document": f"示例〔2026〕{n}号",
        "deciding_authority": "示例机关",
        "state": "LISTED",
        "proposed_at": at,
        "provisional": False,
        "valid_from": at.date(),
        "listed_at": at,
    }


def _subjects(engine: Engine, codes: list[str], draw: random.Random) -> tuple[list[Subject], list[Subject]]:
    """Return those to be checked by code, and by name."""
    with engine.connect() as connection:
        registered = list(connection.scalars(select(Entity.uscc).order_by(Entity.uscc)))
        names = list(connection.scalars(select(EntityName.name).order_by(EntityName.place)))
    chosen = draw.sample(registered, SUBJECTS - LISTED) + draw.sample(codes, LISTED)
    draw.shuffle(chosen)
    return [Subject(uscc=code) for code in chosen], [Subject(name=name) for name in draw.sample(names, SUBJECTS)]


def _runs(
    engine: Engine, url: str, subjects: tuple[list[Subject], list[Subject]], draw: random.Random
) -> Iterator[tuple[str, Callable[[], Any]]]:
    by_code, by_name = subjects
    edition = f"med_{MATTER}.1"
    parameters = {"codes": [one.uscc for one in by_code], "edition": edition, "now": clock.now()}
    limit = text(LIMIT)
    with Session(engine.execution_options(read_only=True)) as session:
        if engine.dialect.name == "postgresql":
            yield "the limit: SQL by hand, 1,000 codes", lambda: session.execute(limit, parameters).all()
        for name, given in (("1,000 codes", by_code), ("1,000 names", by_name)):
            answers = found_for(session, given, edition, clock.now())
            adverse = sum(answer.adverse for answer in answers)
            yield (
                f"{engine.dialect.name}: {name}, {adverse} with an adverse rule, one statement",
                partial(_answered, session, given, edition),
            )
    said = {"matter": MATTER, "purpose": "benchmark", "entities": [{"uscc": one.uscc} for one in by_code]}
    with opened(engine, Settings(database_url=url, statement_seconds=30)) as office:
        bureau = office.program("BUREAU")
        yield (
            f"{engine.dialect.name}: the command, recorded, signed and read back, 1,000 codes",
            lambda: office.ask(bureau, DOCUMENT, {"input": said})["creditCheck"]["check"]["id"],
        )


def _answered(session: Session, given: list[Subject], edition: str) -> Any:
    return found_for(session, given, edition, clock.now())


def _timed(run: Callable[[], Any]) -> float:
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Fill a PostgreSQL and a SQLite of its own, and print the figures."""
    if not REGISTRY.exists():
        sys.exit(f"The benchmark needs the real registry at {REGISTRY.relative_to(ROOT.parent)}, beside the checkout.")
    with tempfile.TemporaryDirectory() as folder, postgres.running() as cluster:
        cluster.run("CREATE DATABASE checks")
        for url in (cluster.url("checks"), f"sqlite:///{folder}/bench.sqlite"):
            list(shown(lines(prepared(url))))


if __name__ == "__main__":
    main()
