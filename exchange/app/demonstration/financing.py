"""Financing in the demonstration: what the made-up bank offers, and an enterprise that looks for it and applies."""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.app.demonstration.group import ELECTRONICS, HOLDING
from exchange.application import applying, deciding
from exchange.application.chosen import Wanted
from exchange.application.model import FinancingApplication
from exchange.criterion.stating import Stated as Criterion
from exchange.demand import rules as demands
from exchange.demand.model import EnterpriseSize, FinancingDemand
from exchange.procedure.actor import Actor
from exchange.product import leading, licence, stating
from exchange.product.kind import Collateral, ProductKind
from exchange.product.model import FinancingProduct, InstitutionLicence
from exchange.product.terms import Policy, Terms

BANK = Actor("demo-bank", "DEMO-BANK")
OPERATOR = Actor("demo-operator", "DEMO-OPERATOR")
WANTED = 300_000_000
"""Three million yuan, in fen."""
OFFERS = {
    "demo-quick": Terms(
        name="虚构信用快贷",
        summary="示例：纯信用，线上审批",
        amount_min_fen=10_000_000,
        amount_max_fen=500_000_000,
        rate_min_ppm=38_000,
        rate_max_ppm=52_000,
        term_min_months=3,
        term_max_months=24,
        decision_days=3,
        collateral=(Collateral.NONE,),
        regions=("441300",),
        criteria=(
            Criterion("REGISTERED_MONTHS", "AT_LEAST", ("24",)),
            Criterion("LISTED", "NOT_IN", ("BLACK",)),
            Criterion("REVENUE_FEN", "AT_LEAST", ("100000000",)),
        ),
    ),
    "demo-plant": Terms(
        name="虚构厂房抵押贷",
        summary="示例：以厂房抵押",
        amount_min_fen=100_000_000,
        amount_max_fen=5_000_000_000,
        rate_min_ppm=33_500,
        rate_max_ppm=45_000,
        term_min_months=12,
        term_max_months=120,
        decision_days=15,
        collateral=(Collateral.MORTGAGE,),
        industries=("C",),
        policies=(Policy("示例制造业贴息办法", "示例〔2026〕1号"),),
        criteria=(Criterion("PENALTY_SEVERITY", "AT_MOST", ("MINOR",)),),
    ),
}
"""By the bank's own key."""


def finance(session: Session, user: str) -> None:
    """Let the bank offer its products, and the enterprise look and apply, where that is missing; one transaction."""
    if not session.scalars(select(InstitutionLicence.id).limit(1)).first():
        given = licence.Stated(
            institution_code=str(BANK.institution_code),
            kind=ProductKind.LOAN,
            number="示例金许0001",
            authority="示例金融监管局",
            valid_from=date(2025, 1, 1),
        )
        licence.enter(session, given, OPERATOR.id)
    products = {key: _offered(session, key, terms) for key, terms in OFFERS.items()}
    enterprise = Actor(user)
    if not session.scalars(select(FinancingDemand.id).limit(1)).first():
        _look(session, enterprise)
    if not session.scalars(select(FinancingApplication.id).limit(1)).first():
        _apply(session, enterprise, products["demo-quick"])


def _offered(session: Session, key: str, terms: Terms) -> str:
    own = FinancingProduct.institution_code == BANK.institution_code, FinancingProduct.external_id == key
    if found := session.scalars(select(FinancingProduct.id).where(*own)).first():
        return found
    product = stating.state(session, key, ProductKind.LOAN, terms, BANK).product
    leading.submit(session, product.id, BANK)
    return leading.list_(session, product.id, OPERATOR).id


def _look(session: Session, enterprise: Actor) -> None:
    stated = demands.Stated(
        uscc=HOLDING,
        kind=ProductKind.LOAN,
        amount_fen=WANTED,
        term_months=36,
        use="示例：技术改造",
        size=EnterpriseSize.MEDIUM,
        open_until=clock.today() + timedelta(days=180),
    )
    demands.lodge(session, stated, enterprise)


def _apply(session: Session, enterprise: Actor, product: str) -> None:
    stated = applying.Stated(
        uscc=ELECTRONICS,
        products=[Wanted(product, WANTED, 12)],
        use="示例：采购原材料",
        size=EnterpriseSize.MEDIUM,
        first_loan=True,
    )
    (made,) = applying.apply(session, stated, enterprise, "demo-enterprise", None, submit=True)
    deciding.accept(session, made.id, BANK)
    deciding.review(session, made.id, BANK)
    terms = deciding.Terms(
        amount_fen=WANTED, rate_ppm=41_000, term_months=12, valid_until=clock.today() + timedelta(days=30)
    )
    deciding.offer(session, made.id, terms, "示例：经营稳定", BANK)
