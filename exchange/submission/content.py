"""A submission's content while it is sent: a file that only grows, of which the stored offset alone counts.

Bytes are on the disk before the row says so; what a crash leaves behind the offset is cut off when sending goes on.
The folder is the same for all workers; a lock on the file, which ends with the process that holds it, keeps two
requests from working on one content.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from exchange.settings import Settings
from exchange.storage import folder, storing
from exchange.submission.refusal import ContentIncomplete, SubmissionBusy

_FOLDER = "submissions"
CONTENT, LOCK, REJECTS = ".content", ".lock", ".rejects"
PARTS = (CONTENT, LOCK, REJECTS)


def place(settings: Settings, handle: str, part: str = CONTENT) -> Path:
    """Return where a part of a submission lies. The handle is one that the database has: no path of a caller's."""
    if not handle.replace("_", "").isalnum() or part not in PARTS:
        raise ValueError("no handle")
    return folder(settings, _FOLDER) / (handle + part)


@contextmanager
def held(settings: Settings, handle: str) -> Iterator[None]:
    """Keep every other request off the content. Raises SubmissionBusy where one does, StorageFull in the block."""
    path = place(settings, handle, LOCK)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # A file that was removed meanwhile is locked for nobody.
            is_there = os.path.samestat(os.fstat(descriptor), os.stat(path))
        except OSError:
            raise SubmissionBusy from None
        if not is_there:
            raise SubmissionBusy
        with storing():
            yield
    finally:
        os.close(descriptor)


class Content:
    """The open file of a content that is being sent, from an offset on. `sync` makes what was written last."""

    def __init__(self, path: Path, offset: int) -> None:
        """Open it. Raises ContentIncomplete where fewer bytes are there than were acknowledged."""
        self.offset = offset
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        if os.fstat(self.descriptor).st_size < offset:
            self.close()
            raise ContentIncomplete("The stored content is gone. Withdraw the submission and send it again.")
        # What lies behind the offset was never acknowledged.
        os.ftruncate(self.descriptor, offset)
        os.lseek(self.descriptor, offset, os.SEEK_SET)
        if not offset:
            _sync_folder(path.parent)

    @storing()
    def write(self, data: bytes) -> None:
        """Write behind what is there. Raises StorageFull."""
        rest = memoryview(data)
        while rest:
            written = os.write(self.descriptor, rest)
            rest = rest[written:]
        self.offset += len(data)

    @storing()
    def sync(self) -> None:
        """Return when everything written is on the disk. Raises StorageFull."""
        os.fdatasync(self.descriptor)

    def close(self) -> None:
        """Close the file."""
        os.close(self.descriptor)


def drop(settings: Settings, handle: str, *parts: str) -> None:
    """Remove parts of a submission, all by default; what isn't there is no matter."""
    paths = [place(settings, handle, part) for part in parts or PARTS]
    if not parts:
        # What a killed process was about to put in the place of the rejected lines.
        paths += folder(settings, _FOLDER).glob(f".{handle}{REJECTS}.*")
    for path in paths:
        path.unlink(missing_ok=True)


def lying(settings: Settings) -> dict[str, float]:
    """Return the handles of which something lies there, with when it was last written to (POSIX seconds)."""
    found: dict[str, float] = {}
    for path in folder(settings, _FOLDER).iterdir():
        with suppress(FileNotFoundError):
            name = path.name.lstrip(".").partition(".")[0]
            found[name] = max(found.get(name, 0.0), path.stat().st_mtime)
    return found


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
