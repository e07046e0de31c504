"""What the made-up companies filed and don't publish: how to reach them, annual reports, classes of credit risk."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.app.demonstration.form import MARKET
from exchange.app.demonstration.group import BUILDER, COMPANIES, PHARMA
from exchange.app.demonstration.population import chosen
from exchange.filing import rules
from exchange.filing.model import RegisteredContact
from exchange.filing.statement import Contact, Filings, Report, Risk
from exchange.institution.model import InstitutionKind

YEARS = (2022, 2023, 2024, 2025)
_YUAN = 100
_FALLEN = {BUILDER: "D", PHARMA: "C"}
"""Whose licence was revoked, and who has suspended business."""
_ASSESSED = (date(2025, 3, 31), date(2026, 3, 31))


def state_all(session: Session) -> None:
    """State what is missing, in the caller's transaction, as the bureau of market supervision."""
    known = set(session.scalars(select(RegisteredContact.uscc)))
    for filings in _filings():
        if filings.uscc not in known:
            rules.state(session, filings, supplier_code=MARKET, supplier_kind=InstitutionKind.BUREAU)


def _filings() -> Iterator[Filings]:
    for number, company in enumerate(COMPANIES, 1):
        contact = Contact(
            phone=f"0752-0000{number:03}",
            email=f"office{number}@example.com",
            postal_address=f"{company.address}（示例信箱）",
        )
        yield Filings(
            uscc=company.uscc,
            contact=contact,
            annual_reports=tuple(_report(number, year) for year in YEARS),
            risk_class=_risk(company.uscc, number, 1),
        )
        yield Filings(uscc=company.uscc, risk_class=_risk(company.uscc, number, 0))


def _report(number: int, year: int) -> Report:
    """Make a year's figures up, in proportion to each other; every fifth company made a loss in its second year."""
    revenue = chosen(range(8_000_000, 900_000_000, 1_250_000), number, f"revenue {year}") * _YUAN
    loss = number % 5 == 0 and year == YEARS[1]
    return Report(
        year=year,
        employees=chosen(range(12, 900), number, f"employees {year // 2}"),
        assets_fen=revenue * 3 // 2,
        liabilities_fen=revenue * chosen(range(40, 110), number, f"liabilities {year}") // 100,
        revenue_fen=revenue,
        profit_fen=-revenue // 25 if loss else revenue // 14,
        tax_fen=None if year == YEARS[0] else revenue // 33,
    )


def _risk(uscc: str, number: int, which: int) -> Risk:
    grade = chosen("AAB", number, "grade") if which == 0 else _FALLEN.get(uscc, chosen("AABC", number, "later grade"))
    return Risk(grade=grade, assessed_on=_ASSESSED[which])
