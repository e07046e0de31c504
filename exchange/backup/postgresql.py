"""Copies PostgreSQL's database by its own programs, pg_dump and pg_restore."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, text
from sqlalchemy.orm import Session

from exchange.audit.stored import snapshot
from exchange.backup.database import Copying, Extent, extent
from exchange.backup.refusal import BackupDamaged, BackupRefused, RestoreRefused
from exchange.db.engine import connect
from exchange.db.row_security import READER, WRITING

WORDS = {"host": "PGHOST", "port": "PGPORT", "username": "PGUSER", "password": "PGPASSWORD", "database": "PGDATABASE"}
"""Where the programs look for the parts of an address: in arguments a password could be read by everybody."""


class PostgresCopying(Copying):
    """Copies the database of an address."""

    name = "database.dump"

    def __init__(self, url: URL) -> None:
        self.url = url

    def dump(self, target: Path) -> Extent:
        """Write a copy of the moment at which its extent is read."""
        # Row-level security binds the owner too; whoever says that it writes sees all.
        words = ["--format=custom", "--enable-row-security", f"--file={target}"]
        with self._engine() as engine, snapshot(engine) as session:
            found = extent(session)
            words.append(f"--snapshot={session.scalar(text('SELECT pg_export_snapshot()'))}")
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            failure = self._run("pg_dump", *words)
        if failure is not None:
            raise BackupRefused(f"pg_dump failed: {failure}. See docs/backup.md for other ways.")
        with target.open("rb") as stream:
            os.fsync(stream.fileno())
        return found

    def check_vacant(self) -> None:
        """Check that the database has no table, and the server the role that reads."""
        with self._engine() as engine, Session(engine) as session:
            if session.scalar(text("SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema())")):
                raise RestoreRefused(f"The database '{self.url.database}' has tables. Create an empty one for this.")
            role = session.scalar(text("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = :name)"), {"name": READER})
        if not role:
            raise RestoreRefused(f"The server has no role {READER}: see docs/backup.md.")

    @contextmanager
    def load(self, source: Path) -> Iterator[Engine]:
        """Restore in one transaction. What the block refuses is dropped by the operator: the database is its own."""
        words = ["--exit-on-error", "--single-transaction", "--no-owner", f"--dbname={self.url.database}", str(source)]
        failure = self._run("pg_restore", *words)
        if failure is not None:
            raise BackupDamaged(f"pg_restore failed, and nothing is restored: {failure}.")
        with self._engine() as engine:
            yield engine

    @contextmanager
    def _engine(self) -> Iterator[Engine]:
        engine = connect(self.url.render_as_string(hide_password=False))
        try:
            yield engine
        finally:
            engine.dispose()

    def _run(self, program: str, *words: str) -> str | None:
        """Run a program of PostgreSQL's; return the first line of what it says went wrong."""
        found = shutil.which(program)
        if found is None:
            raise BackupRefused(f"There is no {program} here: install PostgreSQL's client, or see docs/backup.md.")
        parts = self.url.translate_connect_args()
        said = {variable: str(parts[name]) for name, variable in WORDS.items() if parts.get(name) is not None}
        environment = os.environ | said | {"PGOPTIONS": f"-c {WRITING}=on"}
        command = [found, *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - ours
        return (done.stderr.strip().split("\n")[0] or f"exit code {done.returncode}") if done.returncode else None
