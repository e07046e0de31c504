"""What the regulator's statistics count: what happened in a month, each thing once and by an instant that stays.

No stage is a part of another one: approvals and rejections are told apart and their sum isn't, nor is that of first and
further financings. So none can be subtracted from another.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import and_, case, func, literal, select
from sqlalchemy.orm import Session

from exchange.application.model import FinancingApplication, FinancingMovement, FinancingOffer, MovementKind
from exchange.demand.model import FinancingDemand
from exchange.product.kind import ProductKind
from exchange.supervision.dimension import Dimension
from exchange.supervision.month import Month, of
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


APPLICATION, DEMAND = FinancingApplication, FinancingDemand


class Fact(NamedTuple):
    """A row of what is counted."""

    stage: str
    id: str
    """The demand's or the application's."""
    key: str
    uscc: str
    at: Any
    amount_fen: int
    since: Any = None
    """When the days begin that count; null where none do."""
    rate_ppm: int = 0


def counted(
    session: Session, kind: ProductKind, by: Dimension, months: list[Month]
) -> dict[tuple[Month, Stage], Cells]:
    """Return what happened under each key in months that follow each other; keys under which nothing did aren't in it.

    The row rules aren't asked: what leaves of it has gone through exchange.supervision.suppression.
    """
    begin, end = months[0].begins_at, months[-1].plus(1).begins_at
    found: dict[tuple[Month, Stage], Cells] = {(month, stage): {} for month in months for stage in stages(by)}
    seen: set[tuple[Month, str, str]] = set()
    for fact in _facts(session, kind, by, begin, end):
        month = of(fact.at)
        days = (fact.at - fact.since).days if fact.since else 0
        once = (month, fact.stage, fact.id)
        cell = found[month, Stage(fact.stage)].setdefault(fact.key, Cell())
        cell.add(fact.uscc, fact.amount_fen, days + fact.rate_ppm * fact.amount_fen, int(once not in seen))
        seen.add(once)
    return found


def _facts(session: Session, kind: ProductKind, by: Dimension, begin: Any, end: Any) -> Iterator[Fact]:
    for statement, at in _statements(by):
        of_kind = DEMAND.kind if at is DEMAND.lodged_at else APPLICATION.kind
        for row in session.execute(statement.where(of_kind == kind.value, at >= begin, at < end)):
            yield Fact(*row)


def _statements(by: Dimension) -> Iterator[tuple[Any, Any]]:
    """Yield what reads the facts of each stage, and by which instant one belongs to a month."""
    one, key = APPLICATION, by.key(APPLICATION)
    if by.counts_demands:
        lodged = literal(Stage.DEMANDED.value), DEMAND.id, by.key(DEMAND), DEMAND.uscc, DEMAND.lodged_at
        yield select(*lodged, DEMAND.amount_fen), DEMAND.lodged_at
    submitted = literal(Stage.SUBMITTED.value), one.id, key, one.uscc, one.submitted_at, one.amount_fen
    yield select(*submitted), one.submitted_at
    offer = FinancingOffer
    first = and_(offer.application_id == one.id, offer.number == 1)
    approved = case((one.rejection_code.is_(None), Stage.APPROVED.value), else_=Stage.REJECTED.value)
    amount = func.coalesce(offer.amount_fen, one.amount_fen)
    decided = approved, one.id, key, one.uscc, one.decided_at, amount, one.submitted_at
    yield select(*decided).outerjoin(offer, first), one.decided_at
    signed = literal(Stage.SIGNED.value), one.id, key, one.uscc, one.signed_at, one.signed_fen
    yield select(*signed, literal(None), one.signed_rate_ppm), one.signed_at
    paid, first_loan = FinancingMovement, case((one.first_loan, Stage.PAID_FIRST.value), else_=Stage.PAID_FURTHER.value)
    moved = select(first_loan, one.id, key, one.uscc, paid.reported_at, paid.amount_fen)
    out = and_(paid.application_id == one.id, paid.kind == MovementKind.DISBURSEMENT.value)
    yield moved.join(paid, out), paid.reported_at
