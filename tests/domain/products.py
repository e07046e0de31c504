"""Licensed institutions and their products, for tests of products and of matching."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from exchange import clock
from exchange.criterion.stating import Stated as Criterion
from exchange.procedure.actor import Actor
from exchange.product import leading, licence, stating
from exchange.product.kind import ProductKind
from exchange.product.model import FinancingProduct
from exchange.product.terms import Terms

LOAN = ProductKind.LOAN
OPERATOR = Actor("usr_operator", "OPERATOR")


def desk(institution: str) -> Actor:
    """Return the institution's program."""
    return Actor("desk", institution)


def license_(session: Session, institution: str, kind: ProductKind = LOAN, **more: Any) -> None:
    """Let an institution offer products of a kind, from a month ago on."""
    days = {"valid_from": clock.today() - timedelta(days=30)} | more
    given = licence.Stated(institution_code=institution, kind=kind, number="示例0001", authority="示例监管局", **days)
    licence.enter(session, given, OPERATOR.id)


def terms(*criteria: tuple[str, str, list[str]], **more: Any) -> Terms:
    """Return what a loan says: 10,000 to 2 million yuan at 3 to 6 percent, for 1 to 36 months."""
    given: dict[str, Any] = {
        "name": "示例贷",
        "amount_min_fen": 1_000_000,
        "amount_max_fen": 200_000_000,
        "rate_min_ppm": 30_000,
        "rate_max_ppm": 60_000,
        "term_min_months": 1,
        "term_max_months": 36,
        "criteria": [Criterion(*one) for one in criteria],
    }
    return Terms(**given | more)


def stated(
    session: Session, institution: str, key: str, *criteria: tuple[str, str, list[str]], **more: Any
) -> FinancingProduct:
    """State a loan."""
    return stating.state(session, key, LOAN, terms(*criteria, **more), desk(institution)).product


def listed(
    session: Session, institution: str, key: str, *criteria: tuple[str, str, list[str]], **more: Any
) -> FinancingProduct:
    """State a loan, and let the operator list it."""
    product = stated(session, institution, key, *criteria, **more)
    leading.submit(session, product.id, desk(institution))
    return leading.list_(session, product.id, OPERATOR)
