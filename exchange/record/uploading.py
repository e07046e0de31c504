"""Receives a submission's content piece by piece: what it says is stored, is on the disk and in the row."""

from contextlib import ExitStack
from typing import Any

from sqlalchemy import Connection, Engine

from exchange.settings import Settings
from exchange.submission import content, state
from exchange.submission.model import SubmissionState as State
from exchange.submission.refusal import BadRequest, ContentTooLarge, OffsetDiffers, StateRefused

CHECKPOINT = 8 << 20
"""Bytes after which what came is acknowledged, though more is coming."""


class Upload:
    """One request that sends bytes from an offset on. `close` in any case: others wait for it."""

    def __init__(
        self, engine: Engine, settings: Settings, handle: str, supplier: str | None, by: str, offset: int
    ) -> None:
        """Take the content for this request alone.

        Raises SubmissionUnknown, SubmissionBusy, StateRefused, OffsetDiffers.
        """
        self.engine, self.handle, self.supplier, self.by = engine, handle, supplier, by
        with engine.connect().execution_options(read_only=True) as connection:
            state.own(connection, handle, supplier, lock=False)
        with ExitStack() as stack:
            stack.enter_context(content.held(settings, handle))
            with engine.connect().execution_options(read_only=True) as connection:
                row: Any = state.own(connection, handle, supplier, lock=False)
            _check(row, offset)
            self.limit = settings.upload_bytes
            self.most = self.limit if row.size is None else min(self.limit, row.size)
            self.size, self.acknowledged = row.size, offset
            self.content = content.Content(content.place(settings, handle), offset)
            stack.callback(self.content.close)
            self.kept = stack.pop_all()

    @property
    def offset(self) -> int:
        """Bytes that are there by now, acknowledged or not."""
        return self.content.offset

    def expect(self, more: int | None, whole: int | None) -> None:
        """Hear how many bytes come now, and of how many in all. Raises BadRequest and ContentTooLarge."""
        if whole is not None and self.size not in (None, whole):
            raise BadRequest(f"Content-Range says {whole:,} bytes in all; the submission was opened for {self.size:,}.")
        self.check(max(more or 0, (whole or 0) - self.offset))
        if more is not None:
            self.most = min(self.most, self.offset + more)

    def check(self, more: int) -> None:
        """Raise ContentTooLarge where so many more bytes are too many."""
        if self.offset + more > self.most:
            what = "are the most that the exchange takes" if self.most == self.limit else "are announced"
            raise ContentTooLarge(f"The content has more than {self.most:,} bytes, which {what}.")

    def write(self, data: bytes) -> None:
        """Store bytes behind what is there. Raises ContentTooLarge, and then stores none of them."""
        self.check(len(data))
        self.content.write(data)
        if self.offset - self.acknowledged >= CHECKPOINT:
            self.acknowledge()

    def acknowledge(self) -> int:
        """Bring what is there safely to the disk and write it down; return the offset."""
        self.content.sync()
        with self.engine.begin() as connection:
            self._note(connection)
        self.acknowledged = self.offset
        return self.offset

    def close(self) -> None:
        """Let others go on."""
        self.kept.close()

    def _note(self, connection: Connection) -> None:
        row: Any = state.own(connection, self.handle, self.supplier)
        _check(row, self.acknowledged)
        whole = self.size is not None and self.offset == self.size
        to = State.UPLOADED if whole else State.OPEN
        state.move(connection, row.id, row.state, to, self.by, upload_offset=self.offset)


def _check(row: Any, offset: int) -> None:
    if State(row.state) not in state.TAKING:
        raise StateRefused(f"The submission is {row.state}: it takes no content any more. Take a new batch number.")
    if row.upload_offset != offset:
        raise OffsetDiffers(offset, row.upload_offset)
