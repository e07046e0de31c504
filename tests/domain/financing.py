"""Banks with a product each, and an enterprise that applies: for tests of demands and applications."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application import applying, deciding, signing
from exchange.application.chosen import Wanted
from exchange.application.model import FinancingApplication
from exchange.application.review import ConsentAsked
from exchange.demand import rules
from exchange.demand.model import EnterpriseSize, FinancingDemand
from exchange.entity.model import Entity
from exchange.errors import ExchangeError
from exchange.institution.roll import create
from exchange.procedure.actor import Actor
from exchange.product.kind import ProductKind
from exchange.product.model import FinancingProduct, InstitutionLicence, ProductVersion
from tests.domain.enterprise import enterprise
from tests.planning.data import USCCS

USCC, OTHER = USCCS[1], USCCS[2]
USER = Actor("usr_1")
BANKS = tuple(Actor(f"bank{n}", f"F-BANK{n}") for n in range(1, 4))
PRODUCTS = tuple(f"prd_{n}" for n in range(1, 4))
PLACED = {"region_code": "441302", "industry_path": "C2669"}
CLIENT = "web"
AMOUNT = 100_000_000
"""A million yuan, in fen."""


def prepared(engine: Engine) -> None:
    """Register two enterprises, and let three banks list a loan each."""
    with Session(engine) as session, session.begin():
        session.execute(
            insert(Entity), [enterprise(uscc, **PLACED, valid_from=clock.today()) for uscc in (USCC, OTHER)]
        )
        for bank, product in zip(BANKS, PRODUCTS, strict=True):
            create(session.connection(), str(bank.institution_code), f"示例银行{bank.id}", "BANK")
            put_product(session, product, str(bank.institution_code))


def put_product(session: Session, id_: str, institution: str, kind: str = "LOAN", state: str = "LISTED") -> None:
    """Let an institution with a licence have a product: 10,000 to 2 million yuan at 3 to 6 % for 1 to 36 months."""
    version = {
        "number": 1,
        "name": "示例贷",
        "amount_min_fen": 1_000_000,
        "amount_max_fen": 200_000_000,
        "rate_min_ppm": 30_000,
        "rate_max_ppm": 60_000,
        "term_min_months": 1,
        "term_max_months": 36,
        "decision_days": 5,
        "state": "LISTED",
        "digest": "",
        "stated_by": "bank",
        "stated_at": clock.now(),
        "listed_at": clock.now(),
    }
    licence = {"id": f"lic_{id_}", "institution_code": institution, "kind": kind, "number": id_, "authority": "示例局"}
    entered = {"entered_by": "operator", "entered_at": clock.now()}
    session.execute(insert(InstitutionLicence).values(valid_from=clock.today(), **licence, **entered))
    product: dict[str, Any] = {
        "id": id_,
        "institution_code": institution,
        "kind": kind,
        "state": state,
        "external_id": id_,
    }
    product |= {"created_at": clock.now(), "current_version_id": f"pvr_{id_}"}
    session.execute(insert(FinancingProduct).values(product))
    session.execute(insert(ProductVersion).values(id=f"pvr_{id_}", product_id=id_, **version))


def stated(*products: str, uscc: str = USCC, amount: int = AMOUNT, **more: Any) -> applying.Stated:
    """Return what the enterprise applies for: a million yuan for a year of each product."""
    wanted = [Wanted(product, amount, 12) for product in products or PRODUCTS[:1]]
    given: dict[str, Any] = {"use": "采购原材料", "size": EnterpriseSize.SMALL, "first_loan": False} | more
    return applying.Stated(uscc=uscc, products=wanted, **given)


def consent(**more: Any) -> ConsentAsked:
    """Return what the enterprise lets each bank see."""
    terms = {"items": ("ANNUAL_REPORT",), "mode": "VIEW", "fetch": "ONE_TIME", "fetch_limit": 1, "data_life_days": 0}
    return ConsentAsked(**{**terms, "valid_until": clock.now() + timedelta(days=90), **more})


def applied(session: Session, *products: str, submit: bool = True, **more: Any) -> list[FinancingApplication]:
    """Apply for products."""
    return applying.apply(session, stated(*products, **more), USER, CLIENT, None, submit=submit)


def bank_of(application: FinancingApplication) -> Actor:
    """Return who acts for the institution of an application."""
    return next(bank for bank in BANKS if bank.institution_code == application.institution_code)


def terms(amount: int = AMOUNT, rate: int = 40_000, days: int = 10) -> deciding.Terms:
    """Return what a bank offers: a million yuan at 4 % for a year, for ten days."""
    return deciding.Terms(amount, rate, 12, clock.today() + timedelta(days=days))


def offered(session: Session, application: FinancingApplication, **more: Any) -> str:
    """Let the bank take an application on, review it and offer; return the offer's id."""
    bank = bank_of(application)
    deciding.accept(session, application.id, bank)
    deciding.review(session, application.id, bank)
    return deciding.offer(session, application.id, terms(**more), "同意", bank).id


def signed(session: Session, product: str = PRODUCTS[0]) -> FinancingApplication:
    """Apply for a product, and accept what is offered."""
    (application,) = applied(session, product)
    return signing.accept_offer(session, offered(session, application), USER)


def demand(session: Session, uscc: str = USCC, **more: Any) -> FinancingDemand:
    """Lodge a demand for a loan of a million yuan."""
    given: dict[str, Any] = {
        "kind": ProductKind.LOAN,
        "amount_fen": AMOUNT,
        "term_months": 12,
        "use": "采购原材料",
        "size": EnterpriseSize.SMALL,
        "open_until": clock.today() + timedelta(days=30),
    }
    return rules.lodge(session, rules.Stated(uscc=uscc, **given | more), USER)


def states(session: Session) -> list[str]:
    """Return the state of every application, by its product."""
    found = select(FinancingApplication.state).order_by(FinancingApplication.product_id, FinancingApplication.id)
    return list(session.scalars(found))


def refused(session: Session, error: type[ExchangeError], field: str, step: Any) -> str:
    """Refuse a step, which changes nothing; return the message."""
    with pytest.raises(error) as caught, session.begin_nested():
        step()
    assert caught.value.field == field, caught.value.message  # type: ignore[attr-defined]
    return caught.value.message
