"""Data-sharing agreements: which institutions may ask for which catalogue items, for what, and until when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class Agreement(Base):
    """An agreement. It is in force from valid_from to valid_until, both days included, unless terminated."""

    __tablename__ = "agreement"

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    number: Mapped[str] = mapped_column(Code, unique=True)
    """The parties' own number of it."""
    title: Mapped[str]
    legal_basis: Mapped[str]
    security_terms: Mapped[str]
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    created_at: Mapped[datetime]
    terminated_at: Mapped[datetime | None]


class AgreementParty(Base):
    """An institution that is bound and entitled by an agreement."""

    __tablename__ = "agreement_party"
    __table_args__ = (Index(None, "institution_code"),)

    agreement_id: Mapped[str] = mapped_column(Code, ForeignKey("agreement.id"), primary_key=True)
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"), primary_key=True)


class AgreementItem(Base):
    """A catalogue item that an agreement covers."""

    __tablename__ = "agreement_item"

    agreement_id: Mapped[str] = mapped_column(Code, ForeignKey("agreement.id"), primary_key=True)
    item_code: Mapped[str] = mapped_column(Code, ForeignKey("catalogue_item.code"), primary_key=True)


class AgreementPurpose(Base):
    """A purpose that an agreement allows."""

    __tablename__ = "agreement_purpose"

    agreement_id: Mapped[str] = mapped_column(Code, ForeignKey("agreement.id"), primary_key=True)
    purpose: Mapped[str] = mapped_column(Code, primary_key=True)
