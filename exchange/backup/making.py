"""Makes a backup: the database first, then the files that its rows name, then the manifest that says what is there."""

import os
from pathlib import Path

from exchange import clock
from exchange.audit.entry import written
from exchange.backup.database import Copying
from exchange.backup.manifest import Manifest, described
from exchange.backup.postgresql import PostgresCopying
from exchange.backup.refusal import BackupRefused
from exchange.backup.sqlite import SqliteCopying
from exchange.backup.stored import copy_tree
from exchange.db.engine import database_url
from exchange.settings import Settings

STORAGE = "storage"


def copying(settings: Settings) -> Copying:
    """Return what copies the settings' database."""
    url = database_url(settings.database_url)
    return PostgresCopying(url) if url.get_backend_name() == "postgresql" else SqliteCopying(Path(str(url.database)))


def make(settings: Settings, folder: Path) -> Manifest:
    """Write a backup into a new folder, which only this user may enter: it holds the exchange's private keys.

    Raises BackupRefused.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupRefused(f"{folder} is there already and isn't an empty folder. Name a new one.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    source = copying(settings)
    at = written(clock.now())
    found = source.dump(folder / source.name)
    paths = [folder / source.name, *copy_tree(Path(settings.storage), folder / STORAGE)]
    manifest = Manifest(
        made_at=at,
        database=database_url(settings.database_url).get_backend_name(),
        files=[described(folder, path) for path in paths],
        **found._asdict(),
    )
    manifest.write(folder)
    _sync(folder)
    return manifest


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
