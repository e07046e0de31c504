"""Opens and closes one batch of one supplier within the caller's transaction; a batch sent again changes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, func, insert, select, text, update
from sqlalchemy.exc import OperationalError

from exchange.db.patience import patient
from exchange.institution.model import Institution
from exchange.submission import bulk
from exchange.submission.chunk import Remark
from exchange.submission.model import Submission, SubmissionRemark
from exchange.submission.receipt import SHOWN, Receipt, Repaired
from exchange.submission.refusal import BatchContentDiffers, BatchRefused, Busy, SupplierUnknown

_LOCK = 0x6372_6564_6974
"""Ingests queue up behind this number on PostgreSQL; on SQLite BEGIN IMMEDIATE queues all writers."""
_SUBMISSION: Table = Submission.__table__  # type: ignore[assignment]
_REMARK: Table = SubmissionRemark.__table__  # type: ignore[assignment]
_COLUMNS = ("submission_id", "kind", "line", "field", "code", "message")
BATCH_LENGTH = 100


@contextmanager
def turn() -> Iterator[None]:
    """Raise Busy where SQLite gives up waiting for another writer; on PostgreSQL batches wait as long as it takes."""
    try:
        with patient():
            yield
    except OperationalError as error:
        # The low byte is the kind of error, whatever the reason of it.
        if isinstance(error.orig, sqlite3.Error) and error.orig.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise Busy("Another batch is being taken in; nothing of this one is applied. Run it again.") from None
        raise


def begin(connection: Connection, supplier: str, batch: str, sha256: str) -> Receipt | None:
    """Wait for other ingests; return the receipt of the same batch with the same content, if it was committed.

    Raises SupplierUnknown, BatchRefused and BatchContentDiffers.
    """
    if not (batch.isprintable() and 0 < len(batch) <= BATCH_LENGTH and batch.strip() == batch):
        raise BatchRefused(f"A batch number has 1 to {BATCH_LENGTH} printable characters, without spaces around.")
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        # A plan kept from when a table was empty would read all of it for every chunk.
        connection.execute(text("SET LOCAL enable_seqscan = off"))
    known = connection.execute(select(Institution.code).where(Institution.code == supplier)).scalar()
    if known is None:
        raise SupplierUnknown(
            f"No institution has the code '{supplier}'. Register it: exchange institution create {supplier} "
            "--name NAME --kind BUREAU"
        )
    same = (_SUBMISSION.c.supplier_code == supplier) & (_SUBMISSION.c.batch == batch)
    row = connection.execute(select(_SUBMISSION).where(same)).one_or_none()
    if row is None:
        return None
    if row.sha256 != sha256:
        raise BatchContentDiffers(
            f"Batch '{batch}' of {supplier} was committed on {row.received_at:%Y-%m-%d} with other content "
            f"(SHA-256 {row.sha256[:12]}…, this file {sha256[:12]}…). Send a correction under a new batch number."
        )
    return stored(connection, row.id)


def open_submission(connection: Connection, receipt: Receipt, path: Path, received_at: datetime) -> int:
    """Write the submission's row, whose counts `close` fills in, and return its id."""
    values = {
        "supplier_code": receipt.supplier,
        "batch": receipt.batch,
        "sha256": receipt.sha256,
        "file_name": path.name.encode("utf-8", "replace").decode(),
        "received_at": received_at,
        **receipt.counts(),
    }
    key = connection.execute(insert(_SUBMISSION).values(values)).inserted_primary_key
    receipt.submission = key[0] if key else None
    return int(receipt.submission or 0)


def remark(connection: Connection, submission: int, kind: str, remarks: list[Remark]) -> None:
    """Write what the receipt says of lines; `kind` is REJECTION, REPAIR or NOTE."""
    bulk.insert(connection, _REMARK, _COLUMNS, [(submission, kind, *each) for each in remarks])


def close(connection: Connection, receipt: Receipt) -> None:
    """Write the counts and the notes; the caller commits."""
    submission = receipt.submission or 0
    remark(connection, submission, "NOTE", [Remark(0, None, "NOTE", note) for note in receipt.notes])
    connection.execute(update(_SUBMISSION).where(_SUBMISSION.c.id == submission).values(**receipt.counts()))
    receipt.committed = True


def stored(connection: Connection, submission: int) -> Receipt:
    """Return the receipt of a committed batch."""
    row = connection.execute(select(_SUBMISSION).where(_SUBMISSION.c.id == submission)).one()
    receipt = Receipt(row.supplier_code, row.batch, row.sha256, submission, committed=True, replayed=True)
    for name in receipt.counts():
        setattr(receipt, name, getattr(row, name))
    receipt.rejections = _remarks(connection, submission, "REJECTION")
    receipt.notes = [note.message for note in _remarks(connection, submission, "NOTE")]
    receipt.repairs = repaired(connection, submission)
    return receipt


def _remarks(connection: Connection, submission: int, kind: str) -> list[Remark]:
    of = _REMARK.c
    found = select(of.line, of.field, of.code, of.message).where(of.submission_id == submission, of.kind == kind)
    return [Remark(*row) for row in connection.execute(found.order_by(of.line, of.id).limit(SHOWN))]


def repaired(connection: Connection, submission: int) -> dict[str, Repaired]:
    """Return what was repaired, by code."""
    of = _REMARK.c
    mine = (of.submission_id == submission) & (of.kind == "REPAIR")
    counts = select(of.code, func.count(), func.min(of.id)).where(mine).group_by(of.code).order_by(func.min(of.id))
    repairs = {}
    for code, count, first in connection.execute(counts).all():
        lines = select(of.line).where(mine, of.code == code).order_by(of.id).limit(5)
        example = connection.execute(select(of.message).where(of.id == first)).scalar_one()
        repairs[code] = Repaired(code, count, list(connection.execute(lines).scalars()), example)
    return repairs
