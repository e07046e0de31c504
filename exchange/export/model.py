"""Bulk exports: who asked for what, how far it is, and what became of it. The rows themselves are in a file."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class ExportState(StrEnum):
    """How far an export is."""

    WAITING = "WAITING"
    RUNNING = "RUNNING"
    DONE = "DONE"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    """It was done, and its file is gone."""


class Export(Base):
    """An export. Its row stays as the record of it when its file is gone."""

    __tablename__ = "export"
    __table_args__ = (Index(None, "institution_code", "id"), Index(None, "user_id", "id"), Index(None, "state", "id"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with exp_; ordered by time (UUID version 7)."""
    state: Mapped[str] = mapped_column(Code)
    client_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_client.client_id"))
    institution_code: Mapped[str | None] = mapped_column(Code, ForeignKey("institution.code"))
    """The institution whose program asked; null for a person at the front end."""
    user_id: Mapped[str | None] = mapped_column(Code, ForeignKey("app_user.id"))
    """The person who asked at the front end; null for a program."""
    on_behalf_of: Mapped[str | None] = mapped_column(Code, ForeignKey("app_user.id"))
    """The user on whose behalf a program asked."""
    grant_id: Mapped[str | None] = mapped_column(Code)
    """That user's grant, which must last."""
    scopes: Mapped[str]
    """Those in force when it was asked for: it never has more."""
    document: Mapped[str]
    """With the paging that the export adds."""
    document_sha256: Mapped[str] = mapped_column(Code)
    """Of the document as it was sent, hexadecimal."""
    operation_name: Mapped[str | None]
    variables: Mapped[str]
    """JSON object."""
    key: Mapped[str]
    """The response key of the connection."""
    rows_in: Mapped[str]
    """nodes or edges: what becomes the lines."""
    after_in: Mapped[str]
    """The variable that takes the cursor."""
    requested_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    """When the file goes."""
    cursor: Mapped[str | None]
    """Of the last row in the file; null before the first."""
    rows: Mapped[int] = mapped_column(Long)
    bytes: Mapped[int] = mapped_column(Long)
    """How much of the file counts: what lies behind was written and not acknowledged."""
    sha256: Mapped[str] = mapped_column(Code)
    """Of these bytes, hexadecimal."""
    consents: Mapped[str]
    """JSON array: the consents under which rows came through the door."""
    failure: Mapped[str | None]
    attempts: Mapped[int]
    """How often it was begun again since a row was last added."""
    worker: Mapped[str | None] = mapped_column(Code)
    leased_until: Mapped[datetime | None]
    """Until when nobody else takes it up."""


class ExportEvent(Base):
    """A step in an export's life."""

    __tablename__ = "export_event"
    __table_args__ = (Index(None, "export_id", "id"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Ordered by time (UUID version 7)."""
    export_id: Mapped[str] = mapped_column(Code, ForeignKey("export.id"))
    state: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(Code)
    """The user, client or worker."""
    reason: Mapped[str | None]
