"""What may be held at all: the catalogue's items, each with who may see it."""

from enum import StrEnum

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
    """Authorities under an agreement, and a court."""


class CatalogueItem(Base):
    """A kind of record that may be held."""

    __tablename__ = "catalogue_item"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str]
    publicity: Mapped[str] = mapped_column(Code)
    scope: Mapped[str] = mapped_column(Code)
    """The OAuth scope that its fields ask for."""
    edition: Mapped[str] = mapped_column(Code)
    legal_basis: Mapped[str | None]
    """Title and article; null while nobody has named one."""
