"""Who decides a case, who doubts it, and the hearings, as those see them who see the case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry
from sqlalchemy import Select, select

from auth.policy import scope
from exchange.tribunal import model
from schema.arbitration_enums import ChallengeOutcome, Side
from schema.evidence import READ as EVIDENCE
from schema.evidence import Evidence, evidence
from schema.fields import column, of, rows
from schema.node import Node, identity
from schema.scalars import Code

ARBITRATOR = model.Arbitrator.__table__
CHALLENGE = model.Challenge.__table__
HEARING = model.Hearing.__table__
READ = scope("arbitration:read")


@of(ARBITRATOR, "A person who decides a case, or did until replaced.")
class Arbitrator:
    """An arbitrator."""

    id: strawberry.ID = column("By which a challenge names the arbitrator.", READ)
    name: str = column("The name, as the centre tells it to the parties.", READ)
    presiding: bool = column("Whether the arbitrator presides.", READ)
    user: Code = column("The person's user id.", READ, lambda self: self.user_id)
    appointed_at: datetime = column("When the centre appointed the arbitrator.", READ)
    declared_at: datetime | None = column("When the arbitrator declared what might raise doubts; null before.", READ)
    disclosure: str | None = column("What might raise doubts; null where nothing was declared.", READ)
    ended_at: datetime | None = column("When the arbitrator was replaced; null while sitting.", READ)


@of(CHALLENGE, "A party's doubt about an arbitrator.")
class Challenge:
    """A challenge."""

    id: strawberry.ID = column("Its id.", READ)
    arbitrator: strawberry.ID = column("Whom.", READ, lambda self: self.arbitrator_id)
    side: Side = column("Who doubts.", READ)
    grounds: str = column("Why.", READ)
    lodged_at: datetime = column("When.", READ)
    outcome: ChallengeOutcome | None = column("How the centre decided; null before.", READ)
    reasons: str | None = column("Why; null before.", READ)
    decided_at: datetime | None = column("When; null before.", READ)


@of(HEARING, "A session of the tribunal, online unless a party refused.")
class Hearing(Node):
    """A hearing."""

    id: strawberry.ID = identity("hrg_", "Hearing", HEARING.c.id, whole=True)
    scheduled_at: datetime = column("For when it was announced.", READ)
    online: bool = column("Whether it is held online.", READ)
    place: str | None = column("Where it is held; null where online.", READ)
    announced_at: datetime = column("When it was announced.", READ)
    begun_at: datetime | None = column("When it began; null while it wasn't held.", READ)
    ended_at: datetime | None = column("When it ended; null while it wasn't held.", READ)
    participants: str | None = column("Who took part; null while it wasn't held.", READ)
    minutes: str | None = column("Its minutes; null while it wasn't held.", READ)
    closed_at: datetime | None = column(
        "When it was written down, or called off; null while it is announced. Called off, it has no minutes.", READ
    )
    attachments: Sequence[Evidence] = rows(evidence, "Files of the session, the first one first.", EVIDENCE)


def arbitrators(self: Any) -> Select[Any]:
    """Return a case's arbitrators in the order of their appointment."""
    return select(ARBITRATOR).where(ARBITRATOR.c.case_id == self.id).order_by(ARBITRATOR.c.id)


def challenges(self: Any) -> Select[Any]:
    """Return a case's challenges, the first one first."""
    return select(CHALLENGE).where(CHALLENGE.c.case_id == self.id).order_by(CHALLENGE.c.id)


def hearings(self: Any) -> Select[Any]:
    """Return a case's hearings, the first one first."""
    return select(HEARING).where(HEARING.c.case_id == self.id).order_by(HEARING.c.id)
