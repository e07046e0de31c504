"""A submission: one batch of one supplier, with the receipt that says what became of each line."""

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code

HANDLE = "sub_"
"""What a submission's handle begins with."""


class SubmissionState(StrEnum):
    """How far a submission is: see exchange.submission.state."""

    OPEN = "OPEN"
    """Its content is being sent."""
    UPLOADED = "UPLOADED"
    """As many bytes are there as were announced."""
    VALIDATED = "VALIDATED"
    """What would become of each line is known; nothing is applied."""
    COMMITTED = "COMMITTED"
    WITHDRAWN = "WITHDRAWN"
    """Committed, then taken back by its supplier."""
    ABANDONED = "ABANDONED"
    """Withdrawn or forgotten before it was committed: its content is gone, its number may be opened again."""


class SubmissionFormat(StrEnum):
    """In which form a content is written."""

    CSV = "CSV"
    NDJSON = "NDJSON"
    JSON = "JSON"
    """An array of objects."""
    XLSX = "XLSX"


def handle() -> str:
    """Return a new submission's name to the outside: nobody guesses it."""
    return HANDLE + secrets.token_hex(16)


class Submission(Base):
    """A batch of a supplier; (supplier, batch) is its key and sha256 what makes sending it again harmless.

    read = accepted + changed + unchanged + rejected; `repaired` counts the lines among the first three
    that were mended on the way in. Before the commit they are what the last validation found.
    """

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("supplier_code", "batch"), UniqueConstraint("handle"))

    id: Mapped[int] = mapped_column(Long, primary_key=True)
    handle: Mapped[str] = mapped_column(Code, default=handle)
    """What it is called outside; random, so that it can't be guessed."""
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    batch: Mapped[str]
    item_code: Mapped[str | None] = mapped_column(Code, ForeignKey("catalogue_item.code"))
    """The catalogue item that its records are of; null for the registry."""
    state: Mapped[str] = mapped_column(Code, default=SubmissionState.COMMITTED.value)
    """A SubmissionState."""
    sha256: Mapped[str | None] = mapped_column(Code)
    """Of the content; before the commit as announced, null where nothing was."""
    file_name: Mapped[str]
    received_at: Mapped[datetime]
    read: Mapped[int] = mapped_column(default=0)
    accepted: Mapped[int] = mapped_column(default=0)
    changed: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    repaired: Mapped[int] = mapped_column(default=0)
    format: Mapped[str | None] = mapped_column(Code)
    """A SubmissionFormat, as announced; null is found out."""
    encoding: Mapped[str | None] = mapped_column(Code)
    """As announced; null is found out."""
    strict: Mapped[bool] = mapped_column(default=False)
    """Any rejected line refuses the whole."""
    history: Mapped[bool] = mapped_column(default=False)
    """Its records go in as history only: never published, gaps allowed and explained."""
    heads: Mapped[str | None]
    """JSON object: `ignore`, heads of columns to leave aside, and `columns`, what other heads mean."""
    size: Mapped[int | None] = mapped_column(Long)
    """Bytes of the content as announced."""
    upload_offset: Mapped[int] = mapped_column(Long, default=0)
    """Bytes that are safely stored; the file may have more, which count for nothing."""


class SubmissionEvent(Base):
    """A change of a submission's state; append-only."""

    __tablename__ = "submission_event"
    __table_args__ = (Index(None, "submission_id", "id"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Ordered by time (UUID version 7)."""
    submission_id: Mapped[int] = mapped_column(Long, ForeignKey("submission.id"))
    state: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Code)
    """The actor: a user's or a client's id."""


class SubmissionRemark(Base):
    """What the receipt says of one line: why it was rejected, or what of it was repaired."""

    __tablename__ = "submission_remark"
    __table_args__ = (Index(None, "submission_id", "kind", "line", "id"),)

    id: Mapped[int] = mapped_column(Long, primary_key=True)
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("submission.id"))
    kind: Mapped[str] = mapped_column(Code)
    """REJECTION, REPAIR, GAP (what a line of history lacks), or NOTE: a remark on a line or, at line 0, the file."""
    line: Mapped[int]
    field: Mapped[str | None]
    code: Mapped[str] = mapped_column(Code)
    message: Mapped[str]
