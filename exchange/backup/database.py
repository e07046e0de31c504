"""How a database is copied out and in again: one for each kind."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exchange.audit import proof
from exchange.audit.refusal import UnknownSize
from exchange.backup.refusal import BackupRefused
from exchange.db import migration


class Extent(NamedTuple):
    """What a copy holds: the schema's revision, and the youngest signed head of the access log."""

    revision: str
    log_size: int
    log_root: str | None


class Copying(ABC):
    """Copies one database."""

    name: str
    """Of the copy, below the backup's folder."""

    @abstractmethod
    def dump(self, target: Path) -> Extent:
        """Write a copy of one moment into a file, whatever is written meanwhile. Raises BackupRefused."""

    @abstractmethod
    def check_vacant(self) -> None:
        """Check that there is room for a restored database. Raises RestoreRefused."""

    @abstractmethod
    @contextmanager
    def load(self, source: Path) -> Iterator[Engine]:
        """Restore from a copy; what the block refuses by an exception isn't kept. Raises RestoreRefused."""


def extent(session: Session) -> Extent:
    """Return what a database holds at the session's moment. Raises BackupRefused where it is no exchange's."""
    revision = migration.found(session.connection())
    if revision is None:
        raise BackupRefused("The database of EXCHANGE_DATABASE_URL has no tables of an exchange.")
    try:
        head = proof.head(session)
    except UnknownSize:
        return Extent(revision, 0, None)
    return Extent(revision, head.size, head.root)
