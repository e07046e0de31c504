"""How the exchange connects for writes, migrations and jobs: one SQLAlchemy engine over either database.

Reads of the API don't come here: see exchange.db.reader.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, PoolProxiedConnection, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from exchange.db.file import Identity, identity
from exchange.db.patience import Impatient
from exchange.db.row_security import WRITING
from exchange.settings import SettingRefused, Settings

KEPT = 5
"""Connections for writes that stay open."""


class Pool(QueuePool):
    """Where no connection is free in time, the database is as good as away: the same error says so."""

    def connect(self) -> PoolProxiedConnection:
        """Return a connection. Raises OperationalError."""
        try:
            return super().connect()
        except PoolTimeout as error:
            raise OperationalError(None, None, error) from None


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
        return _postgresql(url)
    return _sqlite(url)


def served(settings: Settings) -> Engine:
    """Make the engine of a process that answers requests: none of them waits without end, whatever the database does.

    Not for jobs whose statements take long by nature.
    """
    url = database_url(settings.database_url)
    kept = min(KEPT, settings.write_connections)
    more = {
        "pool_size": kept,
        "max_overflow": settings.write_connections - kept,
        "pool_timeout": settings.wait_seconds,
    }
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, settings.write_seconds, made=True, **more)
    engine = _postgresql(url, **more)

    @event.listens_for(engine, "do_connect")
    def connected(_dialect: Any, _record: Any, _given: Any, named: dict[str, Any]) -> Impatient:
        # libpq takes whole seconds, two at least.
        connection = Impatient.connect(**named, connect_timeout=max(2, round(settings.wait_seconds)))
        connection.seconds = settings.write_seconds
        return connection

    return engine


def _postgresql(url: URL, **more: Any) -> Engine:
    # Compiling a statement takes PostgreSQL longer than any of ours takes to run.
    options = f"-c timezone=UTC -c jit=off -c {WRITING}=on"
    return create_engine(url, poolclass=Pool, pool_pre_ping=True, connect_args={"options": options}, **more)


def _sqlite(url: URL, seconds: float = 30.0, *, made: bool = False, **more: Any) -> Engine:
    path = str(url.database)
    if not made:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, poolclass=Pool, connect_args={"timeout": seconds}, **more)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin)
    _hold(engine, path, made=made)
    return engine


def _hold(engine: Engine, path: str, *, made: bool) -> None:
    """Use no connection whose file is at the path no more, and make no new file in its place.

    `made` is whether the file must have been made before: then the first connection makes none either.
    """
    opened: dict[str, Identity | None] = {"file": None} if made else {}

    @event.listens_for(engine, "do_connect")
    def connected(_dialect: Any, _record: Any, _given: Any, named: dict[str, Any]) -> sqlite3.Connection:
        mode = "rw" if opened else "rwc"
        made: sqlite3.Connection = sqlite3.connect(f"file:{path}?mode={mode}", uri=True, **named)
        return made

    @event.listens_for(engine, "connect")
    def noted(_connection: Any, record: Any) -> None:
        opened["file"] = record.info["file"] = identity(path)

    @event.listens_for(engine, "checkout")
    def checked(_connection: Any, record: Any, _proxy: Any) -> None:
        if record.info.get("file") != identity(path):
            raise DisconnectionError("Another file, or none, is where the database was.")


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver would begin transactions late and only before writes: SQLAlchemy's own begin does it instead.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Begin at once as a writer, so that writers queue up; only a connection marked read_only doesn't."""
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
