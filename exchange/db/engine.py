"""How the exchange connects for writes, migrations and jobs: one SQLAlchemy engine over either database.

Reads of the API don't come here: see exchange.db.reader.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from exchange.db.row_security import WRITING
from exchange.settings import SettingRefused


def database_url(text: str) -> URL:
    """Parse the database's address and name its driver: psycopg 3 or sqlite3.

    Raises SettingRefused when it is not an address of one of the two databases.
    """
    try:
        url = make_url(text)
    except ArgumentError:
        url = None
    backend = url.get_backend_name() if url else None
    if url is None or backend not in ("sqlite", "postgresql"):
        raise SettingRefused("EXCHANGE_DATABASE_URL takes sqlite:///PATH or postgresql://USER@HOST/NAME.")
    if backend == "sqlite" and url.database in (None, "", ":memory:"):
        raise SettingRefused("SQLite needs a file: EXCHANGE_DATABASE_URL=sqlite:///PATH.")
    return url.set(drivername="postgresql+psycopg" if backend == "postgresql" else "sqlite")


def address(url: URL) -> dict[str, Any]:
    """Return PostgreSQL's address as asyncpg takes it."""
    named = {"host": url.host, "port": url.port, "user": url.username, "password": url.password}
    return {**named, "database": url.database, **url.query}


def connect(text: str) -> Engine:
    """Make the engine for writes. SQLite: WAL, foreign keys on, writers queue up by BEGIN IMMEDIATE."""
    url = database_url(text)
    if url.get_backend_name() == "postgresql":
        # Compiling a statement takes PostgreSQL longer than any of ours takes to run.
        options = f"-c timezone=UTC -c jit=off -c {WRITING}=on"
        return create_engine(url, pool_pre_ping=True, connect_args={"options": options})
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver would begin transactions late and only before writes: SQLAlchemy's own begin does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Begin at once as a writer, so that writers queue up; only a connection marked read_only doesn't."""
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
