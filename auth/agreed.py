"""Which scopes an institution's agreements in force cover."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, select
from sqlalchemy.orm import Session

from auth.scopes import SCOPES
from exchange.agreement.model import Agreement, AgreementItem, AgreementParty
from exchange.catalogue.model import CatalogueItem

DOOR = "creditfile:read"
"""Covered by an agreement in force over any item at all."""
BY_AGREEMENT = frozenset(name for name in SCOPES if name.startswith("creditfile"))
"""Scopes that an institution has by agreement only; a court and people looking at their own records have none."""


def in_force(agreement: Any, today: Any) -> ColumnElement[bool]:
    """Return the condition under which an agreement's row is in force on a day."""
    lasting = (agreement.valid_from <= today) & (agreement.valid_until >= today)
    return lasting & agreement.terminated_at.is_(None)  # type: ignore[no-any-return]


def covered(session: Session | Connection, institution_code: str, today: date) -> frozenset[str]:
    """Return the scopes among BY_AGREEMENT that the institution's agreements in force on the day cover."""
    found = frozenset(
        session.execute(
            select(CatalogueItem.scope)
            .join(AgreementItem, AgreementItem.item_code == CatalogueItem.code)
            .join(AgreementParty, AgreementParty.agreement_id == AgreementItem.agreement_id)
            .join(Agreement, Agreement.id == AgreementParty.agreement_id)
            .where(AgreementParty.institution_code == institution_code, in_force(Agreement, today))
            .distinct()
        ).scalars()
    )
    return found | {DOOR} if found else found
