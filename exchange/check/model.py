"""Checks of enterprises against the lists for a matter: who asked what for whom, and what was answered.

Nothing here is ever changed: a check is a snapshot.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class CheckStatus(StrEnum):
    """Whether it is clear who was meant."""

    FOUND = "FOUND"
    UNKNOWN = "UNKNOWN"
    """The registry had no such code, or nobody of the name. Entries under the code count all the same."""
    AMBIGUOUS = "AMBIGUOUS"
    """Several bear or bore the name: none was taken."""


class CreditCheck(Base):
    """A check of up to 1,000 enterprises."""

    __tablename__ = "credit_check"
    __table_args__ = (Index(None, "institution_code", "id"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with chk_; ordered by time (UUID version 7)."""
    matter_code: Mapped[str] = mapped_column(Code, ForeignKey("matter.code"))
    edition_id: Mapped[str] = mapped_column(Code, ForeignKey("matter_edition.id"))
    """By which rules."""
    as_of: Mapped[datetime]
    """The instant that was asked about."""
    made_at: Mapped[datetime]
    client_id: Mapped[str] = mapped_column(Code)
    user_id: Mapped[str | None] = mapped_column(Code)
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    purpose: Mapped[str]
    subjects: Mapped[int]
    """How many were given, repeated ones counted each time."""
    hits: Mapped[int]
    """For how many of them an adverse rule counted."""
    document: Mapped[str]
    """The answer as canonical JSON: names by the alphabet, no white space, UTF-8."""
    sha256: Mapped[str] = mapped_column(Code)
    """Of the document's bytes, hexadecimal."""
    jws: Mapped[str]
    """The digest and what it was made for, signed by the exchange."""


class CreditCheckResult(Base):
    """What was answered for one that was given."""

    __tablename__ = "credit_check_result"
    __table_args__ = (Index(None, "uscc", "check_id"),)

    check_id: Mapped[str] = mapped_column(Code, ForeignKey("credit_check.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Its place in the list that was given, from 0."""
    institution_code: Mapped[str] = mapped_column(Code)
    """The check's, written beside it for the row rule."""
    given_uscc: Mapped[str | None] = mapped_column(Code)
    given_name: Mapped[str | None]
    status: Mapped[str] = mapped_column(Code)
    """A CheckStatus."""
    uscc: Mapped[str | None] = mapped_column(Code)
    """Who it was; null where that isn't clear."""
    name: Mapped[str | None]
    """As the registry had it at the check's instant."""
    candidates: Mapped[int]
    """How many bear or bore the name that was given; of a code 0 or 1."""
    repeated: Mapped[bool]
    """Whether the same enterprise was given further up already."""
    consequence: Mapped[str | None] = mapped_column(Code)
    """A Consequence; null where it isn't clear who was meant."""
    rule_number: Mapped[int | None]
    """The rule that counts, of the check's edition; null without a hit."""


class CreditCheckHit(Base):
    """An entry that a rule of the matter counts, with the strongest such rule."""

    __tablename__ = "credit_check_hit"
    __table_args__ = (Index(None, "entry_id"),)

    check_id: Mapped[str] = mapped_column(Code, ForeignKey("credit_check.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    entry_id: Mapped[str] = mapped_column(Code, ForeignKey("list_entry.id"), primary_key=True)
    edition_id: Mapped[str] = mapped_column(Code, ForeignKey("matter_edition.id"))
    rule_number: Mapped[int]
    colour: Mapped[str] = mapped_column(Code)
    """The list's ListColour."""
    valid_until: Mapped[date | None]
    """The entry's last day, as it was then."""
    counts: Mapped[bool]
    """Whether its rule is the one that counts for the enterprise."""
