"""A bank that has an agreement with the exchange: what every measurement of non-public data begins with."""

from datetime import timedelta

from sqlalchemy.orm import Session

from exchange import clock
from exchange.agreement import rules
from exchange.agreement.terms import Terms
from exchange.catalogue.items import ANNUAL_REPORT, REGISTERED_CONTACT
from exchange.institution.roll import create

BANK = "BANK"
ITEMS = (ANNUAL_REPORT, REGISTERED_CONTACT)


def enter(session: Session) -> None:
    """Enter the bank, the operator and their agreement."""
    create(session.connection(), BANK, "Benchmark bank", "BANK")
    create(session.connection(), "OPERATOR", "Benchmark operator", "OPERATOR")
    today = clock.today()
    terms = Terms(
        number="1",
        title="Benchmark",
        parties=(BANK, "OPERATOR"),
        items=ITEMS,
        purposes=("LOAN_REVIEW",),
        legal_basis="Benchmark",
        security_terms="Benchmark",
        valid_from=today,
        valid_until=today + timedelta(days=30),
    )
    rules.enter(session, terms)
