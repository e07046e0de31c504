"""Opens a submission, once however often the same is asked for, and says whose items a supplier may write."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection, Row, insert, select

from exchange import clock
from exchange.catalogue.model import CatalogueField, CatalogueSupplier
from exchange.submission import encoding, state
from exchange.submission.batch import BATCH_LENGTH
from exchange.submission.model import SubmissionFormat, handle
from exchange.submission.model import SubmissionState as State
from exchange.submission.refusal import (
    BatchContentDiffers,
    BatchRefused,
    ContentTooLarge,
    EncodingUnknown,
    ItemNotAssigned,
    ItemUnknown,
    SubmissionDiffers,
    SubmissionRefused,
)

_SHA256 = re.compile(r"[0-9a-f]{64}")
HEADS = 200
"""The most heads that an opening names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a supplier wants to send: which item's records, under which number, and how it is to be read.

    `ignore`: heads of columns to leave aside; `columns`: what other heads mean, by our code. `size` and `sha256` are
    those of the content as given, where the supplier knows them before.
    """

    item: str
    batch: str
    format: str | None = None
    encoding: str | None = None
    strict: bool = False
    history: bool = False
    ignore: Sequence[str] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    size: int | None = None
    sha256: str | None = None

    def stored(self) -> dict[str, Any]:
        """Return what its row keeps of it. Raises SubmissionRefused and BatchRefused."""
        self._check()
        heads = {"ignore": list(self.ignore), "columns": dict(self.columns)}
        return {
            "item_code": self.item,
            "batch": self.batch,
            "format": self.format,
            "encoding": self._codec(),
            "strict": self.strict,
            "history": self.history,
            "heads": orjson.dumps(heads, option=orjson.OPT_SORT_KEYS).decode() if self.ignore or self.columns else None,
            "size": self.size,
            "sha256": self.sha256,
        }

    def _check(self) -> None:
        if not (self.batch.isprintable() and 0 < len(self.batch) <= BATCH_LENGTH and self.batch.strip() == self.batch):
            raise BatchRefused(f"A batch number has 1 to {BATCH_LENGTH} printable characters, without spaces around.")
        if self.format is not None and self.format not in SubmissionFormat.__members__:
            raise SubmissionRefused("format", f"'{self.format[:20]}' is none of {', '.join(SubmissionFormat)}.")
        if self.size is not None and self.size < 1:
            raise SubmissionRefused("size", "It is the number of bytes of the content, 1 at least.")
        if self.sha256 is not None and not _SHA256.fullmatch(self.sha256):
            raise SubmissionRefused("sha256", "It is the content's SHA-256: 64 small hexadecimal digits.")
        named = [*self.ignore, *self.columns, *self.columns.values()]
        if len(named) > HEADS or any(not head.strip() or len(head) > 200 or "\0" in head for head in named):
            raise SubmissionRefused("columns", f"At most {HEADS} heads are named, each of 1 to 200 characters.")

    def _codec(self) -> str | None:
        try:
            return encoding.named(self.encoding) if self.encoding is not None else None
        except EncodingUnknown:
            shown = self.encoding[:20] if self.encoding else ""
            raise SubmissionRefused("encoding", f"'{shown}' is unknown: use utf-8 or gb18030.") from None


_AGREED = ("item_code", "format", "encoding", "strict", "history", "heads", "size", "sha256")
_CALLED = {"item_code": "item", "heads": "ignore or columns"}


def opened(
    connection: Connection, supplier: str, wanted: Wanted, *, by: str, limit: int
) -> tuple[Row[tuple[object, ...]], bool]:
    """Open a submission; return its row and whether it is new. The same asked for again is the same submission.

    `limit`: the most bytes that a content may have. A number that was abandoned is opened anew. Raises ItemUnknown,
    ItemNotAssigned, SubmissionRefused, BatchRefused, ContentTooLarge, SubmissionDiffers, and BatchContentDiffers where
    the number was committed with another content.
    """
    values = wanted.stored()
    check_item(connection, wanted.item, supplier)
    if wanted.size is not None and wanted.size > limit:
        raise ContentTooLarge(f"A content has at most {limit:,} bytes; {wanted.size:,} are announced.")
    table = state.SUBMISSION
    mine = (table.c.supplier_code == supplier) & (table.c.batch == wanted.batch)
    row = connection.execute(select(table).where(mine).with_for_update()).one_or_none()
    if row is None:
        return _new(connection, supplier, values, by), True
    if row.state == State.ABANDONED:
        fresh = {**values, "upload_offset": 0, "received_at": clock.now()}
        state.move(connection, row.id, row.state, State.OPEN, by, **fresh)
        return connection.execute(select(table).where(mine)).one(), True
    _check_same(row, values, supplier)
    return row, False


def check_item(connection: Connection, item: str, supplier: str) -> None:
    """Check that an institution may supply an item's records. Raises ItemUnknown and ItemNotAssigned."""
    column = select(CatalogueField.code).where(CatalogueField.item_code == item).limit(1)
    if "\0" in item or connection.execute(column).scalar() is None:
        raise ItemUnknown(item.replace("\0", "")[:64])
    named = (CatalogueSupplier.item_code == item) & (CatalogueSupplier.institution_code == supplier)
    if connection.execute(select(CatalogueSupplier.item_code).where(named)).scalar() is None:
        raise ItemNotAssigned(item, supplier)


def _new(connection: Connection, supplier: str, values: dict[str, Any], by: str) -> Row[tuple[object, ...]]:
    row = {"handle": handle(), "supplier_code": supplier, "state": State.OPEN.value, "file_name": values["batch"]}
    made = insert(state.SUBMISSION).values({**values, **row, "received_at": clock.now()}).returning(state.SUBMISSION)
    found = connection.execute(made).one()
    state.begin(connection, found.id, by)
    return found


def _check_same(row: Any, values: dict[str, Any], supplier: str) -> None:
    """Refuse to open a number again as something else; once committed, its content alone counts."""
    if row.state in (State.COMMITTED, State.WITHDRAWN):
        if row.item_code != values["item_code"] or (values["sha256"] or row.sha256) != row.sha256:
            raise BatchContentDiffers(
                f"Batch '{row.batch}' of {supplier} was committed with other content (SHA-256 {row.sha256[:12]}…). "
                "Send a correction under a new batch number."
            )
        return
    differing = [_CALLED.get(name, name) for name in _AGREED if getattr(row, name) != values[name]]
    if differing:
        raise SubmissionDiffers(
            f"Batch '{row.batch}' of {supplier} is open with another {', '.join(differing)}. "
            "Withdraw it to open it otherwise, or take a new number."
        )
