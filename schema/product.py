"""Financing products: who offers what, in which version, on what conditions."""

from datetime import date, datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, or_, select

from auth.door import INSTITUTION as CALLER
from auth.door import is_operator
from auth.offered import READ as READ_OWN
from auth.policy import scope
from exchange.product import model
from resolvers.binding import Order, Page, Paging
from resolvers.functions import listed
from schema.arguments import argument
from schema.criterion import CRITERION, Criterion
from schema.enums import Collateral, ProductKind, ProductState, VersionState
from schema.fields import column, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.policy_measure import MEASURE, PolicyMeasure
from schema.procedure import EVENT, ProcedureEvent
from schema.rate import percent
from schema.reasons import LAW, OFFERED
from schema.reference import INDUSTRY, REGION, Industry, Region
from schema.scalars import BigInt, Code, Share

PRODUCT = model.FinancingProduct.__table__
VERSION = model.ProductVersion.__table__
COLLATERAL = model.ProductCollateral.__table__
PRODUCT_REGION = model.ProductRegion.__table__
PRODUCT_INDUSTRY = model.ProductIndustry.__table__
POLICY = model.ProductPolicy.__table__
LICENCE = model.InstitutionLicence.__table__
CAP = model.RateCap.__table__
READ = scope(READ_OWN)


@of(POLICY, "A policy that a version carries out or draws on, as its institution names it.")
class ProductPolicy:
    """A policy."""

    title: str = column("Its title.", OFFERED)
    document_number: str | None = column("The number of its document; null where none is said.", OFFERED)
    measure: PolicyMeasure | None = link(
        referred(MEASURE.c.id, "measure_id"),
        "The measure by which a bureau has published it; null where none is named.",
        OFFERED,
    )


@of(CAP, "The highest rate of a year that the law lets products of a kind have.")
class RateCap:
    """A cap."""

    code: Code = column("Its code in this exchange.", LAW)
    kind: ProductKind = column("Of which kind of product.", LAW)
    annual_rate: Share = column(
        "The rate of a year in percent, with four decimals.", LAW, lambda self: percent(self.rate_ppm)
    )
    source: str = column("Title and number of its source.", LAW)
    article: str = column("Where in its source.", LAW)
    verified: bool = column("Whether it was compared with its source's text.", LAW)
    valid_from: date = column("The first day it holds.", LAW)
    valid_until: date | None = column("The last such day; null where none is set.", LAW)


@of(LICENCE, "A licence by which an institution may offer products of a kind, as the operator has seen it.")
class InstitutionLicence(Node):
    """A licence."""

    id: strawberry.ID = identity("lic_", "InstitutionLicence", LICENCE.c.id, whole=True)
    institution: Institution | None = link(referred(INSTITUTION.c.code, "institution_code"), "Whose.", OFFERED)
    kind: ProductKind = column("Which kind of product.", OFFERED)
    number: str = column("Its number.", OFFERED)
    authority: str = column("Who granted it.", OFFERED)
    valid_from: date = column("The first day it holds.", OFFERED)
    valid_until: date | None = column("The last such day; null where none is set.", OFFERED)


def _collateral(self: Any) -> ColumnElement[str]:
    own = COLLATERAL.c.version_id == self.id
    return listed(select(COLLATERAL.c.collateral).where(own).order_by(COLLATERAL.c.collateral))


def _regions(self: Any) -> Select[Any]:
    joined = select(REGION).join(PRODUCT_REGION, PRODUCT_REGION.c.code == REGION.c.code)
    return joined.where(PRODUCT_REGION.c.version_id == self.id).order_by(REGION.c.code)


def _industries(self: Any) -> Select[Any]:
    joined = select(INDUSTRY).join(PRODUCT_INDUSTRY, PRODUCT_INDUSTRY.c.code == INDUSTRY.c.code)
    return joined.where(PRODUCT_INDUSTRY.c.version_id == self.id).order_by(INDUSTRY.c.path)


def _policies(self: Any) -> Select[Any]:
    return select(POLICY).where(POLICY.c.version_id == self.id).order_by(POLICY.c.number)


def _criteria(self: Any) -> Select[Any]:
    return select(CRITERION).where(CRITERION.c.version_id == self.id).order_by(CRITERION.c.number)


def _events_of(id_: Any, institution: Any) -> Select[Any]:
    concerned = or_(institution == CALLER, is_operator())
    return select(EVENT).where(EVENT.c.object_id == id_, concerned).order_by(EVENT.c.id)


def _version_events(self: Any) -> Select[Any]:
    product = select(PRODUCT.c.institution_code).where(PRODUCT.c.id == self.product_id)
    return _events_of(self.id, product.correlate_except(PRODUCT).scalar_subquery())


@of(VERSION, "What a product offers. It isn't changed once it was in review. Null is no limit, or not said.")
class ProductVersion(Node):
    """A version."""

    id: strawberry.ID = identity("pvr_", "ProductVersion", VERSION.c.id, whole=True)
    product: "FinancingProduct | None" = link(referred(PRODUCT.c.id, "product_id"), "The product.", OFFERED)
    number: int = column("Its number among the product's, from 1.", OFFERED)
    state: VersionState = column("How far it is.", OFFERED)
    name: str = column("Its name.", OFFERED)
    summary: str | None = column("What it is, in a few words.", OFFERED)
    amount_min_fen: BigInt | None = column("The least amount, in fen.", OFFERED)
    amount_max_fen: BigInt | None = column("The largest amount, in fen.", OFFERED)
    rate_min: Share | None = column(
        "The lowest rate of a year in percent, with four decimals.", OFFERED, lambda self: percent(self.rate_min_ppm)
    )
    rate_max: Share | None = column(
        "The highest rate of a year in percent, with four decimals.", OFFERED, lambda self: percent(self.rate_max_ppm)
    )
    term_min_months: int | None = column("The shortest term, in months.", OFFERED)
    term_max_months: int | None = column("The longest term, in months.", OFFERED)
    decision_days: int | None = column(
        "Within how many calendar days the institution promises to decide on an application.", OFFERED
    )
    offered_until: date | None = column("The last day on which it can be applied for.", OFFERED)
    collateral: list[Collateral] = column(
        "What it may be secured by; empty where nothing is said.", OFFERED, _collateral
    )
    regions: list[Region] = rows(_regions, "Where it is offered; empty: everywhere.", OFFERED)
    industries: list[Industry] = rows(_industries, "Whom it is for; empty: all.", OFFERED)
    policies: list[ProductPolicy] = rows(_policies, "The policies that it carries out or draws on.", OFFERED)
    criteria: list[Criterion] = rows(_criteria, "What it asks of an enterprise.", OFFERED)
    stated_at: datetime = column("When it was stated last.", OFFERED)
    listed_at: datetime | None = column("When it was listed; null before.", OFFERED)
    events: list[ProcedureEvent] = rows(
        _version_events, "Every step, the first one first, for its institution and the operator.", READ
    )


def _versions(self: Any) -> Select[Any]:
    return select(VERSION).where(VERSION.c.product_id == self.id).order_by(VERSION.c.number.desc())


def _events(self: Any) -> Select[Any]:
    return _events_of(self.id, self.institution_code)


@of(PRODUCT, "A financing product of a licensed institution.")
class FinancingProduct(Node):
    """A product."""

    id: strawberry.ID = identity("prd_", "FinancingProduct", PRODUCT.c.id, whole=True)
    institution: Institution | None = link(referred(INSTITUTION.c.code, "institution_code"), "Who offers it.", OFFERED)
    external_id: str = column("The institution's own key of it.", OFFERED)
    kind: ProductKind = column("What it is.", OFFERED)
    state: ProductState = column("How far it is.", OFFERED)
    version: ProductVersion | None = link(
        referred(VERSION.c.id, "current_version_id"),
        "What it offers, or offered last; null before a first version is listed.",
        OFFERED,
    )
    versions: list[ProductVersion] = rows(
        _versions, "Every version that was ever listed, the latest first; to its institution all of them.", OFFERED
    )
    created_at: datetime = column("When it was first stated.", OFFERED)
    events: list[ProcedureEvent] = rows(
        _events, "Every step, the first one first, for its institution and the operator.", READ
    )


def licences(
    self: Any,
    institution: Annotated[Code | None, argument("Only those of the institution with this code.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return licences in the order in which they were entered."""
    found = select(LICENCE)
    if institution is not None:
        found = found.where(LICENCE.c.institution_code == institution)
    return Page(rows=found, order=Order("OLDEST", [(LICENCE.c.id, str)]), paging=paging)


def rate_caps(self: Any, *, paging: Paging) -> Page:
    """Return the legal caps by their codes."""
    return Page(rows=select(CAP), order=Order("CODE", [(CAP.c.code, str)]), paging=paging)
