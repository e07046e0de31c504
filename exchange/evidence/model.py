"""Evidence files: what is known of each; the bytes lie outside the database, under the row's id."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class EvidenceKind(StrEnum):
    """What a file is meant to show."""

    PROOF_OF_PERFORMANCE = "PROOF_OF_PERFORMANCE"
    """That what was imposed or owed is done."""
    COMMITMENT_LETTER = "COMMITMENT_LETTER"
    """A credit commitment, signed."""
    TRAINING_CERTIFICATE = "TRAINING_CERTIFICATE"
    OTHER = "OTHER"


class Evidence(Base):
    """A file that somebody sent. Without a case it is deleted after a day."""

    __tablename__ = "evidence"
    __table_args__ = (Index(None, "object_id", "id"), Index(None, "uploaded_by", "object_id"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with evd_; the rest is random, so that nobody guesses it."""
    file_name: Mapped[str]
    """As its sender called it, without folders and control characters. Only ever shown."""
    media_type: Mapped[str] = mapped_column(Code)
    """As its sender declared it, of a closed list. Nobody looked into the file."""
    size: Mapped[int] = mapped_column(Long)
    """Bytes."""
    sha256: Mapped[str] = mapped_column(Code)
    """Hexadecimal."""
    uploaded_by: Mapped[str] = mapped_column(Code)
    institution_code: Mapped[str | None] = mapped_column(Code)
    """The sender's institution; null for a person who acts for an enterprise."""
    uploaded_at: Mapped[datetime]
    object_id: Mapped[str | None] = mapped_column(Code)
    """The objection, restoration or application to be taken off a list that it belongs to; null while to none."""
    kind: Mapped[str | None] = mapped_column(Code)
    """An EvidenceKind; null before it is attached."""
    attached_at: Mapped[datetime | None]
