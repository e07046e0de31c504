"""Which revision a database is at, and how it gets to another: Alembic, run from code in one exclusive transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from exchange.errors import ExchangeError

SCRIPTS = "migrations:."
"""The installed package that holds the revisions: no path and no alembic.ini, so that a wheel can migrate too."""
ADVISORY_LOCK = 7_382_001
"""PostgreSQL: whoever migrates holds this lock, so that workers started together can't do it twice."""


class MigrationRefused(ExchangeError):
    """The database's revision is not one that this version can start from."""

    code = "MIGRATION_REFUSED"


def head() -> str:
    """Return the revision that this version of the exchange needs."""
    return str(_scripts().get_current_head())


def current(engine: Engine) -> str | None:
    """Return the database's revision; None for an empty one."""
    # Not as a writer: on SQLite it would wait for the others.
    with engine.connect().execution_options(read_only=True) as connection:
        return found(connection)


def found(connection: Connection) -> str | None:
    """Return the revision of the database on a connection; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, to: str = "head") -> list[str]:
    """Apply the missing revisions, all or none; return their ids, oldest first."""
    return _run(engine, to, down=False)


def downgrade(engine: Engine, to: str = "base") -> list[str]:
    """Undo the revisions after `to`, all or none; return their ids, newest first."""
    return _run(engine, to, down=True)


@contextmanager
def exclusive(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a transaction that no other migration runs beside; commit at the end.

    SQLite's begins immediately and so excludes every writer. Its foreign keys are off meanwhile, because a batch
    operation drops and rebuilds a table that others point at; they are checked before the commit.
    """
    if engine.dialect.name == "sqlite":
        with _without_foreign_keys(engine) as connection:
            yield connection
        return
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
        yield connection


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        # SQLite ignores the pragma inside a transaction, and SQLAlchemy begins one at the first statement.
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
                _check_foreign_keys(connection)
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise MigrationRefused(f"{len(broken)} rows would lose what they refer to, the first in {broken[0][0]}.")


def _run(engine: Engine, to: str, *, down: bool) -> list[str]:
    applied: list[str] = []
    config = _config()
    config.attributes["on_version_apply"] = lambda step, **_: applied.extend(step.up_revision_ids)
    try:
        with exclusive(engine) as connection:
            config.attributes["connection"] = connection
            (command.downgrade if down else command.upgrade)(config, to)
    except CommandError as error:
        raise MigrationRefused(f"{error} Install the version of the exchange that wrote this database.") from None
    return applied


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
