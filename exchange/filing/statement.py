"""What a supplier states of one enterprise, and whether it may be so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from exchange.filing.refusal import FilingRefused

FIRST_YEAR = 2013
"""Annual reports began in 2014, with that of the year before (State Council Order 654 of 2014, articles 8 and 25)."""
MOST_REPORTS = 50
GRADES = ("A", "B", "C", "D")
ADDRESS_LENGTH = 200
MAIL_LENGTH = 254
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{3,28}[0-9](?:[x#转-][0-9]{1,6})?")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How the registry reaches the enterprise; None is unknown."""

    phone: str | None = None
    email: str | None = None
    postal_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Figures of one year's annual report, money in fen of CNY; None is not stated."""

    year: int
    employees: int | None = None
    assets_fen: int | None = None
    liabilities_fen: int | None = None
    revenue_fen: int | None = None
    profit_fen: int | None = None
    tax_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """An authority's assessment."""

    grade: str
    assessed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Filings:
    """All that is stated at once; each part takes the place of what was stated of the same before."""

    uscc: str
    contact: Contact | None = None
    annual_reports: Sequence[Report] = ()
    risk_class: Risk | None = None


def check(filings: Filings, today: date) -> None:
    """Raise FilingRefused, which names the first thing that can't be accepted."""
    if not (filings.contact or filings.annual_reports or filings.risk_class):
        raise FilingRefused((), "Nothing is stated: give a contact, annual reports or a risk class.")
    if filings.contact:
        _check_contact(filings.contact)
    _check_reports(filings.annual_reports, today)
    if filings.risk_class:
        _check_risk(filings.risk_class, today)


def _check_contact(contact: Contact) -> None:
    if contact == Contact():
        raise FilingRefused(("contact",), "It says nothing: give a telephone number, an e-mail or a postal address.")
    if contact.phone is not None and not _PHONE.fullmatch(contact.phone):
        raise FilingRefused(("contact", "phone"), "It takes a number such as 0752-2808123 or +86 752 2808123.")
    if contact.email is not None and not (_MAIL.fullmatch(contact.email) and len(contact.email) <= MAIL_LENGTH):
        raise FilingRefused(("contact", "email"), "It takes an address such as office@example.com.")
    address = contact.postal_address
    if address is not None and not (address.isprintable() and address.strip() and len(address) <= ADDRESS_LENGTH):
        raise FilingRefused(("contact", "postal_address"), f"It takes 1 to {ADDRESS_LENGTH} printable characters.")


def _check_reports(reports: Sequence[Report], today: date) -> None:
    if len(reports) > MOST_REPORTS:
        raise FilingRefused(("annual_reports",), f"It takes {MOST_REPORTS} years at once, not {len(reports)}.")
    seen: set[int] = set()
    for position, report in enumerate(reports):
        where = ("annual_reports", str(position))
        if not FIRST_YEAR <= report.year < today.year:
            years = f"{FIRST_YEAR} to {today.year - 1}"
            raise FilingRefused((*where, "year"), f"A report can be on a year from {years}, not on {report.year}.")
        if report.year in seen:
            raise FilingRefused((*where, "year"), f"The year {report.year} is stated twice.")
        seen.add(report.year)
        _check_figures(report, where)


def _check_figures(report: Report, where: tuple[str, ...]) -> None:
    figures = {one.name: getattr(report, one.name) for one in fields(report) if one.name != "year"}
    if all(figure is None for figure in figures.values()):
        raise FilingRefused(where, f"Nothing is stated of {report.year}.")
    for name, figure in figures.items():
        # A loss is a negative profit; nothing else is below nought.
        if figure is not None and figure < 0 and name != "profit_fen":
            raise FilingRefused((*where, name), f"{figure} is below nought.")


def _check_risk(risk: Risk, today: date) -> None:
    if risk.grade not in GRADES:
        raise FilingRefused(("risk_class", "grade"), f"'{risk.grade}' is none of {', '.join(GRADES)}.")
    if risk.assessed_on > today:
        raise FilingRefused(("risk_class", "assessed_on"), f"{risk.assessed_on} is still to come.")
