"""Reads of 10,000 cases: a party's list, a centre's work list by deadline, the numbers of a year; an operation each.

All of them are made up. Alone: `python -m benchmarks.arbitration`.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from auth.principal import ANONYMOUS
from benchmarks.filled import shown
from exchange import clock
from exchange.arbitration.model import ArbitrationCase, CaseDeadline, DisputeKind
from exchange.db.engine import connect
from exchange.settings import Settings
from tests.api.office import Office, opened
from tests.database import postgres
from tests.database.template import make
from tests.domain import arbitration
from tests.domain.arbitration import CLAIMANT
from tests.ingest.penalties import uscc
from tests.planning.data import fill

CASES = 10_000
OWN = 50
"""How many of them are the party's."""
ROUNDS = 60
DOCUMENTS = {
    "a party's list, 20 of 50": "{ arbitrationCases { totalCount nodes { "
    "number state claimFen respondent { name } } } }",
    "the centre's work list by deadline, 20 of 10,000": "{ caseDeadlines { nodes { "
    "matter duty deadline { dueOn overdue } case { number state } } } }",
    "the numbers of a year": "{ arbitrationStatistics(year: 2026) { dispute cases medianDays performedPercent } }",
}


LONG_AGO = timedelta(days=40)
"""The numbers are of what happened before this month."""


def lines(url: str) -> Iterator[str]:
    """Yield the table's lines for a database."""
    engine = connect(url)
    with engine.begin() as connection:
        fill(connection)
    with opened(engine, Settings(database_url=url)) as office:
        party = office.person("zhang.san", CLAIMANT)
        centre = office.program("ARBITRATION_CENTRE")
        filled(office)
        if engine.dialect.name == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        for caller, (name, document) in zip((party, centre, ANONYMOUS), DOCUMENTS.items(), strict=True):
            office.ask(caller, document)
            office.statements.clear()
            office.ask(caller, document)
            count = len([sql for sql in office.statements if "arbitration_case" in sql])
            took = sorted(timed(office, caller, document) for _ in range(ROUNDS))
            median, p95 = statistics.median(took), took[int(ROUNDS * 0.95)]
            yield f"| {engine.dialect.name}: {name} | {count} | {median:.1f} | {p95:.1f} |"
    engine.dispose()


def timed(office: Office, caller: Any, document: str) -> float:
    """Return how many milliseconds an operation takes, its plan being known."""
    started = time.perf_counter()
    office.ask(caller, document)
    return (time.perf_counter() - started) * 1000


def filled(office: Office) -> None:
    """Write the cases, like one that was conducted."""
    with Session(office.engine) as session, session.begin():
        arbitration.institutions(session.connection())
        arbitration.awarded(session)
        case = dict(session.execute(select(ArbitrationCase.__table__)).mappings().one())
        clocks = select(CaseDeadline.__table__).limit(1)
        clock_ = dict(session.execute(clocks).mappings().one())
        kinds = list(DisputeKind)
        cases = [
            case
            | {
                "id": f"arb_{n:032x}",
                "number": f"示仲{n}号",
                "centre_code": "T-ARBITRATION_CENTRE",
                "claimant_uscc": CLAIMANT if n < OWN else uscc(n),
                "respondent_uscc": uscc(n + CASES),
                "dispute": kinds[n % len(kinds)].value,
                "lodged_at": case["lodged_at"] - LONG_AGO,
                "awarded_on": case["awarded_on"] - LONG_AGO,
                "closed_on": case["awarded_on"] - LONG_AGO,
                "decided_days": n % 90,
                "state": "PERFORMED" if n % 3 else "DEFAULTED",
            }
            for n in range(CASES)
        ]
        day = clock.today()
        running = [
            clock_
            | {
                "id": f"cdl_{n:032x}",
                "case_id": f"arb_{n:032x}",
                "centre_code": "T-ARBITRATION_CENTRE",
                "due_on": day + timedelta(days=n % 60 - 20),
                "met_on": None,
            }
            for n in range(CASES)
        ]
        session.execute(insert(ArbitrationCase.__table__), cases)  # type: ignore[arg-type]
        session.execute(insert(CaseDeadline.__table__), running)  # type: ignore[arg-type]


def table(folder: str, cluster: Any) -> Iterator[str]:
    """Yield the table for both databases."""
    yield "| what is read | statements | median ms | p95 ms |"
    yield "|---|---|---|---|"
    cluster.run("CREATE DATABASE cases")
    for url in (cluster.url("cases"), f"sqlite:///{folder}/cases.sqlite"):
        make(url)
        yield from lines(url)


def main() -> None:
    """Fill a PostgreSQL and a SQLite of its own, and print the figures."""
    with tempfile.TemporaryDirectory() as folder, postgres.running() as cluster:
        list(shown(table(folder, cluster)))


if __name__ == "__main__":
    main()
