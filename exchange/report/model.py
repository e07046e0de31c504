"""Credit reports that were made: that they are genuine, of when, and what tells whether they still hold.

What a report says isn't kept: it is read anew through the planner whenever somebody asks, and the same facts give the
same bytes. So nothing that was restored or has expired outlives its end here, and no non-public fact lies outside its
table.
"""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class CreditReport(Base):
    """A report; the same facts of the same enterprise for the same reader are the same report."""

    __tablename__ = "credit_report"
    __table_args__ = (
        UniqueConstraint("uscc", "audience", "recipient", "facts_sha256"),
        Index(None, "recipient", "id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with rpt_; then 128 random bits: who has it has the report, and may ask whether it still holds."""
    audience: Mapped[str] = mapped_column(Code)
    """An Audience."""
    uscc: Mapped[str] = mapped_column(Code)
    recipient: Mapped[str] = mapped_column(Code)
    """Whom it was made for: a user's id for SELF, an institution's code for BANK, empty for PUBLIC."""
    facts_sha256: Mapped[str] = mapped_column(Code)
    """Of the canonical JSON of the facts alone, hexadecimal."""
    sections: Mapped[str]
    """JSON object: the sections of the facts, of a PUBLIC report with the SHA-256 of what each says."""
    made_at: Mapped[datetime]
    held_position: Mapped[int] = mapped_column(Long)
    """The feed's position when it was last made: its facts were the same then."""
    held_at: Mapped[datetime]
    """When that was."""
    sha256: Mapped[str] = mapped_column(Code)
    """Of the report as JSON, byte by byte, hexadecimal."""
    jws: Mapped[str]
    """What the exchange signed of it."""
