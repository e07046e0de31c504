"""Copies the folder of files that are kept outside the database, while they go on being written."""

import os
from collections.abc import Iterator
from pathlib import Path

from exchange.backup.manifest import blocks

PASSING = ".lock"
"""Files that only say who is at work."""


def copy_tree(source: Path, target: Path) -> Iterator[Path]:
    """Copy every file below a folder, each on the disk when it is yielded; what is deleted meanwhile isn't missed.

    A file's rows are of a moment before: what they name had been written by then, and what came later isn't named.
    """
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        if not path.is_file() or path.is_symlink() or path.name.endswith(PASSING):
            continue
        place = target / path.relative_to(source)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            copy_file(path, place)
        except FileNotFoundError:
            place.unlink(missing_ok=True)
            continue
        yield place


def copy_file(source: Path, target: Path) -> None:
    """Copy a file, which is on the disk when this returns; nobody else may read it. Raises FileExistsError."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        for block in blocks(source):
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
