"""The legal periods that deadlines are counted by, as dated data with their source, and what a counted one leaves."""

from datetime import date

from sqlalchemy import ForeignKey
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
    """What it is the deadline of: a Matter."""
    period: Mapped[int]
    unit: Mapped[str] = mapped_column(Code)
    """A DeadlineUnit."""
    extension: Mapped[int | None]
    """How many units more it may be extended by, once, for a reason; null for none."""
    ends_on_workday: Mapped[bool]
    """Whether a period that would end on a rest day ends on the next working day: only where its source says so."""
    source: Mapped[str]
    article: Mapped[str]
    verified: Mapped[bool]
    """Whether somebody compared it with the source's text."""
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class Timed:
    """What a row with a clock keeps of its deadline; all null while no rule sets one."""

    starts_on: Mapped[date | None]
    """The day that the period is counted from, itself not counted."""
    due_on: Mapped[date | None]
    """The last day in time."""
    rule_code: Mapped[str | None] = mapped_column(Code, ForeignKey("deadline_rule.code"))
    provisional: Mapped[bool | None]
    extended: Mapped[bool]
    """Whether the rule's extension is used."""
