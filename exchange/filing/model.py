"""What an enterprise or an authority filed that is not published: contact, annual figures, risk class.

Every table here is behind the credit file's door: auth.visibility lets no row out otherwise.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class RegisteredContact(Base):
    """How the registry reaches an enterprise. Of the office, not of a person."""

    __tablename__ = "registered_contact"

    uscc: Mapped[str] = mapped_column(Code, ForeignKey("entity.uscc"), primary_key=True)
    phone: Mapped[str | None]
    email: Mapped[str | None]
    postal_address: Mapped[str | None]
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    stated_at: Mapped[datetime]


class AnnualReport(Base):
    """The figures of an enterprise's annual report that it chose not to publish; fen of CNY, null when not stated."""

    __tablename__ = "annual_report"

    uscc: Mapped[str] = mapped_column(Code, ForeignKey("entity.uscc"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    employees: Mapped[int | None]
    assets_fen: Mapped[int | None] = mapped_column(Long)
    liabilities_fen: Mapped[int | None] = mapped_column(Long)
    revenue_fen: Mapped[int | None] = mapped_column(Long)
    profit_fen: Mapped[int | None] = mapped_column(Long)
    tax_fen: Mapped[int | None] = mapped_column(Long)
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    stated_at: Mapped[datetime]


class RiskClass(Base):
    """Into which class of credit risk an authority sorted an enterprise, for its own supervision."""

    __tablename__ = "risk_class"

    uscc: Mapped[str] = mapped_column(Code, ForeignKey("entity.uscc"), primary_key=True)
    assessed_on: Mapped[date] = mapped_column(primary_key=True)
    grade: Mapped[str] = mapped_column(Code)
    """A (low), B, C or D (high)."""
    supplier_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    stated_at: Mapped[datetime]
