"""Finding products: by filter, in an order, page by page, with counts."""

from typing import Annotated, Any

import strawberry
from sqlalchemy import BigInteger, ColumnElement, Select, Text, and_, func, literal_column, or_, select
from sqlalchemy import type_coerce as typed

from auth.door import there
from exchange.errors import ExchangeError
from exchange.product.rate import ppm
from resolvers.binding import Order, Page, Paging, Parsed, Part
from resolvers.known import industry_codes, region_codes
from schema.arguments import argument, given
from schema.enums import Collateral, ProductKind, ProductSort, ProductState
from schema.fields import column, link, of, part, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.page import Connection
from schema.product import COLLATERAL, PRODUCT, PRODUCT_INDUSTRY, PRODUCT_REGION, VERSION, FinancingProduct
from schema.reasons import OFFERED
from schema.reference import INDUSTRY, REGION, Region
from schema.scalars import BigInt, Code, Share

MOST = 50
"""Values shown of a facet: the most frequent ones."""
LARGEST = 2**62
"""Takes the place of what isn't said in an order: behind everything."""
WIDEST_TEXT = 100


class FilterRefused(ExchangeError):
    """A filter that can't be meant."""

    code = "FILTER_REFUSED"


def positive(value: int) -> Parsed:
    """Take an amount or a term of 1 or more."""
    if value < 1:
        raise FilterRefused(f"{value} is no amount and no term: it takes 1 or more.")
    return Parsed(None, {"value": value})


def _text(value: str) -> Parsed:
    text = value.strip().lower()
    if not 1 <= len(text) <= WIDEST_TEXT:
        raise FilterRefused(f"The text takes 1 to {WIDEST_TEXT} characters.")
    return Parsed(None, {"value": text})


def _rate(value: str) -> Parsed:
    return Parsed(None, {"value": ppm("rateAtMost", value)})


@strawberry.input(description="Which products to show: those that meet every member given.")
class ProductFilter:
    """The filter of `products`."""

    text: str | None = given("With this in the name.", _text)
    kind: ProductKind | None = given("Of this kind.")
    institution: Code | None = given("Of the institution with this code.")
    state: ProductState | None = given("In this state; LISTED when left out. An institution finds its own drafts so.")
    region: Code | None = given("Offered to enterprises in this division (GB/T 2260).")
    industry: Code | None = given("For enterprises of this industry (GB/T 4754-2017).")
    amount_fen: BigInt | None = given("That go up to this amount and begin below it, in fen.", positive)
    term_months: int | None = given("With this term, in months.", positive)
    rate_at_most: Share | None = given("With a lowest rate of a year of at most this, in percent.", _rate)
    collateral: Collateral | None = given("That may be secured by this; NONE: on credit alone.")
    decision_days_at_most: int | None = given("With a decision promised within so many days.", positive)


Which = Annotated[ProductFilter | None, argument("Which products to show; all that are listed when left out.")]


def products(
    self: Any,
    filter: Which = None,  # noqa: A002
    sort: Annotated[ProductSort | None, argument("In which order; NEWEST when left out.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return products by filter."""
    wanted = filter or ProductFilter()
    state = wanted.state or ProductState.LISTED
    joined = select(PRODUCT).outerjoin(VERSION, VERSION.c.id == PRODUCT.c.current_version_id)
    found = filtered(joined.where(PRODUCT.c.state == state.value), wanted, PRODUCT.c, VERSION.c)
    return Page(rows=found, order=orders(PRODUCT.c.id, VERSION.c)[sort or ProductSort.NEWEST], paging=paging)


def filtered(found: Select[Any], wanted: ProductFilter, product: Any, version: Any) -> Select[Any]:
    """Return those of the products that meet a filter, but for its state."""
    return found.where(*_of_product(wanted, product), *_of_version(wanted, version), *_of_children(wanted, version.id))


def _of_product(wanted: ProductFilter, product: Any) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.kind is not None:
        conditions.append(product.kind == wanted.kind.value)
    if wanted.institution is not None:
        conditions.append(product.institution_code == wanted.institution)
    return conditions


def _of_version(wanted: ProductFilter, version: Any) -> list[ColumnElement[bool]]:
    given_: Any = wanted
    conditions: list[ColumnElement[bool]] = []
    if wanted.text is not None:
        conditions.append(func.replace(func.lower(version.name), given_.text.value, "") != func.lower(version.name))
    if wanted.amount_fen is not None:
        conditions.append(within(given_.amount_fen.value, version.amount_min_fen, version.amount_max_fen))
    if wanted.term_months is not None:
        conditions.append(within(given_.term_months.value, version.term_min_months, version.term_max_months))
    if wanted.rate_at_most is not None:
        conditions.append(version.rate_min_ppm <= typed(given_.rate_at_most.value, BigInteger))
    if wanted.decision_days_at_most is not None:
        conditions.append(version.decision_days <= typed(given_.decision_days_at_most.value, BigInteger))
    return conditions


def _of_children(wanted: ProductFilter, version_id: Any) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.region is not None:
        conditions.append(_offered(PRODUCT_REGION, version_id, region_codes(typed(wanted.region, Text))))
    if wanted.industry is not None:
        path = select(INDUSTRY.c.path).where(INDUSTRY.c.code == wanted.industry).scalar_subquery()
        conditions.append(_offered(PRODUCT_INDUSTRY, version_id, industry_codes(path)))
    if wanted.collateral is not None:
        own = COLLATERAL.c.version_id == version_id
        conditions.append(there(COLLATERAL, own, COLLATERAL.c.collateral == wanted.collateral.value))
    return conditions


def within(value: Any, least: Any, most: Any) -> ColumnElement[bool]:
    """Return whether a value lies between limits of which null is none."""
    value = typed(value, BigInteger)
    return and_(or_(least.is_(None), least <= value), or_(most.is_(None), most >= value))


def _offered(of: Any, version_id: Any, codes: list[ColumnElement[str]]) -> ColumnElement[bool]:
    own = of.c.version_id == version_id
    return or_(~there(of, own), there(of, own, or_(*(of.c.code == code for code in codes))))


def orders(id_: Any, version: Any) -> dict[ProductSort, Order]:
    """Return the orders of products over the columns of their versions."""
    last = literal_column(str(LARGEST), BigInteger)

    def by(name: ProductSort, column_: Any, type_: type = int) -> Order:
        return Order(name.value, [(column_, type_), (id_, str)])

    return {
        ProductSort.NEWEST: Order("NEWEST", [(id_, str)], descending=True),
        ProductSort.NAME: by(ProductSort.NAME, func.coalesce(version.name, "", type_=Text), str),
        ProductSort.RATE: by(ProductSort.RATE, func.coalesce(version.rate_min_ppm, last)),
        ProductSort.AMOUNT: by(ProductSort.AMOUNT, -func.coalesce(version.amount_max_fen, last)),
        ProductSort.DECISION: by(ProductSort.DECISION, func.coalesce(version.decision_days, last)),
    }


def _counted(name: str) -> Any:
    def counts(self: Any) -> Select[Any]:
        found = self.rows.subquery()
        value, count = found.c[name], func.count().label("count")
        return select(value, count).group_by(value).order_by(count.desc(), value).limit(MOST)

    return counts


def _counted_in(child: Any, name: str) -> Any:
    def counts(self: Any) -> Select[Any]:
        found = self.rows.subquery()
        value, count = child.c[name], func.count().label("count")
        joined = select(value, count).join_from(child, found, found.c.current_version_id == child.c.version_id)
        return joined.group_by(value).order_by(count.desc(), value).limit(MOST)

    return counts


@of(None, "Products found of one kind.")
class ProductKindCount:
    """A value of the kind facet."""

    kind: ProductKind = column("The kind.", OFFERED)
    count: int = column("How many.", OFFERED)


@of(None, "Products found of one institution.")
class InstitutionCount:
    """A value of the institution facet."""

    institution: Institution | None = link(
        referred(INSTITUTION.c.code, "institution_code"), "The institution.", OFFERED
    )
    count: int = column("How many.", OFFERED)


@of(None, "Products found that may be secured by one thing.")
class CollateralCount:
    """A value of the collateral facet."""

    collateral: Collateral = column("What by.", OFFERED)
    count: int = column("How many.", OFFERED)


@of(None, "Products found that name one division; those that are offered everywhere name none.")
class ProductRegionCount:
    """A value of the region facet."""

    region: Region | None = link(referred(REGION.c.code, "code"), "The division.", OFFERED)
    count: int = column("How many.", OFFERED)


@of(None, f"Counts over all products found; of each the {MOST} most frequent values.")
class ProductFacets:
    """The facets of a search."""

    kinds: list[ProductKindCount] = rows(_counted("kind"), "By kind.", OFFERED)
    institutions: list[InstitutionCount] = rows(_counted("institution_code"), "By institution.", OFFERED)
    collateral: list[CollateralCount] = rows(
        _counted_in(COLLATERAL, "collateral"),
        "By what they may be secured by; one product may count in several.",
        OFFERED,
    )
    regions: list[ProductRegionCount] = rows(
        _counted_in(PRODUCT_REGION, "code"), "By the divisions that they name.", OFFERED
    )


def _facets(self: Any) -> Part:
    return Part(rows=self.rows)


@of(None, "A page of products.")
class ProductConnection(Connection[FinancingProduct]):
    """Products found, with facets."""

    facets: ProductFacets = part(_facets, "Counts over all products found, made only when asked for.", OFFERED)
