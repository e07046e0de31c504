"""How what a supplier states of an enterprise is written down, in the caller's transaction."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.entity.model import Entity
from exchange.filing.model import AnnualReport, RegisteredContact, RiskClass
from exchange.filing.refusal import EntityUnknown, FilingRefused
from exchange.filing.statement import Filings, check
from exchange.institution.model import InstitutionKind

AUTHORITIES = frozenset({InstitutionKind.BUREAU, InstitutionKind.COURT, InstitutionKind.OPERATOR})
"""Who may sort an enterprise into a class of risk."""


def state(session: Session, filings: Filings, *, supplier_code: str, supplier_kind: str) -> None:
    """Write down what the supplier states. Each part takes the place of the former one: the latest word counts.

    Raises FilingRefused, EntityUnknown for an enterprise that the registry lacks.
    """
    if filings.risk_class and supplier_kind not in AUTHORITIES:
        raise FilingRefused(("risk_class",), f"An institution of kind {supplier_kind} sorts nobody into such classes.")
    check(filings, clock.today())
    if session.scalar(select(Entity.uscc).where(Entity.uscc == filings.uscc)) is None:
        raise EntityUnknown(("uscc",), f"The registry has no entity '{filings.uscc}'.")
    stated: dict[str, Any] = {"uscc": filings.uscc, "supplier_code": supplier_code, "stated_at": clock.now()}
    if filings.contact:
        session.merge(RegisteredContact(**asdict(filings.contact), **stated))
    for report in filings.annual_reports:
        session.merge(AnnualReport(**asdict(report), **stated))
    if filings.risk_class:
        session.merge(RiskClass(**asdict(filings.risk_class), **stated))
    session.flush()
