"""Matching: which products suit an enterprise, and which consenting enterprises suit a product, and why."""

from typing import Annotated, Any

import strawberry
from sqlalchemy import BigInteger, ColumnElement, Select, Text, case, cast, literal, literal_column, null, select
from sqlalchemy import type_coerce as typed

from auth.door import Basis as AskedBasis
from auth.door import basis, passage
from resolvers import matching
from resolvers.binding import Door, Order, Page, Paging, Parsed
from resolvers.known import knowing
from schema.arguments import argument
from schema.consent import CONSENT, Consent
from schema.consent import READ as CONSENTS
from schema.credit_file import Access, ConsentId, access_of
from schema.criterion import MatchedCriterion, MatchedTerm, matched_term
from schema.entity import ENTITY, Entity
from schema.enums import MatchOutcome, ProductSort, Purpose
from schema.fields import column, connection, door, link, of, part, referred, rows
from schema.node import keyed
from schema.page import Connection
from schema.product import PRODUCT, READ, VERSION, FinancingProduct, ProductVersion
from schema.products import ProductFilter, filtered, orders, positive
from schema.reasons import ACCOUNT, MATCHED, OFFERED, REGISTRATION
from schema.scalars import USCC, BigInt

OUTCOMES = (MatchOutcome.PASSED, MatchOutcome.UNDECIDABLE, MatchOutcome.FAILED)
"""By their ranks: see resolvers.matching."""
SHOWN = ("MatchedCriterion.outcome",)
"""What of a match rests on the credit file, for the access log."""


def ranked(rank: Any) -> ColumnElement[str]:
    """Return the outcome of a rank."""
    *first, last = OUTCOMES
    return case({n: literal(outcome.value) for n, outcome in enumerate(first)}, value=rank, else_=literal(last.value))


def _outcome(self: Any) -> ColumnElement[str]:
    return ranked(self.outcome)


def _criteria(self: Any) -> Select[Any]:
    return matching.criteria_of(self.version_id, self)


@of(None, "A product that can be applied for today, and how it matches an enterprise, as far as the caller may see.")
class MatchedProduct:
    """A match."""

    product: FinancingProduct | None = link(referred(PRODUCT.c.id, "product_id"), "The product.", OFFERED)
    version: ProductVersion | None = link(
        referred(VERSION.c.id, "version_id"), "The version that was matched: what it offers now.", OFFERED
    )
    outcome: MatchOutcome = column("How it comes out as a whole: terms and criteria.", MATCHED, _outcome)
    amount: MatchedTerm | None = part(
        matched_term("amount"), "Whether the amount fits; null where none was asked about.", MATCHED
    )
    term: MatchedTerm | None = part(
        matched_term("term"), "Whether the term fits; null where none was asked about.", MATCHED
    )
    region: MatchedTerm | None = part(
        matched_term("region"), "Whether it is offered where the enterprise is; null: everywhere.", MATCHED
    )
    industry: MatchedTerm | None = part(
        matched_term("industry"), "Whether it is for the enterprise's industry; null where it is for all.", MATCHED
    )
    criteria: list[MatchedCriterion] = rows(_criteria, "Every criterion and how it comes out.", MATCHED)


BEST = "BEST"
"""The order of matches: those that suit first, then undecidable ones, each by the lowest rate."""


def _products(
    self: Any,
    filter: Annotated[ProductFilter | None, argument("Only these products; `state` has no effect here.")] = None,  # noqa: A002
    outcome: Annotated[MatchOutcome | None, argument("Only products that come out so.")] = None,
    sort: Annotated[
        ProductSort | None, argument("In which order; when left out those that suit first, by the lowest rate.")
    ] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the products that can be applied for today, each with how it matches."""
    found: Any = matching.products_for(self)
    rank = matching.outcome_of(found.c)
    rows_ = filtered(select(found, rank.label("outcome")), filter or ProductFilter(), found.c, found.c)
    if outcome is not None:
        rows_ = rows_.where(rank == literal_column(str(OUTCOMES.index(outcome))))
    by = orders(found.c.product_id, found.c)
    (rate, of_rate), last = by[ProductSort.RATE].keys
    best = Order(BEST, [(rank, int), (rate, of_rate), last])
    return Page(rows=rows_, order=best if sort is None else by[sort], paging=paging)


@of(None, "Which products suit an enterprise. What rests on its credit file is said to who passes the door only: "
    "the enterprise itself, or whom it consents to; to others it is NEEDS_CONSENT, whatever is recorded.")  # fmt: skip
class ProductMatching:
    """Matches of products."""

    uscc: USCC = column("The enterprise that was asked about.", ACCOUNT)
    access: Access = part(access_of, "Whether its credit file is open to the caller, and on which basis.", ACCOUNT)
    products: Connection[MatchedProduct] = connection(
        _products, "Every product that can be applied for today, and how it matches.", MATCHED
    )


def match_products(
    self: Any,
    entity: Annotated[USCC, argument("The enterprise's USCC.")],
    amount_fen: Annotated[BigInt | None, argument("How much is looked for, in fen: 1 or more.", positive)] = None,
    term_months: Annotated[int | None, argument("For how many months: 1 or more.", positive)] = None,
    purpose: Annotated[
        Purpose, argument("What the credit file is looked at for; a bank says LOAN_REVIEW and its consent.")
    ] = Purpose.OWN_RECORD,
    consent: ConsentId = None,
) -> Door:
    """Return the way to the matches of an enterprise, known to the exchange or not."""
    parsed: Any = consent
    asked = basis(purpose, consent_named=consent is not None)
    named: ColumnElement[Any] = parsed.id if parsed else null()
    access = passage(asked, typed(entity, Text), purpose, named)
    wanted = {"amount_fen": amount_fen, "term_months": term_months}
    values = (_wanted(value).label(name) for name, value in wanted.items())
    return Door(purpose.value, asked, knowing(asked, access.add_columns(*values)), SHOWN)


def _wanted(value: Any) -> ColumnElement[Any]:
    return cast(null() if value is None else value.value, BigInteger)


def _assessed(self: Any) -> ColumnElement[str]:
    return ranked(matching.worst_of(self.version_id, self))


@of(None, "How an enterprise meets every criterion of a product, those over its credit file too: under its consent, "
    "and logged.")  # fmt: skip
class Assessment:
    """What comes out behind the door."""

    access: Access = part(access_of, "Whether its credit file is open to the caller.", ACCOUNT)
    outcome: MatchOutcome = column("How the criteria come out as a whole.", MATCHED, _assessed)
    criteria: list[MatchedCriterion] = rows(_criteria, "Every criterion and how it comes out.", MATCHED)


def _assessment(
    self: Any,
    purpose: Annotated[Purpose, argument("What for: as `matchEntities` asks.")] = Purpose.LOAN_REVIEW,
) -> Door:
    access = passage(AskedBasis.CONSENT, self.uscc, purpose, self.consent_id)
    # It stands in a FROM, where a column of the page isn't found by itself.
    access = access.add_columns(self.version_id.label("version_id")).correlate(self.uscc.table)
    return Door(purpose.value, AskedBasis.CONSENT, knowing(AskedBasis.CONSENT, access), SHOWN)


@of(None, "An enterprise whose consent to the caller's institution lives, and that may match a product of it: it is "
    "known to fail no criterion over public facts.")  # fmt: skip
class MatchedEntity:
    """A match."""

    uscc: USCC = column("The enterprise.", REGISTRATION)
    entity: Entity | None = link(referred(ENTITY.c.uscc, "uscc"), "The enterprise.", REGISTRATION)
    consent: Consent | None = link(
        referred(CONSENT.c.id, "consent_id"), "Its consent, the latest one that counts.", CONSENTS
    )
    assessment: Assessment = door(
        _assessment,
        "How it meets every criterion, as its credit file says. Looking at it uses one fetch of the consent.",
        READ,
    )


def _product_id(value: str) -> Parsed:
    return Parsed(None, {"id": keyed("prd_", value)})


def match_entities(
    self: Any,
    product: Annotated[
        strawberry.ID,
        argument("A product of the caller's institution with a listed version.", _product_id),
    ],
    purpose: Annotated[Purpose, argument("For which purpose the consent must be.")] = Purpose.LOAN_REVIEW,
    *,
    paging: Paging,
) -> Page:
    """Return the consenting enterprises that may match a product."""
    parsed: Any = product
    found = matching.enterprises_for(parsed.id, purpose)
    return Page(rows=found, order=Order("USCC", [(ENTITY.c.uscc, str)]), paging=paging)
