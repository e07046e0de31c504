"""Which file an address means now: a connection to one that was deleted or replaced would read and write nothing."""

import os

Identity = tuple[int, int]


def identity(path: str) -> Identity | None:
    """Return what tells the file at a path from any other; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
