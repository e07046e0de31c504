"""Who sees what of products, policy measures and services: what was listed everybody, drafts whoever prepares them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, or_

from auth.door import INSTITUTION, is_operator, there
from auth.row_rule import RowRule, Who
from exchange.policy_measure.model import PolicyCriterion, PolicyMeasure
from exchange.product.model import (
    FinancingProduct,
    InstitutionLicence,
    ProductCriterion,
    ProductPolicy,
    ProductVersion,
    RateCap,
)
from exchange.service_listing.model import ServiceListing, ServiceState

READ = "products:read"
"""The scope by which an institution reads its own drafts back, and the operator what it has to review."""

POLICIES = "policies:read"
"""The scope by which a bureau reads its own drafts back."""
SERVICES = "services:read"
"""The scope by which a firm reads its own listings back, and the operator what it has to review."""


def _product(columns: Any, who: Who) -> ColumnElement[bool]:
    listed: ColumnElement[bool] = columns.current_version_id.is_not(None)
    return or_(listed, columns.institution_code == INSTITUTION, is_operator()) if READ in who.scopes else listed


def _version(columns: Any, who: Who) -> ColumnElement[bool]:
    listed: ColumnElement[bool] = columns.listed_at.is_not(None)
    if READ not in who.scopes:
        return listed
    product = FinancingProduct
    own = there(product, product.id == columns.product_id, product.institution_code == INSTITUTION)
    return or_(listed, own, is_operator())


def _measure(columns: Any, who: Who) -> ColumnElement[bool]:
    published: ColumnElement[bool] = columns.published_at.is_not(None)
    return or_(published, columns.institution_code == INSTITUTION) if POLICIES in who.scopes else published


def _service(columns: Any, who: Who) -> ColumnElement[bool]:
    listed: ColumnElement[bool] = columns.state == ServiceState.LISTED.value
    return or_(listed, columns.institution_code == INSTITUTION, is_operator()) if SERVICES in who.scopes else listed


_REACHED = "reached through its version only, whose rule decides"
RULES: Mapping[FromClause, RowRule] = {
    InstitutionLicence.__table__: RowRule(None, "who is licensed to offer financing is published"),
    RateCap.__table__: RowRule(None, "legal caps are published, each with its source"),
    FinancingProduct.__table__: RowRule(
        _product, "everybody sees a product that was ever listed; its institution and the operator see it before"
    ),
    ProductVersion.__table__: RowRule(
        _version, "everybody sees a version that was ever listed; its institution and the operator see it before"
    ),
    PolicyMeasure.__table__: RowRule(
        _measure, "everybody sees a policy measure that was ever published; its bureau sees it before"
    ),
    PolicyCriterion.__table__: RowRule(None, "reached through its measure only, whose rule decides"),
    ServiceListing.__table__: RowRule(
        _service, "everybody sees a service while it is listed; its firm and the operator see it always"
    ),
    ProductPolicy.__table__: RowRule(None, _REACHED),
    ProductCriterion.__table__: RowRule(None, _REACHED),
}
