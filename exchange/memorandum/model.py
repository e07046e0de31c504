"""Memoranda of joint discipline and incentives: who signed them, in which editions, and who stands for a department.

A memorandum applies to one list: its measures are due for whoever stands on that list. What a national document says
is reference data; whether it is in force at this exchange is said here by publication, never by the document alone.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code, Name


class MemorandumKind(StrEnum):
    """What a memorandum is for."""

    DISCIPLINE = "DISCIPLINE"
    INCENTIVE = "INCENTIVE"
    BOTH = "BOTH"


class MemorandumStatus(StrEnum):
    """What a memorandum is at this exchange; it follows from its editions."""

    RECORDED = "RECORDED"
    """Known as a document; no edition was published here, so none of its measures can be applied."""
    IN_FORCE = "IN_FORCE"
    SUPERSEDED = "SUPERSEDED"
    REPEALED = "REPEALED"


class Memorandum(Base):
    """A memorandum. Null is not evidenced."""

    __tablename__ = "memorandum"
    __table_args__ = (Index(None, "list_code"),)

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(Code)
    document_number: Mapped[str | None]
    year: Mapped[int | None]
    dated: Mapped[str | None]
    """The date as far as it is evidenced, in the source's precision: 2016-01."""
    subject: Mapped[str | None]
    """Whom it concerns, in its own words: 失信被执行人."""
    list_code: Mapped[str | None] = mapped_column(Code, ForeignKey("list_definition.code"))
    """The list whose entries its measures are due for; null while none is linked."""
    departments_stated: Mapped[int | None]
    """How many departments are said to have signed; the signatories may be fewer where the list isn't evidenced."""
    measures_stated: Mapped[int | None]
    supersedes_code: Mapped[str | None] = mapped_column(Code, ForeignKey("memorandum.code"))
    """The earlier memorandum that it took the place of."""
    source: Mapped[str]


class MemorandumEdition(Base):
    """An edition: the text that measures belong to. It has no effect before `published_at`."""

    __tablename__ = "memorandum_edition"
    __table_args__ = (UniqueConstraint("memorandum_code", "edition"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with edn_."""
    memorandum_code: Mapped[str] = mapped_column(Code, ForeignKey("memorandum.code"))
    edition: Mapped[int]
    """1 for the first."""
    in_force_from: Mapped[date | None]
    """The day from which the document itself says it applies; null where that isn't evidenced."""
    source: Mapped[str]
    published_at: Mapped[datetime | None]
    """When the operator put it in force at this exchange."""
    published_by: Mapped[str | None] = mapped_column(Code)
    repealed_at: Mapped[datetime | None]
    """When it ended here, by repeal or because another edition took its place."""
    repealed_by: Mapped[str | None] = mapped_column(Code)
    repeal_reason: Mapped[str | None]
    superseded_by_id: Mapped[str | None] = mapped_column(Code, ForeignKey("memorandum_edition.id"))
    """The edition that took its place; null where it was repealed without one."""


class MemorandumLead(Base):
    """A department that led an edition's signing."""

    __tablename__ = "memorandum_lead"

    edition_id: Mapped[str] = mapped_column(Code, ForeignKey("memorandum_edition.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    department: Mapped[str]
    """Its name as the document writes it."""
    department_key: Mapped[str] = mapped_column(Name)
    """The name by which departments are compared: exchange.memorandum.department.key."""


class Signatory(Base):
    """A department that signed an edition."""

    __tablename__ = "memorandum_signatory"
    __table_args__ = (Index(None, "department_key"),)

    edition_id: Mapped[str] = mapped_column(Code, ForeignKey("memorandum_edition.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    department: Mapped[str]
    department_key: Mapped[str] = mapped_column(Name)


class DepartmentAssignment(Base):
    """Which institution of this exchange does what a memorandum asks of a national department."""

    __tablename__ = "department_assignment"
    __table_args__ = (Index(None, "institution_code"),)

    department_key: Mapped[str] = mapped_column(Name, primary_key=True)
    department: Mapped[str]
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    assigned_by: Mapped[str] = mapped_column(Code)
    assigned_at: Mapped[datetime]
