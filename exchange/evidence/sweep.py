"""How files that belong to no case are forgotten.

The row is gone before the file is deleted: a row without a file can't arise, and a file without a row is deleted when
it is old.
"""

import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.evidence.model import Evidence
from exchange.settings import Settings
from exchange.storage import folder

NOUN = "evidence"
"""The folder of the files."""
KEPT = timedelta(days=1)
"""How long a file may wait for its case."""
SWEPT = 100
"""Rows that one statement deletes or looks for."""


def sweep(engine: Engine, settings: Settings) -> int:
    """Delete the files that waited too long for a case, and what a crash left; return how many."""
    path, count = folder(settings, NOUN), 0
    while True:
        with Session(engine) as session, session.begin():
            gone = _forget(session)
        unlink(path, gone)
        count += len(gone)
        if len(gone) < SWEPT:
            break
    with Session(engine.execution_options(read_only=True)) as session:
        left = _orphans(session, path)
    unlink(path, left)
    return count + len(left)


def unlink(path: Path, ids: Iterable[str]) -> None:
    """Delete files whose rows are gone."""
    for id_ in ids:
        (path / id_).unlink(missing_ok=True)


def _forget(session: Session) -> list[str]:
    """Delete the rows of some files that waited too long; return their ids."""
    old = Evidence.object_id.is_(None) & (Evidence.uploaded_at < clock.now() - KEPT)
    waiting = select(Evidence.id).where(old).limit(SWEPT).with_for_update(skip_locked=True)
    gone = delete(Evidence).where(Evidence.id.in_(waiting), Evidence.object_id.is_(None)).returning(Evidence.id)
    return list(session.scalars(gone, execution_options={"synchronize_session": False}))


def _orphans(session: Session, folder: Path) -> list[str]:
    """Return files older than a day that have no row: what a crash left, half written or never registered."""
    before = time.time() - KEPT.total_seconds()
    old = [path.name for path in folder.iterdir() if path.is_file() and path.stat().st_mtime < before]
    found: list[str] = []
    for first in range(0, len(old), SWEPT):
        names = old[first : first + SWEPT]
        known = set(session.scalars(select(Evidence.id).where(Evidence.id.in_(names))))
        found += [name for name in names if name not in known]
    return found
