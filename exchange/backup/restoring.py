"""Makes an exchange from a backup: nothing is overwritten, and nothing kept that isn't as it was backed up."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine

from exchange.audit import proof
from exchange.audit.heads import Check
from exchange.audit.refusal import UnknownSize
from exchange.audit.stored import snapshot
from exchange.audit.verify import verify
from exchange.backup.making import STORAGE, copying
from exchange.backup.manifest import Manifest
from exchange.backup.refusal import BackupDamaged, LogFaulty, RestoreRefused
from exchange.backup.stored import copy_tree
from exchange.db import migration
from exchange.db.engine import database_url
from exchange.settings import Settings

LONG_AGO = timedelta(days=365_000)
"""Entries that waited for their leaves when the backup was made wait since then: no fault."""


def restore(settings: Settings, folder: Path, check: Check) -> Manifest:
    """Restore the database and the storage folder. Raises RestoreRefused and BackupDamaged: nothing is kept then.

    Raises LogFaulty where all is restored, and the access log was at fault when it was backed up. `check` says what the
    exchange signed as a tree head.
    """
    manifest = Manifest.read(folder)
    kind = database_url(settings.database_url).get_backend_name()
    if manifest.database != kind:
        raise RestoreRefused(f"The backup is of {manifest.database}, and EXCHANGE_DATABASE_URL names {kind}.")
    storage, target = Path(settings.storage), copying(settings)
    if storage.exists() and (not storage.is_dir() or any(storage.iterdir())):
        raise RestoreRefused(f"{storage} has files already. Move it away, or set EXCHANGE_STORAGE elsewhere.")
    target.check_vacant()
    manifest.check(folder)
    with target.load(folder / target.name) as engine:
        _verify(engine, manifest)
        with snapshot(engine) as session:
            fault = next(verify(session, check, LONG_AGO), None)
        for _ in copy_tree(folder / STORAGE, storage):
            pass
    if fault is not None:
        found = f"{fault.kind}, {fault.message}"
        raise LogFaulty(f"The backup is restored as it was made, but its access log had a fault by then: {found}")
    return manifest


def _verify(engine: Engine, manifest: Manifest) -> None:
    """Check that what was restored is what the manifest says. Raises BackupDamaged."""
    if migration.current(engine) != manifest.revision:
        raise BackupDamaged(f"The restored database isn't at revision {manifest.revision}, as the manifest says.")
    with snapshot(engine) as session:
        try:
            root = proof.head(session, manifest.log_size).root if manifest.log_size else None
        except UnknownSize:
            root = None
        if root != manifest.log_root:
            raise BackupDamaged(f"The access log's head of size {manifest.log_size} isn't the manifest's.")
