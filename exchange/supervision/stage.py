"""What the regulator's statistics count: what happened in a month, each thing once and by an instant that stays.

No stage is a part of another one: approvals and rejections are told apart and their sum isn't, nor is that of first and
further financings. So none can be subtracted from another.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Join,
    Select,
    Text,
    and_,
    case,
    func,
    join,
    literal_column,
    outerjoin,
    select,
)
from sqlalchemy.orm import Session

from exchange.application.model import FinancingApplication, FinancingMovement, FinancingOffer, MovementKind
from exchange.demand.model import FinancingDemand
from exchange.product.kind import ProductKind
from exchange.supervision.dimension import Dimension
from exchange.supervision.month import Month
from exchange.supervision.spelling import days_between
from exchange.supervision.suppression import Cell, Key


class Stage(StrEnum):
    """What is counted."""

    DEMANDED = "DEMANDED"
    """Demands that were lodged, and how much was looked for."""
    SUBMITTED = "SUBMITTED"
    """Applications that were submitted, and how much was applied for."""
    APPROVED = "APPROVED"
    """Applications with a first offer, and how much that was of; weighed by the days since the submission."""
    REJECTED = "REJECTED"
    """Applications that were rejected, and how much was applied for; weighed by the days since the submission."""
    SIGNED = "SIGNED"
    """Applications that were signed, and how much; weighed by the fen times the rate in millionths."""
    PAID_FIRST = "PAID_FIRST"
    """Applications that money was paid out on, and how much, where it was the enterprise's first financing here."""
    PAID_FURTHER = "PAID_FURTHER"
    """The same where it wasn't."""


Cells = dict[Key, Cell]


def stages(by: Dimension) -> list[Stage]:
    """Return what is counted by a dimension."""
    return [stage for stage in Stage if stage is not Stage.DEMANDED or by.counts_demands]


class Source(NamedTuple):
    """From where a stage, or two that are told apart row by row, are counted."""

    stage: ColumnElement[str]
    row: Any
    """The demand or the application."""
    at: Any
    """When it happened."""
    amount_fen: Any
    factor: Any = literal_column("0", Integer)
    """What the number, or when it was signed the amount, is weighed by."""
    joined: Join | None = None
    """What it is read from, where that isn't the row's table alone."""


def counted(
    session: Session, kind: ProductKind, by: Dimension, months: list[Month]
) -> dict[tuple[Month, Stage], Cells]:
    """Return what happened under each key in months that follow each other; keys under which nothing did aren't in it.

    The row rules aren't asked: what leaves of it has gone through exchange.supervision.suppression.
    """
    found: dict[tuple[Month, Stage], Cells] = {(month, stage): {} for month in months for stage in stages(by)}
    for source in _sources(by):
        for number, name, key, uscc, factor, count, amount in session.execute(_grouped(source, kind, by, months)):
            stage = Stage(name)
            weight = factor * (int(amount) if stage is Stage.SIGNED else count)
            found[months[number], stage].setdefault(key, Cell()).add(uscc, int(amount), weight, count)
    return found


def _grouped(source: Source, kind: ProductKind, by: Dimension, months: list[Month]) -> Select[Any]:
    """Return what each enterprise did under each key in each month: number, amount, and what they are weighed by."""
    ends = [month.plus(1).begins_at for month in months]
    number = case(*((source.at < end, literal_column(str(n), Integer)) for n, end in enumerate(ends)))
    groups = number, source.stage, by.key(source.row), source.row.uscc, source.factor
    parts = [part.label(name) for part, name in zip(groups, ("month", "stage", "key", "uscc", "factor"), strict=True)]
    within = source.row.kind == kind.value, source.at >= months[0].begins_at, source.at < ends[-1]
    rows = select(*parts, source.row.id, source.amount_fen.label("amount"))
    if source.joined is not None:
        rows = rows.select_from(source.joined)
    each = rows.where(*within).subquery("happened").c
    keys = each.month, each.stage, each.key, each.uscc, each.factor
    return select(*keys, func.count(each.id.distinct()), func.sum(each.amount)).group_by(*keys)


def _sources(by: Dimension) -> Iterator[Source]:
    one, offer, paid = FinancingApplication, FinancingOffer, FinancingMovement
    if by.counts_demands:
        demand = FinancingDemand
        yield Source(_word(Stage.DEMANDED), demand, demand.lodged_at, demand.amount_fen)
    yield Source(_word(Stage.SUBMITTED), one, one.submitted_at, one.amount_fen)
    first = and_(offer.application_id == one.id, offer.number == 1)
    yield Source(
        case((one.rejection_code.is_(None), _word(Stage.APPROVED)), else_=_word(Stage.REJECTED)),
        one,
        one.decided_at,
        func.coalesce(offer.amount_fen, one.amount_fen),
        days_between(one.submitted_at, one.decided_at),
        outerjoin(one, offer, first),
    )
    yield Source(_word(Stage.SIGNED), one, one.signed_at, one.signed_fen, one.signed_rate_ppm)
    out = and_(paid.application_id == one.id, paid.kind == MovementKind.DISBURSEMENT.value)
    which = case((one.first_loan, _word(Stage.PAID_FIRST)), else_=_word(Stage.PAID_FURTHER))
    yield Source(which, one, paid.reported_at, paid.amount_fen, joined=join(one, paid, out))


def _word(stage: Stage) -> ColumnElement[str]:
    return literal_column(f"'{stage.value}'", Text)
