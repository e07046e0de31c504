"""Red lists, blacklists and watch lists: how each is defined, who stands on it, and every step on the way.

Two times are kept. `valid_from` and `valid_until` are the days for which an entry counts; `listed_at` and `delisted_at`
the instants between which the exchange said so. Whether it was in force at an instant is one condition on the row:
exchange.listing.force.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class ListDefinition(Base):
    """A list. Nobody can be put on it before the operator has named its keeper."""

    __tablename__ = "list_definition"
    __table_args__ = (Index(None, "keeper_code"),)

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str]
    colour: Mapped[str] = mapped_column(Code)
    """A ListColour."""
    court_only: Mapped[bool]
    """Whether only a court may keep it."""
    legal_basis: Mapped[str | None]
    entry_conditions: Mapped[str | None]
    exit_conditions: Mapped[str | None]
    remedy: Mapped[str | None]
    """What somebody on the list can do about it."""
    term_months: Mapped[int | None]
    """How long an entry lasts, where the list itself says so; see also ListGround."""
    restorable_after_months: Mapped[int | None]
    """How long an entry stands before its subject can apply for its end; null where no rule says so."""
    source: Mapped[str]
    keeper_code: Mapped[str | None] = mapped_column(Code, ForeignKey("institution.code"))
    """The institution that decides on its entries; null before the operator has named it."""
    published: Mapped[bool] = mapped_column(default=True)
    """Whether everybody sees who is on it."""


class ListGround(Base):
    """A ground for standing on a list, and how long it lasts."""

    __tablename__ = "list_ground"

    list_code: Mapped[str] = mapped_column(Code, ForeignKey("list_definition.code"), primary_key=True)
    code: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[int]
    content: Mapped[str]
    source: Mapped[str]
    verified: Mapped[bool]
    """Whether the wording was compared with the source's text."""
    term_months: Mapped[int | None]
    """How long an entry on this ground lasts; null: until it is removed."""
    extension_min_months: Mapped[int | None]
    extension_max_months: Mapped[int | None]
    """By how much an entry may be extended; null: not at all."""
    term_source: Mapped[str | None]
    term_verified: Mapped[bool]


class ListEntry(Base):
    """An enterprise on its way onto a list, on it, or off it."""

    __tablename__ = "list_entry"
    __table_args__ = (
        UniqueConstraint("list_code", "external_id"),
        Index(None, "uscc", "list_code"),
        Index(None, "list_code", "id"),
        Index(None, "batch_id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with lst_; ordered by time (UUID version 7)."""
    list_code: Mapped[str] = mapped_column(Code, ForeignKey("list_definition.code"))
    uscc: Mapped[str] = mapped_column(Code)
    """The subject; it needn't be in the registry."""
    subject_name: Mapped[str]
    """As the registry had it when the entry was proposed, or as the keeper wrote it."""
    external_id: Mapped[str | None]
    """The keeper's own key of it, unique on the list."""
    batch_id: Mapped[str] = mapped_column(Code)
    """What was proposed together."""
    ground_code: Mapped[str | None] = mapped_column(Code)
    facts: Mapped[str]
    """What happened, in the keeper's words: the reasons of the prior notice."""
    basis_document: Mapped[str]
    """Title or number of the decision that the entry rests on; a court's case number."""
    deciding_authority: Mapped[str]
    """Who made that decision, by name."""
    state: Mapped[str] = mapped_column(Code)
    """A ListState, as of the last step; exchange.listing.force says what time has made of it."""
    proposed_at: Mapped[datetime]
    noticed_at: Mapped[datetime | None]
    """When the subject was told, or the candidate publicised."""
    due_on: Mapped[date | None]
    """The last day for the plea, or of the publicity; null before."""
    rule_code: Mapped[str | None] = mapped_column(Code, ForeignKey("deadline_rule.code"))
    provisional: Mapped[bool]
    decision: Mapped[str | None]
    """Why it was decided to list; null before."""
    decided_at: Mapped[datetime | None]
    valid_from: Mapped[date | None]
    """The first day it counts; null before it is listed."""
    valid_until: Mapped[date | None]
    """The last such day; null where none is set."""
    listed_at: Mapped[datetime | None]
    delisted_at: Mapped[datetime | None]
    delisted_for: Mapped[str | None] = mapped_column(Code)
    """A DelistingReason."""


class ListEntryEvent(Base):
    """A step of an entry; append-only."""

    __tablename__ = "list_entry_event"
    __table_args__ = (Index(None, "entry_id", "id"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Ordered by time (UUID version 7)."""
    entry_id: Mapped[str] = mapped_column(Code, ForeignKey("list_entry.id"))
    state: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Code)
    """The actor: a user's or a client's id."""
    institution_code: Mapped[str | None] = mapped_column(Code)
    """Null for the subject's own steps."""
    reason: Mapped[str | None]
    due_on: Mapped[date | None]
    """The deadline that the step set; null where none."""
    rule_code: Mapped[str | None] = mapped_column(Code, ForeignKey("deadline_rule.code"))
    provisional: Mapped[bool]


class ListPlea(Base):
    """What the subject says before the decision, and what the keeper answers to it."""

    __tablename__ = "list_plea"

    entry_id: Mapped[str] = mapped_column(Code, ForeignKey("list_entry.id"), primary_key=True)
    uscc: Mapped[str] = mapped_column(Code)
    waived: Mapped[bool]
    """Whether it expressly says nothing."""
    plea: Mapped[str | None]
    stated_by: Mapped[str] = mapped_column(Code)
    stated_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]


class ListRestoration(Base):
    """A subject's application to be taken off a list; open until the keeper has decided."""

    __tablename__ = "list_restoration"
    __table_args__ = (Index(None, "entry_id", "id"), Index(None, "uscc", "id"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with lrs_; ordered by time (UUID version 7). Its steps are procedure events."""
    entry_id: Mapped[str] = mapped_column(Code, ForeignKey("list_entry.id"))
    uscc: Mapped[str] = mapped_column(Code)
    statement: Mapped[str]
    """How it has made good."""
    state: Mapped[str] = mapped_column(Code)
    """A ListRestorationState."""
    lodged_by: Mapped[str] = mapped_column(Code)
    lodged_at: Mapped[datetime]
    due_on: Mapped[date | None]
    """By when the keeper decides; null where no rule sets a period."""
    rule_code: Mapped[str | None] = mapped_column(Code, ForeignKey("deadline_rule.code"))
    provisional: Mapped[bool]
    decision: Mapped[str | None]
    decided_by: Mapped[str | None] = mapped_column(Code)
    decided_at: Mapped[datetime | None]
