"""What commands were answered with, so that sending one again does nothing twice."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class CommandReceipt(Base):
    """A command that was carried out, under its sender's idempotency key."""

    __tablename__ = "command_receipt"

    actor: Mapped[str] = mapped_column(Code, primary_key=True)
    """The user's or client's id."""
    key: Mapped[str] = mapped_column(Code, primary_key=True)
    command: Mapped[str] = mapped_column(Code)
    input_sha256: Mapped[str] = mapped_column(Code)
    result: Mapped[str]
    """The payload's type and keys, JSON: a repeated command is answered by reading them anew."""
    at: Mapped[datetime]
