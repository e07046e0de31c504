"""What a version of a product says, and what of it is refused."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.criterion import stating
from exchange.criterion.stating import Stated as Criterion
from exchange.policy_measure.rules import is_published
from exchange.procedure.wording import optional
from exchange.product.cap import check_rate
from exchange.product.kind import Collateral, ProductKind
from exchange.product.model import (
    ProductCollateral,
    ProductCriterion,
    ProductIndustry,
    ProductPolicy,
    ProductRegion,
)
from exchange.product.refusal import ProductRefused
from exchange.reference.model import Industry, Region

LARGEST_FEN = 10**15
"""Ten million million yuan: a mistake in the unit."""
HIGHEST_PPM = 10**8
"""Millionths: ten thousand percent, a mistake in the unit; the legal caps lie far below."""
LONGEST_TERM = 600
"""Months."""
LONGEST_DECISION = 366
"""Calendar days."""
MOST_CODES, MOST_POLICIES = 100, 20
NAME, TITLE = 100, 200
"""Characters."""


CHILDREN = (ProductCollateral, ProductRegion, ProductIndustry, ProductPolicy, ProductCriterion)


class Policy(NamedTuple):
    """A policy, as the institution names it."""

    title: str
    document_number: str | None = None
    measure_id: str | None = None
    """The measure that a bureau has published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a version says. Null is no limit, or not said; rates are in millionths a year."""

    name: str
    summary: str | None = None
    amount_min_fen: int | None = None
    amount_max_fen: int | None = None
    rate_min_ppm: int | None = None
    rate_max_ppm: int | None = None
    term_min_months: int | None = None
    term_max_months: int | None = None
    decision_days: int | None = None
    offered_until: date | None = None
    collateral: Sequence[Collateral] = ()
    regions: Sequence[str] = ()
    industries: Sequence[str] = ()
    policies: Sequence[Policy] = ()
    criteria: Sequence[Criterion] = ()

    @property
    def digest(self) -> str:
        """Return the SHA-256 of all that is stated, hexadecimal."""
        return hashlib.sha256(json.dumps(asdict(self), default=str, sort_keys=True).encode()).hexdigest()


_COLUMNS = (
    "amount_min_fen",
    "amount_max_fen",
    "rate_min_ppm",
    "rate_max_ppm",
    "term_min_months",
    "term_max_months",
    "decision_days",
    "offered_until",
)
_LIMITS = {
    "amount_min_fen": LARGEST_FEN,
    "amount_max_fen": LARGEST_FEN,
    "rate_min_ppm": HIGHEST_PPM,
    "rate_max_ppm": HIGHEST_PPM,
    "term_min_months": LONGEST_TERM,
    "term_max_months": LONGEST_TERM,
    "decision_days": LONGEST_DECISION,
}
_UNITS = {"fen": "fen", "ppm": "millionths a year", "months": "months", "days": "days"}
_FIELDS = {"rate_min_ppm": "rateMin", "rate_max_ppm": "rateMax"}
"""What columns are called in the contract, where that isn't the same."""
_RANGES = (
    ("amount_min_fen", "amount_max_fen"),
    ("rate_min_ppm", "rate_max_ppm"),
    ("term_min_months", "term_max_months"),
)


def version(session: Session, kind: ProductKind, terms: Terms) -> dict[str, Any]:
    """Return the columns of a version that says this.

    Raises ProductRefused, RateOverCap; the criteria are checked by `children`.
    """
    for column, most in _LIMITS.items():
        _check_limit(column, getattr(terms, column), most)
    for least, most_ in _RANGES:
        _check_range(least, getattr(terms, least), most_, getattr(terms, most_))
    today = clock.today()
    if terms.offered_until is not None and terms.offered_until < today:
        raise ProductRefused("offeredUntil", f"{terms.offered_until} is past: today is {today}. Name a day to come.")
    for column in ("rate_min_ppm", "rate_max_ppm"):
        if (rate := getattr(terms, column)) is not None:
            check_rate(session, kind, rate, today, _FIELDS[column])
    return {
        "name": _named("name", terms.name, NAME),
        "summary": optional(ProductRefused, "summary", terms.summary),
        "digest": terms.digest,
        **{column: getattr(terms, column) for column in _COLUMNS},
    }


def children(session: Session, terms: Terms) -> list[Any]:
    """Return the rows that belong to a version that says this, still without its id.

    Raises ProductRefused, TooManyCriteria and CriterionRefused.
    """
    regions = _codes(session, "regions", Region, terms.regions)
    industries = _codes(session, "industries", Industry, terms.industries)
    if len(terms.policies) > MOST_POLICIES:
        raise ProductRefused("policies", f"{len(terms.policies)} were given; {MOST_POLICIES} are the most.")
    return [
        *(ProductCollateral(collateral=one.value) for one in dict.fromkeys(terms.collateral)),
        *(ProductRegion(code=code) for code in regions),
        *(ProductIndustry(code=code) for code in industries),
        *(_policy(session, number, one) for number, one in enumerate(terms.policies, 1)),
        *(ProductCriterion(**row) for row in stating.rows(session, terms.criteria)),
    ]


def _check_limit(column: str, value: int | None, most: int) -> None:
    unit = _UNITS[column.rsplit("_", 1)[1]]
    least = 1 if column.startswith(("term", "decision")) else 0
    if value is not None and not least <= value <= most:
        raise ProductRefused(_field(column), f"{value} {unit} can't be: it takes {least} to {most}.")


def _check_range(least: str, low: int | None, most: str, high: int | None) -> None:
    if low is not None and high is not None and low > high:
        message = f"{low} is more than {_field(most)}, {high}. Name a range from the lower to the higher."
        raise ProductRefused(_field(least), message)


def _field(column: str) -> str:
    first, *rest = column.split("_")
    return _FIELDS.get(column) or first + "".join(part.capitalize() for part in rest)


def _codes(session: Session, field: str, tree: Any, codes: Sequence[str]) -> list[str]:
    wanted = list(dict.fromkeys(codes))
    if len(wanted) > MOST_CODES:
        raise ProductRefused(field, f"{len(wanted)} were given; {MOST_CODES} are the most.")
    known = set(session.scalars(select(tree.code).where(tree.code.in_([code for code in wanted if "\0" not in code]))))
    for code in wanted:
        if code not in known:
            standard = "GB/T 2260" if tree is Region else "GB/T 4754-2017"
            raise ProductRefused(field, f"'{code}' is no code of {standard}.")
    return wanted


def _policy(session: Session, number: int, policy: Policy) -> ProductPolicy:
    title = _named("policies", policy.title, TITLE)
    document = None if policy.document_number is None else _named("policies", policy.document_number, TITLE)
    if policy.measure_id is not None and not is_published(session, policy.measure_id):
        raise ProductRefused("policies", f"'{policy.measure_id}' is no published policy measure that hasn't ended.")
    return ProductPolicy(number=number, title=title, document_number=document, measure_id=policy.measure_id)


def _named(field: str, text: str, most: int) -> str:
    text = text.strip()
    if not 1 <= len(text) <= most or not text.isprintable():
        raise ProductRefused(field, f"It takes 1 to {most} printable characters.")
    return text
