"""What is decided on with the lists in view: procurement, funds, quotas, honours; by rules that are data.

A matter's rules come in editions. An edition counts from `valid_from` and from the instant at which it was entered; it
is never changed, so that what was answered before can be found again.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class Consequence(StrEnum):
    """What follows for whoever is checked."""

    EXCLUDE = "EXCLUDE"
    RESTRICT = "RESTRICT"
    REVIEW = "REVIEW"
    PREFER = "PREFER"
    NONE = "NONE"
    """No rule hits; not what a rule can say."""


class Matter(Base):
    """A matter; what the exchange knows of by reference files has nobody who entered it."""

    __tablename__ = "matter"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str]
    description: Mapped[str]
    source: Mapped[str]
    """Why the lists are looked at in this matter."""
    entered_by: Mapped[str | None] = mapped_column(Code)
    entered_at: Mapped[datetime | None]


class MatterEdition(Base):
    """An edition of a matter's rules. Of those that count on a day, the one with the highest number does."""

    __tablename__ = "matter_edition"
    __table_args__ = (UniqueConstraint("matter_code", "edition"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with med_."""
    matter_code: Mapped[str] = mapped_column(Code, ForeignKey("matter.code"))
    edition: Mapped[int]
    """1 for the first."""
    valid_from: Mapped[date]
    source: Mapped[str]
    """Who made the edition, or what it was made from."""
    entered_by: Mapped[str | None] = mapped_column(Code)
    entered_at: Mapped[datetime | None]
    """Null for the reference files' own, which counted from the beginning."""


class MatterRule(Base):
    """Which entries count, and what follows. It names a list, or a colour for every list of that colour."""

    __tablename__ = "matter_rule"
    __table_args__ = (UniqueConstraint("edition_id", "precedence"),)

    edition_id: Mapped[str] = mapped_column(Code, ForeignKey("matter_edition.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1 for the first of its edition."""
    list_code: Mapped[str | None] = mapped_column(Code, ForeignKey("list_definition.code"))
    colour: Mapped[str | None] = mapped_column(Code)
    """A ListColour; null where a list is named."""
    from_state: Mapped[str] = mapped_column(Code)
    """LISTED, or EXTENDED where only an entry that was extended counts."""
    consequence: Mapped[str] = mapped_column(Code)
    """A Consequence."""
    precedence: Mapped[int]
    """Of the rules that hit, the one with the greatest number counts."""
    legal_basis: Mapped[str]
    article: Mapped[str | None]
    verified: Mapped[bool]
    """Whether somebody compared the rule with the text of its legal basis."""
    measure_id: Mapped[str | None] = mapped_column(Code, ForeignKey("measure.id"))
    """The measure that the rule carries out: it counts only while that measure can be applied."""
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    """The last day; null where none is set."""
