"""A submission: one batch of one supplier, with the receipt that says what became of each line."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class Submission(Base):
    """A committed batch; (supplier, batch) is its key and sha256 what makes sending it again harmless.

    read = accepted + changed + unchanged + rejected; `repaired` counts the lines among the first three
    that were mended on the way in.
    """

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("supplier_code", "batch"),)

    id: Mapped[int] = mapped_column(Long, primary_key=True)
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    batch: Mapped[str]
    sha256: Mapped[str] = mapped_column(Code)
    file_name: Mapped[str]
    received_at: Mapped[datetime]
    read: Mapped[int]
    accepted: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    repaired: Mapped[int]


class SubmissionRemark(Base):
    """What the receipt says of one line: why it was rejected, or what of it was repaired."""

    __tablename__ = "submission_remark"
    __table_args__ = (Index(None, "submission_id", "kind", "line", "id"),)

    id: Mapped[int] = mapped_column(Long, primary_key=True)
    submission_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("submission.id"))
    kind: Mapped[str] = mapped_column(Code)
    """REJECTION, REPAIR, or NOTE: a remark on the file, at line 0."""
    line: Mapped[int]
    field: Mapped[str | None]
    code: Mapped[str] = mapped_column(Code)
    message: Mapped[str]
