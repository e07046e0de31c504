"""Measures of memoranda, and what becomes of each: one action for every entry on a list, measure and department."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code, Name


class MeasureState(StrEnum):
    """How far an action is. LIFTED is also what one is whose entry or measure is over: see exchange.measure.force."""

    NOT_ASSIGNED = "NOT_ASSIGNED"
    """No institution of the exchange stands for the department: nobody carries it out yet."""
    TRIGGERED = "TRIGGERED"
    RECEIVED = "RECEIVED"
    EXECUTED = "EXECUTED"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    FED_BACK = "FED_BACK"
    LIFTED = "LIFTED"


class Measure(Base):
    """A measure of an edition. It can be applied from `published_at` until `lapsed_at`, on its days of validity."""

    __tablename__ = "measure"
    __table_args__ = (UniqueConstraint("edition_id", "number"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with msr_."""
    edition_id: Mapped[str] = mapped_column(Code, ForeignKey("memorandum_edition.id"))
    number: Mapped[int]
    """1 for the first of its edition."""
    content: Mapped[str]
    legal_basis: Mapped[str | None]
    clause: Mapped[str | None]
    """The article or section of the memorandum: 第十条."""
    target: Mapped[str | None]
    """Whom it hits, where that is narrower than the list."""
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    """The last day; null where none is set."""
    published_at: Mapped[datetime | None]
    lapsed_at: Mapped[datetime | None]
    """When its edition was repealed or superseded."""


class MeasureDepartment(Base):
    """A department that a measure names as the one that implements it."""

    __tablename__ = "measure_department"
    __table_args__ = (Index(None, "department_key"),)

    measure_id: Mapped[str] = mapped_column(Code, ForeignKey("measure.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    department: Mapped[str]
    department_key: Mapped[str] = mapped_column(Name)


class MeasureAction(Base):
    """What one department has to do about one entry under one measure."""

    __tablename__ = "measure_action"
    __table_args__ = (
        UniqueConstraint("entry_id", "measure_id", "department_key"),
        Index(None, "institution_code", "id"),
        Index(None, "measure_id"),
        Index(None, "uscc", "id"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with mac_; ordered by time (UUID version 7)."""
    entry_id: Mapped[str] = mapped_column(Code, ForeignKey("list_entry.id"))
    uscc: Mapped[str] = mapped_column(Code)
    """The entry's, written beside it so that the subject finds its own."""
    measure_id: Mapped[str] = mapped_column(Code, ForeignKey("measure.id"))
    department: Mapped[str | None]
    """As the measure or the signatories name it; null where neither names one that an institution stands for."""
    department_key: Mapped[str] = mapped_column(Name)
    """Empty where there is no department."""
    institution_code: Mapped[str | None] = mapped_column(Code, ForeignKey("institution.code"))
    """Who has to act; null while NOT_ASSIGNED."""
    state: Mapped[str] = mapped_column(Code)
    """A MeasureState."""
    valid_from: Mapped[date]
    """The first day it is due: the later of the entry's and the measure's."""
    valid_until: Mapped[date | None]
    """The last such day: the earlier of the two; null where neither sets one."""
    triggered_at: Mapped[datetime]
    due_on: Mapped[date | None]
    """By when the department feeds back; null while NOT_ASSIGNED, and where no rule sets a period."""
    rule_code: Mapped[str | None] = mapped_column(Code, ForeignKey("deadline_rule.code"))
    provisional: Mapped[bool]
    feedback: Mapped[str | None]
    lifted_at: Mapped[datetime | None]


class MeasureActionEvent(Base):
    """A step of an action; append-only."""

    __tablename__ = "measure_action_event"
    __table_args__ = (Index(None, "action_id", "id"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Ordered by time (UUID version 7)."""
    action_id: Mapped[str] = mapped_column(Code, ForeignKey("measure_action.id"))
    state: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Code)
    institution_code: Mapped[str | None] = mapped_column(Code)
    reason: Mapped[str | None]
