"""What an enterprise says that another one owes it, and whether that one confirms it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code
from exchange.deadline.model import Timed


class ReceivableState(StrEnum):
    """What became of a request to confirm a receivable."""

    REQUESTED = "REQUESTED"
    CONFIRMED = "CONFIRMED"
    DISPUTED = "DISPUTED"
    """The payer says that it doesn't owe this, and why."""
    CANCELLED = "CANCELLED"
    """The creditor took the request back."""


class PayerKind(StrEnum):
    """What the payer was when the contract was made, as the creditor says: some have a legal period to confirm."""

    PUBLIC_BODY = "PUBLIC_BODY"
    LARGE_ENTERPRISE = "LARGE_ENTERPRISE"
    OTHER = "OTHER"


class Receivable(Timed, Base):
    """A receivable that a creditor asks its payer to confirm. Its steps are procedure events."""

    __tablename__ = "receivable"
    __table_args__ = (
        Index(None, "creditor_uscc", "id"),
        Index(None, "payer_uscc", "id"),
        Index(
            "uq_receivable_open",
            "creditor_uscc",
            "payer_uscc",
            "document_number",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with rcv_; ordered by time (UUID version 7)."""
    creditor_uscc: Mapped[str] = mapped_column(Code)
    creditor_size: Mapped[str] = mapped_column(Code)
    """An EnterpriseSize, as declared."""
    payer_uscc: Mapped[str] = mapped_column(Code)
    payer_kind: Mapped[str] = mapped_column(Code)
    """A PayerKind, as the creditor says."""
    document_number: Mapped[str]
    """Of the contract or invoice."""
    description: Mapped[str]
    amount_fen: Mapped[int] = mapped_column(Long)
    payable_on: Mapped[date]
    """The day by which it is to be paid."""
    state: Mapped[str] = mapped_column(Code)
    requested_by: Mapped[str] = mapped_column(Code)
    requested_at: Mapped[datetime]
    answer: Mapped[str | None]
    """What the payer said with its decision; null where nothing."""
    answered_by: Mapped[str | None] = mapped_column(Code)
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    """When it was disputed or taken back: the same document may then be asked about again."""
