"""What an agreement says, and whether it may say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from exchange.agreement.refusal import AgreementRefused
from exchange.catalogue.model import CatalogueItem
from exchange.catalogue.purpose import Purpose
from exchange.institution.model import Institution

LINE_LENGTH = 200
TEXT_LENGTH = 5_000
FEWEST_PARTIES = 2
MOST = 200
"""Parties or items of one agreement."""
PURPOSES = frozenset(Purpose) - {Purpose.OWN_RECORD}
"""An enterprise needs nobody's agreement to see its own record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An agreement as its parties signed it."""

    number: str
    """The parties' own number of it."""
    title: str
    parties: tuple[str, ...]
    """Codes of institutions, two at least."""
    items: tuple[str, ...]
    """Codes of catalogue items."""
    purposes: tuple[str, ...]
    legal_basis: str
    security_terms: str
    valid_from: date
    valid_until: date
    """The last day it is in force."""


def check(session: Session, terms: Terms) -> None:
    """Raise AgreementRefused, which names the first field that can't be accepted."""
    _line("number", terms.number, LINE_LENGTH)
    _line("title", terms.title, LINE_LENGTH)
    _text("legal_basis", terms.legal_basis)
    _text("security_terms", terms.security_terms)
    if terms.valid_until < terms.valid_from:
        raise AgreementRefused("valid_until", f"It ends on {terms.valid_until}, before it begins.")
    _listed("parties", terms.parties, FEWEST_PARTIES)
    _listed("items", terms.items, 1)
    _listed("purposes", terms.purposes, 1)
    _known("purposes", terms.purposes, PURPOSES)
    _known("parties", terms.parties, _found(session, Institution.code, terms.parties))
    _known("items", terms.items, _found(session, CatalogueItem.code, terms.items))


def _line(field: str, value: str, longest: int) -> None:
    if not (value.strip() == value and value.isprintable() and 0 < len(value) <= longest):
        raise AgreementRefused(field, f"It takes 1 to {longest} printable characters, no space around them.")


def _text(field: str, value: str) -> None:
    if not value.strip() or len(value) > TEXT_LENGTH or "\0" in value:
        raise AgreementRefused(field, f"It takes 1 to {TEXT_LENGTH} characters.")


def _listed(field: str, values: tuple[str, ...], fewest: int) -> None:
    if not fewest <= len(values) <= MOST:
        raise AgreementRefused(field, f"It takes {fewest} to {MOST} of them, not {len(values)}.")
    if len(set(values)) < len(values):
        raise AgreementRefused(field, "One of them is named twice.")


def _known(field: str, values: tuple[str, ...], known: Iterable[str]) -> None:
    for value in sorted(set(values) - set(known)):
        raise AgreementRefused(field, f"'{value}' is not known here.")


def _found(session: Session, column: InstrumentedAttribute[str], codes: tuple[str, ...]) -> set[str]:
    return set(session.scalars(select(column).where(column.in_(codes))))
