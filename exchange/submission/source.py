"""What a supplier's file holds, unpacked piece by piece, however large it is."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self

from exchange.submission.refusal import FileDamaged, FileEmpty, FileUnreadable

BLOCK = 1 << 20
"""Bytes read at a time."""
EXPANSION = 300
"""How many times its own size a compressed file may unpack to; registries pack to about a seventh."""
_GZIP = b"\x1f\x8b"


class Source:
    """An open file: its SHA-256 over the bytes as given, its first bytes unpacked, and its pieces."""

    def __init__(self, path: Path, called: str | None = None) -> None:
        """Open it. `called`: what refusals call it, where its path is nobody's business."""
        self.path, self.called = path, called or str(path)
        try:
            if not path.is_file():
                there = f"{self.called} is no file." if path.exists() else f"There is no file {self.called}."
                raise FileUnreadable(there)
            self.file = path.open("rb")
        except OSError as error:
            raise FileUnreadable(f"{self.called} can't be read: {error.strerror}.") from error
        try:
            self._survey()
        except BaseException:
            self.file.close()
            raise

    def _survey(self) -> None:
        self.sha256 = hashlib.file_digest(self.file, "sha256").hexdigest()
        self.size = self.file.tell()
        self.file.seek(0)
        self.packed = self.file.read(2) == _GZIP
        self.head = self._read(self._stream(), BLOCK)
        if not self.head.strip():
            raise FileEmpty(f"{self.called} is empty.")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    @property
    def done(self) -> int:
        """Bytes of the file that are read by now."""
        return self.file.tell()

    def pieces(self) -> Iterator[bytes]:
        """Read the file from its beginning. Raises FileDamaged when it can't be unpacked to its end."""
        stream = self._stream()
        while data := self._read(stream, BLOCK):
            yield data

    def _stream(self) -> IO[bytes]:
        self.file.seek(0)
        self.unpacked = 0
        return gzip.GzipFile(fileobj=self.file) if self.packed else self.file  # type: ignore[return-value]

    def _read(self, stream: IO[bytes], size: int) -> bytes:
        try:
            data = stream.read(size)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise FileDamaged(f"{self.called} is a damaged gzip file ({error}); send it again.") from error
        except OSError as error:
            raise FileUnreadable(f"{self.called} can't be read: {error.strerror}.") from error
        self.unpacked += len(data)
        if self.packed and self.unpacked > max(self.size * EXPANSION, 64 * BLOCK):
            raise FileDamaged(f"{self.called} unpacks to more than {EXPANSION} times its size: no registry does.")
        return data
