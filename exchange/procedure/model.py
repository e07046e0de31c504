"""The steps that objections, restorations and commitments took: who, when and why."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class ProcedureEvent(Base):
    """A step of one of them; append-only. The latest one's state is the object's."""

    __tablename__ = "procedure_event"
    __table_args__ = (Index(None, "object_id", "id"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Ordered by time (UUID version 7)."""
    object_id: Mapped[str] = mapped_column(Code)
    """The objection's, restoration's or commitment's id; its prefix tells which."""
    step: Mapped[str] = mapped_column(Code)
    state: Mapped[str] = mapped_column(Code)
    """Where the step led."""
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Code)
    """The actor: a user's or a client's id; 'exchange' for what follows by itself."""
    institution_code: Mapped[str | None] = mapped_column(Code)
    """For which institution; null for a person who acts for the enterprise."""
    reason: Mapped[str | None]
