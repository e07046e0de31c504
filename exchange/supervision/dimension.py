"""By what the regulator's statistics are divided: each dimension divides every stage into parts that don't overlap."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, select

from exchange.product.model import ProductPolicy

_COUNTY, _SECTION = 6, 1
"""How much of a path names a county of GB/T 2260, and a section of GB/T 4754-2017."""

BETWEEN = "/"
"""Stands between a policy and the institution: by policy both are counted together, see exchange.supervision.table."""


class Dimension(StrEnum):
    """What a table is divided by. There is one level of each, so no total of a part is told but the month's."""

    REGION = "REGION"
    """The enterprise's county; the city where only that is known."""
    INDUSTRY = "INDUSTRY"
    """The section of its industry."""
    SIZE = "SIZE"
    """Its size, as it declared."""
    INSTITUTION = "INSTITUTION"
    """To whom the application was made."""
    POLICY = "POLICY"
    """The policy measure that its product's version is linked with, the first one where there are several."""

    @property
    def counts_demands(self) -> bool:
        """Return whether demands can be divided: they are made to no institution, and for no product."""
        return self not in (Dimension.INSTITUTION, Dimension.POLICY)

    def key(self, row: Any) -> ColumnElement[str]:
        """Return what a demand's or an application's row is counted under; empty where nothing is said."""
        return func.coalesce(self._value(row), "")

    def _value(self, row: Any) -> ColumnElement[str]:
        match self:
            case Dimension.REGION:
                return func.substr(row.region_path, 1, _COUNTY)
            case Dimension.INDUSTRY:
                return func.substr(row.industry_path, 1, _SECTION)
            case Dimension.SIZE:
                return row.size  # type: ignore[no-any-return]
            case Dimension.INSTITUTION:
                return row.institution_code  # type: ignore[no-any-return]
            case Dimension.POLICY:
                return func.coalesce(_first_measure(row.version_id), "").concat(BETWEEN).concat(row.institution_code)


def _first_measure(version_id: Any) -> ColumnElement[str]:
    policy = ProductPolicy
    linked = select(policy.measure_id).where(policy.version_id == version_id, policy.measure_id.is_not(None))
    return linked.order_by(policy.number).limit(1).correlate_except(policy).scalar_subquery()
