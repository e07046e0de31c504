"""How the operator defines a list of the exchange's own, and names the keeper of any."""

import re
from typing import NamedTuple

from sqlalchemy.orm import Session

from exchange.catalogue.items import LIST_ENTRY
from exchange.catalogue.model import CatalogueSupplier
from exchange.institution.model import Institution
from exchange.listing.actor import kind_of_keeper
from exchange.listing.history import locked_list
from exchange.listing.model import ListDefinition
from exchange.listing.refusal import ListRefused
from exchange.listing.state import ListColour

CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,39}")
TEXT = 2_000
TERM = range(1, 121)
"""Months."""


class Stated(NamedTuple):
    """A list as the operator states it; null is not evidenced."""

    code: str
    name: str
    colour: ListColour
    source: str
    court_only: bool = False
    legal_basis: str | None = None
    entry_conditions: str | None = None
    exit_conditions: str | None = None
    remedy: str | None = None
    term_months: int | None = None
    restorable_after_months: int | None = None


def define(session: Session, stated: Stated) -> ListDefinition:
    """Define a list of the exchange's own; nobody can be put on it before it has a keeper. Raises ListRefused."""
    if not CODE.fullmatch(stated.code):
        raise ListRefused("code", f"'{stated.code}' is not of 1 to 40 capital letters, digits, '_' and '-'.")
    if session.get(ListDefinition, stated.code) is not None:
        raise ListRefused("code", f"{stated.code} is another list's code already.")
    months = {"termMonths": stated.term_months, "restorableAfterMonths": stated.restorable_after_months}
    for field, some in months.items():
        if some is not None and some not in TERM:
            raise ListRefused(field, f"It is {TERM.start} to {TERM.stop - 1} months.")
    values = stated._asdict() | {"colour": stated.colour.value}
    texts = {name: _text(name, value) for name, value in values.items() if isinstance(value, str)}
    made = ListDefinition(**values | texts, published=True)
    session.add(made)
    session.flush()
    return made


def name_keeper(session: Session, list_code: str, institution_code: str, *, published: bool) -> ListDefinition:
    """Name the institution that decides on a list's entries, and say whether everybody sees them.

    Only a court keeps the court's list, only a bureau any other. Raises ListRefused.
    """
    definition = known_list(session, list_code)
    kind = kind_of_keeper(definition)
    institution = session.get(Institution, institution_code)
    if institution is None or institution.kind != kind:
        raise ListRefused("keeper", f"'{institution_code}' is no institution of kind {kind.value}.")
    definition.keeper_code, definition.published = institution_code, published
    # Which lists it keeps, each line of a submission is asked again: see exchange.listing.submitted.
    session.merge(CatalogueSupplier(item_code=LIST_ENTRY, institution_code=institution_code))
    session.flush()
    return definition


def known_list(session: Session, list_code: str) -> ListDefinition:
    """Return a list, locked. Raises ListRefused."""
    definition = locked_list(session, list_code)
    if definition is None:
        raise ListRefused("list", f"There is no list '{list_code}'.")
    return definition


def _text(field: str, value: str) -> str:
    stripped = value.strip()
    if not 1 <= len(stripped) <= TEXT or "\0" in stripped:
        raise ListRefused(field, f"It takes 1 to {TEXT:,} characters.")
    return stripped
