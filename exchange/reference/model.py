"""The tables of reference data: regions, industries, registration departments, currencies."""

from sqlalchemy import ForeignKey, Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.quotable import quotable
from exchange.db.types import Code, Name


class Region(Base):
    """A division of GB/T 2260, or a town below one. `path` is the prefix that all codes of its subtree share."""

    __tablename__ = "region"
    __table_args__ = (Index(None, "parent_code", "code"),)

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(Name)
    level: Mapped[str] = mapped_column(Code)
    parent_code: Mapped[str | None] = mapped_column(Code, ForeignKey("region.code"))
    path: Mapped[str] = mapped_column(Code)
    valid_from: Mapped[int | None] = mapped_column(SmallInteger)
    valid_to: Mapped[int | None] = mapped_column(SmallInteger)
    quotable: Mapped[bool] = quotable("name")


class Industry(Base):
    """A category of GB/T 4754-2017. `path` is its section's letter and its own code: A, A01, A011, A0111."""

    __tablename__ = "industry"
    __table_args__ = (Index(None, "parent_code", "code"),)

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str] = mapped_column(Name)
    level: Mapped[str] = mapped_column(Code)
    parent_code: Mapped[str | None] = mapped_column(Code, ForeignKey("industry.code"))
    path: Mapped[str] = mapped_column(Code, unique=True)


class Currency(Base):
    """A currency of ISO 4217; `digits` are its minor unit's, null where the standard gives none."""

    __tablename__ = "currency"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    numeric: Mapped[str | None] = mapped_column(Code)
    name: Mapped[str]
    name_zh: Mapped[str | None]
    digits: Mapped[int | None] = mapped_column(SmallInteger)
    retired: Mapped[bool]


class UsccDepartment(Base):
    """The first two characters of a USCC (GB 32100-2015): who registered the entity, and what it is."""

    __tablename__ = "uscc_department"

    department: Mapped[str] = mapped_column(Code, primary_key=True)
    category: Mapped[str] = mapped_column(Code, primary_key=True)
    department_name: Mapped[str]
    category_name: Mapped[str]
    kind: Mapped[str] = mapped_column(Code)
