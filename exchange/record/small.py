"""A small batch of records that is opened, sent and committed in one transaction, on the way that files go."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, select, update

from exchange.record.submitting import Later, commit_within
from exchange.settings import Settings
from exchange.submission import content, state
from exchange.submission.model import SubmissionState as State
from exchange.submission.opening import Wanted, opened
from exchange.submission.refusal import SubmissionRefused

MOST = 100
CELLS = 200


class Batch(NamedTuple):
    """A supplier's small batch; a record is a list of cells, each a head and what stands under it."""

    supplier: str
    item: str
    number: str
    records: Sequence[Sequence[tuple[str, str | None]]]
    strict: bool


def submitted(connection: Connection, settings: Settings, batch: Batch, *, by: str, later: Later) -> Any:
    """Take a small batch in, in the caller's transaction; return its row. The same batch again is the same receipt.

    The caller drops the content once the transaction is committed: what a crash leaves of it has no row. Raises
    SubmissionRefused, and ExchangeError as opening and committing do.
    """
    data = _lines(batch.records)
    asked = Wanted(
        item=batch.item,
        batch=batch.number,
        format="NDJSON",
        encoding="utf-8",
        strict=batch.strict,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
    )
    row: Any = opened(connection, batch.supplier, asked, by=by, limit=settings.upload_bytes)[0]
    if row.state in (State.COMMITTED, State.WITHDRAWN):
        return row
    with content.held(settings, row.handle):
        file = content.Content(content.place(settings, row.handle), 0)
        try:
            file.write(data)
        finally:
            file.close()
        own = state.SUBMISSION.c.id == row.id
        connection.execute(update(state.SUBMISSION).where(own).values(upload_offset=len(data)))
        whole = connection.execute(select(state.SUBMISSION).where(own)).one()
        commit_within(connection, settings, whole, by, later)
    return row


def _lines(records: Sequence[Sequence[tuple[str, str | None]]]) -> bytes:
    if not 1 <= len(records) <= MOST:
        raise SubmissionRefused("records", f"{len(records)} records were sent; 1 to {MOST} are taken at once.")
    lines = []
    for at, cells in enumerate(records, 1):
        heads = {head for head, _ in cells}
        if len(heads) < len(cells) or not 1 <= len(cells) <= CELLS:
            raise SubmissionRefused("records", f"Record {at} has no cell, more than {CELLS}, or a field twice.")
        lines.append(orjson.dumps(dict(cells)))
    return b"\n".join(lines) + b"\n"
