"""An export's file: one JSON object a line, only ever behind what is acknowledged, and one worker's at a time."""

import fcntl
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from exchange.settings import Settings
from exchange.storage import folder

FOLDER = "exports"
BLOCK = 1 << 20


class Held(Exception):
    """Another process writes the file."""


class Damaged(Exception):
    """What is in the file isn't what was acknowledged."""


def path(settings: Settings, export_id: str) -> Path:
    """Return where an export's file is."""
    return folder(settings, FOLDER) / f"{export_id}.ndjson"


class File:
    """A file while it is written. A killed process lets go of it."""

    def __init__(self, descriptor: int, size: int, digest: "hashlib._Hash") -> None:
        self._descriptor, self.size, self._digest = descriptor, size, digest

    @classmethod
    def open(cls, place: Path, size: int, sha256: str) -> Self:
        """Open the file, cut to what was acknowledged. Raises Held and Damaged."""
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(descriptor, min(size, os.fstat(descriptor).st_size))
            digest = _read(descriptor)
            if os.fstat(descriptor).st_size != size or digest.hexdigest() != sha256:
                raise Damaged
        except BlockingIOError:
            os.close(descriptor)
            raise Held from None
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor, size, digest)

    @property
    def sha256(self) -> str:
        """Return the digest of all that is in the file."""
        return self._digest.hexdigest()

    def add(self, lines: Sequence[bytes]) -> None:
        """Write lines; when this returns they are on the disk."""
        text = b"".join(line + b"\n" for line in lines)
        view = memoryview(text)
        while view:
            view = view[os.write(self._descriptor, view) :]
        os.fsync(self._descriptor)
        self._digest.update(text)
        self.size += len(text)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


def _read(descriptor: int) -> "hashlib._Hash":
    digest = hashlib.sha256()
    while block := os.read(descriptor, BLOCK):
        digest.update(block)
    return digest
