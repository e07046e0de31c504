"""How fast a registry file is taken in, beside PostgreSQL's own COPY of what the ingest leaves behind."""

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg
from sqlalchemy import Engine

from exchange.db import migration
from exchange.db.base import written
from exchange.db.engine import connect
from exchange.entity.ingest import ingest_registry
from exchange.entity.model import Entity
from exchange.institution import roll
from exchange.reference.seed import seed

ROUNDS = 3
SUPPLIER = "AIC"
EMPTIED = "entity_version, entity, entity_name, entity_gram, submission_remark, submission, feed_event"
ALL = ("entity", "entity_name", "entity_gram")
BASELINES = (
    ("COPY of the entity rows, bare", ALL[:1], "INCLUDING GENERATED"),
    ("COPY of the entity rows with keys and indexes", ALL[:1], "INCLUDING ALL"),
    ("COPY of the entity, name and key rows with keys and indexes", ALL, "INCLUDING ALL"),
)
IN_THE_FILES_ORDER = f"SELECT {', '.join(written(Entity.__table__))} FROM entity ORDER BY line"  # type: ignore[arg-type]
"""The ingest writes each chunk in an order that suits the indexes; who copies a file has it in the file's."""
BLOCK = 1 << 20


def measured(url: str, file: Path, rounds: int = ROUNDS) -> list[tuple[str, float]]:
    """Return rows per second of the ingest and of three baselines, the best of some rounds in turns; ours is first.

    The PostgreSQL database is empty before and filled afterwards. Each figure counts the file's rows, also where
    names and keys are copied besides, and is one transaction with its commit; what brings the index of names to rest
    after either isn't part of it.
    """
    engine = connect(url)
    _prepare(engine)
    best: dict[str, float] = {}
    with psycopg.connect(url, autocommit=True) as connection, tempfile.TemporaryDirectory() as folder:
        # What is append-only is emptied all the same.
        _run(connection, "SET session_replication_role = replica")
        for number in range(rounds):
            _run(connection, f"TRUNCATE {EMPTIED} CASCADE", "CHECKPOINT")
            _keep(best, "exchange ingest registry", partial(ingest_registry, engine, file, SUPPLIER, str(number)))
            for table in ALL:
                _unload(connection, table, Path(folder))
            for label, tables, like in BASELINES:
                _run(connection, *[f"CREATE TABLE copied_{name} (LIKE {name} {like})" for name in tables], "CHECKPOINT")
                _keep(best, label, partial(_load, connection, tables, Path(folder)))
                _run(connection, *[f"DROP TABLE copied_{name}" for name in tables])
        rows = int(connection.execute(b"SELECT count(*) FROM entity").fetchall()[0][0])
    engine.dispose()
    return [(label, rows / seconds) for label, seconds in best.items()]


def _prepare(engine: Engine) -> None:
    migration.upgrade(engine)
    with migration.exclusive(engine) as connection:
        seed(connection)
        roll.create(connection, SUPPLIER, "示例市市场监督管理局", "BUREAU")


def _keep(best: dict[str, float], label: str, run: Callable[[], object]) -> None:
    began = time.perf_counter()
    run()
    best[label] = min(best.get(label, float("inf")), time.perf_counter() - began)


def _run(connection: psycopg.Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(statement.encode())


def _unload(connection: psycopg.Connection, table: str, folder: Path) -> None:
    source = f"({IN_THE_FILES_ORDER})" if table == "entity" else table
    with (folder / table).open("wb") as file, connection.cursor().copy(f"COPY {source} TO STDOUT".encode()) as copy:
        for block in copy:
            file.write(block)


def _load(connection: psycopg.Connection, tables: tuple[str, ...], folder: Path) -> None:
    with connection.transaction():
        for table in tables:
            statement = f"COPY copied_{table} FROM STDIN"
            with (folder / table).open("rb") as file, connection.cursor().copy(statement.encode()) as copy:
                while block := file.read(BLOCK):
                    copy.write(block)
