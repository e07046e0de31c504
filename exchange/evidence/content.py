"""Where the bytes of evidence lie: written once under an id of ours, safe on the disk before anybody is told."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, Self

from exchange.evidence.refusal import EvidenceEmpty, EvidenceTooLarge
from exchange.storage import storing

PREFIX = "evd_"
PART = ".part"
"""Behind the name of a file that is still being written."""


class Received(NamedTuple):
    """A file that is safely stored."""

    id: str
    size: int
    sha256: str


class Incoming:
    """A file while it comes in; what isn't kept is gone when the block ends."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.id = PREFIX + secrets.token_hex(16)
        self._path, self._part = folder / self.id, folder / f"{self.id}{PART}"
        self._folder, self._limit = folder, limit
        self._size, self._hash = 0, hashlib.sha256()

    def __enter__(self) -> Self:
        """Open the file: new, and readable by nobody but the exchange."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        self._file = os.fdopen(os.open(self._part, flags, 0o600), "wb")
        return self

    def __exit__(self, *_: object) -> None:
        """Drop what isn't kept."""
        # Where the disk is full, closing fails as the writing before it did.
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)

    @storing()
    def write(self, chunk: bytes) -> None:
        """Take bytes. Raises EvidenceTooLarge and StorageFull, then the rest needn't be read."""
        self._size += len(chunk)
        if self._size > self._limit:
            raise EvidenceTooLarge(self._limit)
        self._hash.update(chunk)
        self._file.write(chunk)

    @storing()
    def keep(self) -> Received:
        """Keep the file: it is on the disk when this returns. Raises EvidenceEmpty and StorageFull."""
        if not self._size:
            raise EvidenceEmpty
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.rename(self._path)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return Received(self.id, self._size, self._hash.hexdigest())
