"""A subject's dispute of one access to its data: why was it read? The reader answers, or its consent is suspended."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class AccessDispute(Base):
    """A dispute, open until it is answered. Overdue, it suspends the consent that the access was made under."""

    __tablename__ = "access_dispute"
    __table_args__ = (Index(None, "uscc", "id"), Index(None, "institution_code", "id"), Index(None, "consent_id"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Ordered by time (UUID version 7)."""
    entry_id: Mapped[str] = mapped_column(Code, ForeignKey("access_entry.id"), unique=True)
    uscc: Mapped[str] = mapped_column(Code)
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    """The reader, who must answer."""
    consent_id: Mapped[str | None] = mapped_column(Code, ForeignKey("consent.id"))
    reason: Mapped[str]
    lodged_by: Mapped[str] = mapped_column(Code)
    lodged_at: Mapped[datetime]
    due_on: Mapped[date]
    rule_code: Mapped[str] = mapped_column(Code, ForeignKey("deadline_rule.code"))
    provisional: Mapped[bool]
    answer: Mapped[str | None]
    answered_by: Mapped[str | None] = mapped_column(Code)
    answered_at: Mapped[datetime | None]
