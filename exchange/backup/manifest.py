"""What is in a backup: every file with its digest, the schema's revision, and how far the access log had got."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Self

import orjson

from exchange.backup.refusal import BackupDamaged

NAME = "manifest.json"
FORMAT = 1
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a backup."""

    path: str
    """Below the backup's folder, with slashes."""
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The manifest. It is written last: a folder without one is no backup."""

    format: int = FORMAT
    made_at: str
    database: str
    """sqlite or postgresql."""
    revision: str
    log_size: int
    """Leaves under the youngest signed head of the access log."""
    log_root: str | None
    files: list[Stored]

    def write(self, folder: Path) -> None:
        """Write it into the backup's folder."""
        data = orjson.dumps(asdict(self), option=orjson.OPT_INDENT_2)
        part = folder / f".{NAME}"
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(folder / NAME)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read it. Raises BackupDamaged where there is none that this version understands."""
        try:
            given = orjson.loads((folder / NAME).read_bytes())
            files = [Stored(**one) for one in given.pop("files")]
            found = cls(files=files, **given)
        except (FileNotFoundError, ValueError, TypeError, KeyError, AttributeError):
            raise BackupDamaged(f"{folder} has no {NAME} that can be read: it isn't a whole backup.") from None
        if found.format != FORMAT:
            raise BackupDamaged(f"The backup's format is {found.format}; this version reads {FORMAT}.")
        return found

    def check(self, folder: Path) -> None:
        """Compare every file with its digest. Raises BackupDamaged for the first that isn't as it was written."""
        for one in self.files:
            path = PurePosixPath(one.path)
            if path.is_absolute() or ".." in path.parts:
                raise BackupDamaged(f"The manifest names '{one.path}', which isn't below the backup's folder.")
            try:
                found = described(folder, folder / path)
            except FileNotFoundError:
                raise BackupDamaged(f"The file '{one.path}' of the backup is missing.") from None
            if found != one:
                raise BackupDamaged(f"The file '{one.path}' of the backup isn't as it was written.")


def described(folder: Path, path: Path) -> Stored:
    """Describe a file of a backup's folder."""
    digest, size = hashlib.sha256(), 0
    for block in blocks(path):
        digest.update(block)
        size += len(block)
    return Stored(path.relative_to(folder).as_posix(), size, digest.hexdigest())


def blocks(path: Path) -> Iterator[bytes]:
    """Yield a file's content."""
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block
