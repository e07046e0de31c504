"""Copies SQLite's database by its own backup, in one reading transaction: writers go on."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exchange.backup.database import Copying, Extent, extent
from exchange.backup.refusal import BackupDamaged, RestoreRefused
from exchange.backup.stored import copy_file
from exchange.db.engine import connect

PART = ".restoring"


class SqliteCopying(Copying):
    """Copies the file."""

    name = "database.sqlite"

    def __init__(self, path: Path) -> None:
        self.path = path

    def dump(self, target: Path) -> Extent:
        """Write a copy."""
        source = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        # A database that isn't there shows before anything is made.
        source.execute("PRAGMA schema_version")
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(source), closing(sqlite3.connect(target)) as copy:
            # All pages at once: a copy in steps begins anew whenever somebody writes.
            source.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
        with target.open("rb") as stream:
            os.fsync(stream.fileno())
        return _extent(target)

    def check_vacant(self) -> None:
        """Check that no file is there."""
        for path in (self.path, self.path.with_name(f"{self.path.name}-wal")):
            if path.exists():
                raise RestoreRefused(f"{path} is there already. Move it away, or set EXCHANGE_DATABASE_URL elsewhere.")

    @contextmanager
    def load(self, source: Path) -> Iterator[Engine]:
        """Restore beside the place, and move it there once the block has found nothing wrong."""
        part = self.path.with_name(f"{self.path.name}{PART}")
        part.parent.mkdir(parents=True, exist_ok=True)
        _drop(part)
        try:
            copy_file(source, part)
            _check_pages(part)
            engine = connect(f"sqlite:///{part}")
            try:
                yield engine
            finally:
                engine.dispose()
            with closing(sqlite3.connect(part)) as connection:
                # One file again, so that moving it moves all of it.
                connection.execute("PRAGMA journal_mode=DELETE")
            self.check_vacant()
            part.rename(self.path)
        finally:
            _drop(part)


def _extent(path: Path) -> Extent:
    engine = connect(f"sqlite:///{path}")
    try:
        with Session(engine.execution_options(read_only=True)) as session:
            return extent(session)
    finally:
        engine.dispose()
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")


def _check_pages(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        try:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            said = str(error)
    if said != "ok":
        raise BackupDamaged(f"SQLite finds the backup's database damaged: {said}.")


def _drop(path: Path) -> None:
    for each in (path, *(path.with_name(path.name + more) for more in ("-wal", "-shm", "-journal"))):
        each.unlink(missing_ok=True)
