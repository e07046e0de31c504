"""Writes the rejected records out in the form they came in, to be corrected and sent again."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Self

from exchange.submission.reading import Reading
from exchange.submission.refusal import FileUnreadable


class Rejects:
    """A file that appears whole, by `place`, or not at all; without a path nothing is written."""

    def __init__(self, path: Path | None, reading: Reading) -> None:
        self.path, self.reading, self.count = path, reading, 0
        if path is None:
            return
        try:
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        except OSError as error:
            raise FileUnreadable(f"{path} can't be written: {error.strerror}.") from error
        self.temporary, self.file = Path(name), os.fdopen(handle, "wb")
        try:
            self.file.write(reading.head)
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.path:
            # Where the disk is full, closing fails as the writing before it did.
            with suppress(OSError):
                self.file.close()
            self.temporary.unlink(missing_ok=True)

    def add(self, raw: bytes | None) -> None:
        """Write one record out."""
        if self.path and raw is not None:
            self.file.write(self.reading.between if self.count else b"")
            self.file.write(raw)
            self.count += 1

    def place(self) -> None:
        """Put the file in its place, over an earlier one; it holds the head alone when nothing was rejected."""
        if self.path:
            self.file.write(self.reading.tail if self.count or self.reading.format == "json" else b"")
            self.file.flush()
            os.fsync(self.file.fileno())
            self.temporary.replace(self.path)
