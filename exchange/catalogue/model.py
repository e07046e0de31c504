"""What may be held at all: the catalogue's items, who may see and who may supply them, and their fields."""

from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class Publicity(StrEnum):
    """Who may see an item's records."""

    PUBLIC = "PUBLIC"
    """Everybody."""
    CONSENT = "CONSENT"
    """The enterprise itself, a court, and whom the enterprise consents to."""
    GOVERNMENT = "GOVERNMENT"
    """Authorities under an agreement, and a court; of credit records also the enterprise that they are of."""


class CatalogueItem(Base):
    """A kind of record that may be held."""

    __tablename__ = "catalogue_item"
    __table_args__ = (UniqueConstraint("code", "publicity"),)

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str]
    publicity: Mapped[str] = mapped_column(Code)
    scope: Mapped[str] = mapped_column(Code)
    """The OAuth scope that its fields ask for."""
    edition: Mapped[str] = mapped_column(Code)
    legal_basis: Mapped[str | None]
    """Title and article; null while nobody has named one."""
    record_kind: Mapped[str | None] = mapped_column(Code)
    """The RecordKind of its records; null for what is filed, not recorded (exchange.filing)."""
    retention_months: Mapped[int | None]
    """How long a record is shared at the most, from the day it was decided on; null where no rule sets an end."""
    update_frequency: Mapped[str | None] = mapped_column(Code)
    """How often it is supplied: DAILY, WITHIN_7_WORKING_DAYS, MONTHLY, YEARLY, ON_CHANGE; null while not agreed."""


class FieldType(StrEnum):
    """How a cell of a field is read."""

    TEXT = "TEXT"
    DATE = "DATE"
    INTEGER = "INTEGER"
    DECIMAL = "DECIMAL"
    YUAN = "YUAN"
    """Money in yuan, kept in fen."""
    WAN_YUAN = "WAN_YUAN"
    """Money in ten thousand yuan, kept in fen."""
    USCC = "USCC"
    CHOICE = "CHOICE"
    """One of the field's choices."""
    CHOICES = "CHOICES"
    """Several of them."""
    BOOLEAN = "BOOLEAN"


class CatalogueField(Base):
    """A field of an item's standard: a column of what its suppliers send."""

    __tablename__ = "catalogue_field"

    item_code: Mapped[str] = mapped_column(Code, ForeignKey("catalogue_item.code"), primary_key=True)
    code: Mapped[str] = mapped_column(Code, primary_key=True)
    """The column's head: CF_WSH."""
    position: Mapped[int]
    """Its place in the template, from 1."""
    name: Mapped[str]
    """The column's other head, and how people call it: 行政处罚决定书文号."""
    type: Mapped[str] = mapped_column(Code)
    length: Mapped[int | None]
    """The most characters of a text; null is 2,000."""
    required: Mapped[bool]
    personal: Mapped[bool]
    """Of a natural person: recognised, never stored."""
    target: Mapped[str | None] = mapped_column(Code)
    """What it fills: uscc, subject_name, external_id, document_number, authority, decided_on, severity,
    published_until, or a key of the facts; null when it isn't kept."""
    choices: Mapped[str | None]
    """What a CHOICE may be, as value=CODE joined with |; a bare value is its own code."""
    note: Mapped[str | None]
    """What the template says of it."""


class CatalogueSupplier(Base):
    """Which institution may supply an item's records."""

    __tablename__ = "catalogue_supplier"

    item_code: Mapped[str] = mapped_column(Code, ForeignKey("catalogue_item.code"), primary_key=True)
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"), primary_key=True)
