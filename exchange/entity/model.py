"""An entity as the registry states it, on two time axes: valid (the world) and known (the exchange).

`entity` holds what is stated now; `entity_version` what was stated before. A version stopped being the latest
word at `known_to`; from then on the exchange says that it held from `valid_from` until `valid_to`, while somebody
who asks what was known earlier still finds it open-ended. See exchange.entity.history for the reading of it.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.quotable import quotable
from exchange.db.types import Code, Name
from exchange.entity.fact import EntityKind, EntityStatus

__all__ = ("Entity", "EntityKind", "EntityStatus", "EntityVersion", "Ownership", "OwnershipKind", "RegistryRow")


class OwnershipKind(StrEnum):
    """How one entity belongs to another."""

    SHAREHOLDER = "SHAREHOLDER"
    BRANCH = "BRANCH"


class RegistryRow:
    """The columns that a registry states, shared by the row of now and the rows of before.

    Null is unknown: the supplier did not say. No foreign keys on reference data: ingest takes these codes from
    the loaded reference data itself, and a check per row and key would cost more than the row.
    """

    name: Mapped[str] = mapped_column(Name)
    kind: Mapped[str] = mapped_column(Code)
    legal_form: Mapped[str | None]
    status: Mapped[str] = mapped_column(Code)
    registered_on: Mapped[date | None]
    capital_fen: Mapped[int | None] = mapped_column(Long)
    """Hundredths of the currency's unit."""
    capital_currency: Mapped[str | None] = mapped_column(Code)
    business_scope: Mapped[str | None]
    address: Mapped[str | None]
    region_code: Mapped[str | None] = mapped_column(Code)
    industry_path: Mapped[str | None] = mapped_column(Code)
    industry_inferred: Mapped[bool]
    lei: Mapped[str | None] = mapped_column(Code)
    authority: Mapped[str | None]
    fictitious: Mapped[bool]
    """Made up for a demonstration."""
    submission_id: Mapped[int] = mapped_column(Long)
    line: Mapped[int]
    valid_from: Mapped[date]
    known_from: Mapped[datetime]


class Entity(RegistryRow, Base):
    """The latest word on an entity."""

    __tablename__ = "entity"
    __table_args__ = (
        Index("ix_entity_name", "name", "uscc"),
        Index("ix_entity_region_code", "region_code", "uscc"),
        Index(
            "ix_entity_industry_path",
            "industry_path",
            "uscc",
            sqlite_where=text("industry_path IS NOT NULL"),
            postgresql_where=text("industry_path IS NOT NULL"),
        ),
        Index("ix_entity_registered_on", "registered_on", "uscc"),
    )

    uscc: Mapped[str] = mapped_column(Code, primary_key=True)
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    quotable: Mapped[bool] = quotable("name", "legal_form", "address", "authority")


class EntityVersion(RegistryRow, Base):
    """An earlier word on an entity."""

    __tablename__ = "entity_version"
    __table_args__ = (Index(None, "uscc", "known_from"),)

    id: Mapped[int] = mapped_column(Long, primary_key=True)
    uscc: Mapped[str] = mapped_column(Code, ForeignKey("entity.uscc"))
    valid_to: Mapped[date]
    known_to: Mapped[datetime]


class Ownership(Base):
    """An edge between two entities: a shareholder of a company, or a parent of a branch."""

    __tablename__ = "ownership"
    __table_args__ = (Index(None, "owned_uscc", "id"), Index(None, "owner_uscc", "id"))

    id: Mapped[int] = mapped_column(Long, primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    owner_uscc: Mapped[str] = mapped_column(Code, ForeignKey("entity.uscc"))
    owned_uscc: Mapped[str] = mapped_column(Code, ForeignKey("entity.uscc"))
    share_basis_points: Mapped[int | None]
    """Hundredths of a percent; null where it is unknown, and for branches."""
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
