"""What a case ends with, what it obliges to, and how that was performed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, Select, and_, select

from auth.door import TODAY
from auth.policy import scope
from exchange.award import model
from schema.arbitration_enums import AwardKind, ObligationKind, Side
from schema.fields import column, of, rows
from schema.scalars import BigInt, Code

AWARD = model.Award.__table__
OBLIGATION = model.Obligation.__table__
PERFORMANCE = model.Performance.__table__
READ = scope("arbitration:read")


@of(PERFORMANCE, "That something was performed, as one side or the centre says.")
class Performance:
    """A statement."""

    id: strawberry.ID = column("By which the creditor answers it.", READ)
    amount_fen: BigInt | None = column("How much was paid, in fen; null for what isn't money.", READ)
    performed_on: date = column("The day of it.", READ)
    stated_by: Code = column("The user or client who stated it.", READ)
    stated_at: datetime = column("When it was stated.", READ)
    confirmed_at: datetime | None = column("Since when it counts; null while it doesn't.", READ)
    denied_at: datetime | None = column("When the creditor denied it; null where it didn't.", READ)


def _overdue(self: Any) -> ColumnElement[bool]:
    return and_(self.performed_on.is_(None), self.due_on < TODAY)


def _performances(self: Any) -> Select[Any]:
    return select(PERFORMANCE).where(PERFORMANCE.c.obligation_id == self.id).order_by(PERFORMANCE.c.id)


@of(OBLIGATION, "One thing that one party owes the other.")
class AwardObligation:
    """An obligation."""

    id: strawberry.ID = column("By which a performance names it.", READ)
    number: int = column("Its number in the award, from 1.", READ)
    kind: ObligationKind = column("What is owed.", READ)
    debtor: Side = column("Who owes it; the other party is owed it.", READ)
    amount_fen: BigInt | None = column("How much, in fen; null for what isn't money.", READ)
    content: str = column("What it says.", READ)
    due_on: date = column("The last day for it.", READ)
    overdue: bool = column("Whether that day is over, and it isn't performed.", READ, _overdue)
    performed_fen: BigInt = column("How much was paid, in fen.", READ)
    performed_on: date | None = column("When all of it was performed; null while it isn't.", READ)
    performances: Sequence[Performance] = rows(_performances, "What was stated of it, the first one first.", READ)


def _obligations(self: Any) -> Select[Any]:
    return select(OBLIGATION).where(OBLIGATION.c.award_id == self.id).order_by(OBLIGATION.c.number)


@of(AWARD, "An award, or a mediation statement, which binds once both parties have signed it.")
class Award:
    """An award."""

    id: strawberry.ID = column("By which a party signs a statement.", READ)
    kind: AwardKind = column("What it is.", READ)
    text: str = column("What is decided or agreed, and why.", READ)
    made_at: datetime = column("When it was written down.", READ)
    signed_claimant_at: datetime | None = column("When the claimant signed the statement; null otherwise.", READ)
    signed_respondent_at: datetime | None = column("When the respondent did; null otherwise.", READ)
    binding_on: date | None = column("Since when it binds; null for a statement that isn't signed by both.", READ)
    corrected_on: date | None = column("When the tribunal corrected it; null where it didn't.", READ)
    correction: str | None = column("What was corrected or added; null where nothing.", READ)
    set_aside_on: date | None = column("When a court set it aside; null where none did.", READ)
    obligations: Sequence[AwardObligation] = rows(_obligations, "What it obliges to, by number.", READ)


def awards(self: Any) -> Select[Any]:
    """Return what was put down in a case, the first one first."""
    return select(AWARD).where(AWARD.c.case_id == self.id).order_by(AWARD.c.id)
