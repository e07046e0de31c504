"""The regulator's statistics: computed in Python from one snapshot, for suppression goes through a table step by step.

They are answered beside the planned reads, so that no row of theirs can be selected: there is nothing but totals.
"""

from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.audit.stored import snapshot
from exchange.institution.model import Institution, InstitutionKind
from exchange.policy_measure.model import PolicyMeasure
from exchange.product.kind import ProductKind
from exchange.product.rate import PPM
from exchange.reference.model import Industry, Region
from exchange.supervision.dimension import Dimension
from exchange.supervision.month import period
from exchange.supervision.stage import Stage
from exchange.supervision.suppression import Cell
from exchange.supervision.table import Figures, Table, tables
from resolvers.computed import Computing
from resolvers.permission import NotPermitted

NAMED: dict[Dimension, tuple[Any, Any]] = {
    Dimension.REGION: (Region.path, Region.name),
    Dimension.INDUSTRY: (Industry.path, Industry.name),
    Dimension.INSTITUTION: (Institution.code, Institution.name),
    Dimension.POLICY: (PolicyMeasure.id, PolicyMeasure.title),
}
"""What the keys of a dimension are called; those of the others say it themselves."""


def statistics(
    context: Computing, kind: ProductKind, by: Dimension, since: str | None, until: str | None
) -> list[SimpleNamespace]:
    """Return the tables of closed months. Raises NotPermitted and SupervisionRefused."""
    if context.principal.kind != InstitutionKind.REGULATOR:
        raise NotPermitted("Only a caller of kind REGULATOR may do this.")
    months = period(since, until)
    with snapshot(context.engine) as session:
        found = tables(session, kind, by, months)
        names = _names(session, by, {key for table in found for key in table.rows})
    return [_month(table, names) for table in found]


def _names(session: Session, by: Dimension, keys: set[str]) -> dict[str, str]:
    if by not in NAMED:
        return {}
    key, name = NAMED[by]
    return {row.key: row.name for row in session.execute(select(key.label("key"), name).where(key.in_(keys)))}


def _month(table: Table, names: dict[str, str]) -> SimpleNamespace:
    rows = [_figures(figures, key=key or None, name=names.get(key)) for key, figures in table.rows.items()]
    return SimpleNamespace(month=str(table.month), total=_figures(table.total, key=None, name=None), rows=rows)


def _figures(figures: Figures, **of: str | None) -> SimpleNamespace:
    counts = {stage.name.lower(): _count(stage, figures.get(stage)) for stage in Stage}
    return SimpleNamespace(
        **of,
        **counts,
        approval_percent=_percent(figures, Stage.APPROVED, Stage.REJECTED),
        first_financing_percent=_percent(figures, Stage.PAID_FIRST, Stage.PAID_FURTHER),
    )


def _count(stage: Stage, cell: Cell | None) -> SimpleNamespace | None:
    if cell is None:
        return None
    days = rate = None
    if stage in (Stage.APPROVED, Stage.REJECTED) and cell.count:
        days = round(cell.weight / cell.count, 1)
    if stage is Stage.SIGNED and cell.count:
        percent, rest = divmod(round(cell.weight / cell.amount_fen), PPM)
        rate = f"{percent}.{rest:04}"
    return SimpleNamespace(count=cell.count, amount_fen=cell.amount_fen, average_days=days, average_rate=rate)


def _percent(figures: Figures, part: Stage, rest: Stage) -> float | None:
    """Return how many of 100 are of the one stage; null where one of the two is withheld, or nothing happened."""
    one, other = figures.get(part), figures.get(rest)
    if one is None or other is None or not one.count + other.count:
        return None
    return round(100 * one.count / (one.count + other.count), 1)
