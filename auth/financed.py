"""Who sees what of financing: demands, applications, receivables, enhancements. Part of auth.visibility."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, or_

from auth.door import INSTITUTION, TODAY, own_enterprise, there
from auth.row_rule import RowRule, Who
from exchange.application.model import FinancingApplication, FinancingMessage, FinancingMovement, FinancingOffer
from exchange.demand.model import DemandState, FinancingDemand
from exchange.enhancement.model import CreditEnhancement
from exchange.product.licence import in_force
from exchange.product.model import InstitutionLicence
from exchange.receivable.model import Receivable

DEMANDS, APPLICATIONS, RECEIVABLES = "demands:read", "applications:read", "receivables:read"
"""The scopes by which each side reads its own: row-level security then knows who asks."""


def claimable(demand: Any) -> ColumnElement[bool]:
    """Return whether the caller's institution may claim a demand today: an open one of a kind it is licensed for."""
    licence = InstitutionLicence
    held = and_(licence.institution_code == INSTITUTION, licence.kind == demand.kind)
    licensed = there(licence, held, in_force(licence, TODAY))
    return and_(demand.state == DemandState.OPEN.value, demand.open_until >= TODAY, licensed)


def _demand(columns: Any, _who: Who) -> ColumnElement[bool]:
    return or_(own_enterprise(columns.uscc), columns.claimed_by == INSTITUTION, claimable(columns))


def _application(columns: Any, _who: Who) -> ColumnElement[bool]:
    made_to = and_(columns.institution_code == INSTITUTION, columns.submitted_at.is_not(None))
    return or_(own_enterprise(columns.uscc), made_to)


def _enhancement(columns: Any, _who: Who) -> ColumnElement[bool]:
    institutions = or_(columns.institution_code == INSTITUTION, columns.provider_code == INSTITUTION)
    return or_(own_enterprise(columns.uscc), institutions)


def _receivable(columns: Any, _who: Who) -> ColumnElement[bool]:
    behind = there(
        CreditEnhancement,
        CreditEnhancement.receivable_id == columns.id,
        CreditEnhancement.institution_code == INSTITUTION,
    )
    return or_(own_enterprise(columns.creditor_uscc), own_enterprise(columns.payer_uscc), behind)


_REACHED = "reached through its application only, whose rule decides"
RULES: Mapping[FromClause, RowRule] = {
    FinancingDemand.__table__: RowRule(
        _demand,
        "its enterprise sees a demand; institutions licensed for its kind while it is open, then who has claimed it",
        own=DEMANDS,
    ),
    FinancingApplication.__table__: RowRule(
        _application,
        "its enterprise sees an application, and from its submission on the one institution that it was made to",
        own=APPLICATIONS,
    ),
    FinancingOffer.__table__: RowRule(None, _REACHED),
    FinancingMovement.__table__: RowRule(None, _REACHED),
    FinancingMessage.__table__: RowRule(None, _REACHED),
    CreditEnhancement.__table__: RowRule(
        _enhancement,
        "the application's enterprise, the institution that it was made to and the provider see an enhancement",
        own=APPLICATIONS,
    ),
    Receivable.__table__: RowRule(
        _receivable,
        "creditor and payer see a receivable, and the institutions of the applications that it stands behind",
        own=RECEIVABLES,
    ),
}
