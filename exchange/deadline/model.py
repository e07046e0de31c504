"""The legal periods that deadlines are counted by, as dated data with their source."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class DeadlineRule(Base):
    """A period: how long, in which days, on what basis, and when that was in force."""

    __tablename__ = "deadline_rule"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    jurisdiction: Mapped[str] = mapped_column(Code)
    """The GB/T 2260 code it is in force in; CN for the whole country."""
    subject: Mapped[str] = mapped_column(Code)
    """What it is the deadline of: ACCESS_DISPUTE_ANSWER …"""
    period: Mapped[int]
    unit: Mapped[str] = mapped_column(Code)
    """CALENDAR_DAY or WORKING_DAY."""
    source: Mapped[str]
    article: Mapped[str]
    verified: Mapped[bool]
    """Whether somebody compared it with the source's text."""
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
