"""Keeps what is said of lines until it can be written, in a file when it becomes much."""

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from typing import Self

from sqlalchemy import Connection, Table, delete

from exchange.submission import batch
from exchange.submission.chunk import ROWS, Remark
from exchange.submission.model import SubmissionRemark

_REMARK: Table = SubmissionRemark.__table__  # type: ignore[assignment]
IN_MEMORY = 1 << 20
"""Bytes that are kept before there is a file."""


class Spool:
    """Remarks of several kinds, in the order in which they were made."""

    def __init__(self) -> None:
        self.file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self.waiting: dict[str, list[Remark]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def add(self, kind: str, remarks: Iterable[Remark]) -> None:
        """Keep remarks of a kind."""
        kept = self.waiting.setdefault(kind, [])
        kept.extend(remarks)
        if len(kept) >= ROWS:
            self._store(kind)

    def write(self, connection: Connection, submission: int) -> None:
        """Write all of them, in the place of what was said of the submission before."""
        connection.execute(delete(_REMARK).where(_REMARK.c.submission_id == submission))
        for kind, remarks in self._all():
            batch.remark(connection, submission, kind, remarks)

    def _store(self, kind: str) -> None:
        pickle.dump((kind, [tuple(remark) for remark in self.waiting.pop(kind)]), self.file)

    def _all(self) -> Iterator[tuple[str, list[Remark]]]:
        for kind in list(self.waiting):
            self._store(kind)
        end = self.file.tell()
        self.file.seek(0)
        while self.file.tell() < end:
            kind, remarks = pickle.load(self.file)  # noqa: S301 - our own
            yield kind, [Remark(*remark) for remark in remarks]
