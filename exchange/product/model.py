"""Financing products of licensed institutions, and their versions: what each one offers, and to whom.

A version is never changed once it was in review, so whoever applied under it can read it for good.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from exchange.criterion.row import Criterion
from exchange.db.base import Base, Long
from exchange.db.types import Code, Name


class ProductState(StrEnum):
    """How far a product is."""

    DRAFT = "DRAFT"
    """The institution prepares it."""
    REVIEW = "REVIEW"
    """The operator looks at it."""
    LISTED = "LISTED"
    """Everybody finds it, and enterprises may apply."""
    SUSPENDED = "SUSPENDED"
    DELISTED = "DELISTED"


class VersionState(StrEnum):
    """How far a version of a product is."""

    DRAFT = "DRAFT"
    """It can still be changed."""
    REVIEW = "REVIEW"
    RETURNED = "RETURNED"
    """The operator sent it back."""
    LISTED = "LISTED"
    """What the product offers."""
    REPLACED = "REPLACED"
    """What it offered until another version took its place."""


class InstitutionLicence(Base):
    """A licence by which an institution may offer products of a kind, as the operator has seen it."""

    __tablename__ = "institution_licence"
    __table_args__ = (UniqueConstraint("institution_code", "kind", "number"),)

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with lic_; ordered by time (UUID version 7)."""
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    kind: Mapped[str] = mapped_column(Code)
    """A ProductKind."""
    number: Mapped[str]
    authority: Mapped[str]
    """Who granted it, by name."""
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    """The last day; null where none is set."""
    entered_by: Mapped[str] = mapped_column(Code)
    entered_at: Mapped[datetime]


class RateCap(Base):
    """The highest rate of a year that the law lets products of a kind have, as dated reference data."""

    __tablename__ = "rate_cap"

    code: Mapped[str] = mapped_column(Code, primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    """A ProductKind."""
    rate_ppm: Mapped[int]
    """Millionths."""
    source: Mapped[str]
    article: Mapped[str]
    verified: Mapped[bool]
    """Whether somebody compared it with the source's text."""
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class FinancingProduct(Base):
    """A product of an institution. Its steps are procedure events."""

    __tablename__ = "financing_product"
    __table_args__ = (UniqueConstraint("institution_code", "external_id"), Index(None, "state", "kind"))

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with prd_; ordered by time (UUID version 7)."""
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    external_id: Mapped[str] = mapped_column(Name)
    """The institution's own key of it."""
    kind: Mapped[str] = mapped_column(Code)
    """A ProductKind."""
    state: Mapped[str] = mapped_column(Code)
    """A ProductState."""
    current_version_id: Mapped[str | None] = mapped_column(Code)
    """The version that is offered, or was last; null before the first is listed. No foreign key: versions name it."""
    created_at: Mapped[datetime]


class ProductVersion(Base):
    """What a product offers. Null is no limit, or not said. Its steps are procedure events."""

    __tablename__ = "product_version"
    __table_args__ = (
        UniqueConstraint("product_id", "number"),
        CheckConstraint("amount_min_fen >= 0 AND rate_min_ppm >= 0 AND term_min_months >= 0", name="least"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """Begins with pvr_; ordered by time (UUID version 7)."""
    product_id: Mapped[str] = mapped_column(Code, ForeignKey("financing_product.id"))
    number: Mapped[int]
    """1 for the first."""
    state: Mapped[str] = mapped_column(Code)
    """A VersionState."""
    name: Mapped[str] = mapped_column(Name)
    summary: Mapped[str | None]
    amount_min_fen: Mapped[int | None] = mapped_column(Long)
    amount_max_fen: Mapped[int | None] = mapped_column(Long)
    rate_min_ppm: Mapped[int | None]
    """Millionths a year."""
    rate_max_ppm: Mapped[int | None]
    term_min_months: Mapped[int | None]
    term_max_months: Mapped[int | None]
    decision_days: Mapped[int | None]
    """Within how many calendar days the institution promises to decide on an application."""
    offered_until: Mapped[date | None]
    """The last day on which it can be applied for."""
    digest: Mapped[str] = mapped_column(Code)
    """SHA-256 of all that is stated, hexadecimal: equal means unchanged."""
    submission_id: Mapped[int | None] = mapped_column(Long)
    """The submission that it came with; null where a command stated it."""
    line: Mapped[int | None]
    stated_by: Mapped[str] = mapped_column(Code)
    stated_at: Mapped[datetime]
    listed_at: Mapped[datetime | None]
    """When it was listed: everybody may read it from then on."""


class ProductCollateral(Base):
    """What a version asks to be secured by, one row each."""

    __tablename__ = "product_collateral"

    version_id: Mapped[str] = mapped_column(Code, ForeignKey("product_version.id"), primary_key=True)
    collateral: Mapped[str] = mapped_column(Code, primary_key=True)
    """A Collateral."""


class ProductRegion(Base):
    """A division where a version is offered, with all below it; a version without one is offered everywhere."""

    __tablename__ = "product_region"

    version_id: Mapped[str] = mapped_column(Code, ForeignKey("product_version.id"), primary_key=True)
    code: Mapped[str] = mapped_column(Code, ForeignKey("region.code"), primary_key=True)


class ProductIndustry(Base):
    """An industry that a version is for, with all below it; a version without one is for all."""

    __tablename__ = "product_industry"

    version_id: Mapped[str] = mapped_column(Code, ForeignKey("product_version.id"), primary_key=True)
    code: Mapped[str] = mapped_column(Code, ForeignKey("industry.code"), primary_key=True)


class ProductPolicy(Base):
    """A policy that a version carries out or draws on, as the institution names it.

    The first one that names a measure is the one that a regulator's statistics count it under.
    """

    __tablename__ = "product_policy"

    version_id: Mapped[str] = mapped_column(Code, ForeignKey("product_version.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str]
    document_number: Mapped[str | None]
    measure_id: Mapped[str | None] = mapped_column(Code)
    """The measure that a bureau has published; null where none is named. No foreign key: SQLite can't add one."""


class ProductCriterion(Criterion, Base):
    """What a version asks of an enterprise."""

    __tablename__ = "product_criterion"
    __table_args__ = (UniqueConstraint("version_id", "field", "operator"),)

    version_id: Mapped[str] = mapped_column(Code, ForeignKey("product_version.id"), primary_key=True)
