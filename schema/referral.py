"""Referrals of unperformed awards to the enforcing court, which alone decides whether it lists the debtor."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.door import TODAY
from auth.policy import scope
from exchange.referral import model
from exchange.referral.expiry import referral_state
from resolvers.binding import Order, Page, Paging
from schema.arbitration_enums import ReferralState
from schema.arguments import argument
from schema.entity import ENTITY, Entity
from schema.evidence import READ as EVIDENCE
from schema.evidence import Evidence, evidence
from schema.fields import column, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.node import Node, identity
from schema.procedure import ProcedureEvent, events
from schema.reasons import REFERRED
from schema.scalars import USCC, BigInt, Code

REFERRAL = model.Referral.__table__
COURT = scope("referrals:read")


@of(
    REFERRAL,
    "That an award isn't performed, as a centre tells the enforcing court on the creditor's application.",
)
class Referral(Node):
    """A referral."""

    id: strawberry.ID = identity("rfr_", "Referral", REFERRAL.c.id, whole=True)
    case_number: str = column("The case's number: the court's entry names it as its basis document.", REFERRED)
    centre: Institution | None = link(referred(INSTITUTION.c.code, "centre_code"), "Which centre refers.", REFERRED)
    court: Institution | None = link(
        referred(INSTITUTION.c.code, "court_code"), "To which court; null before it is sent.", REFERRED
    )
    creditor_uscc: USCC = column("To whom it is owed.", REFERRED)
    debtor_uscc: USCC = column("Who owes it.", REFERRED)
    debtor: Entity | None = link(
        referred(ENTITY.c.uscc, "debtor_uscc"), "Who owes it, as registered; null where it isn't.", REFERRED
    )
    ground: Code = column("On which ground of the court's list the creditor applies.", REFERRED)
    ability: str = column("What shows that the debtor could perform.", REFERRED)
    outstanding_fen: BigInt = column("How much money was overdue when the creditor applied, in fen.", REFERRED)
    state: ReferralState = column(
        "How far it is today; DELISTED also where the court's entry is over.",
        REFERRED,
        lambda self: referral_state(self, TODAY),
    )
    applied_at: datetime = column("When the creditor applied.", REFERRED)
    sent_at: datetime | None = column("When the court was first told; null before.", REFERRED)
    attempts: int = column("How often the court was told.", REFERRED)
    acknowledged_at: datetime | None = column("When the court acknowledged it; null before.", REFERRED)
    reasons: str | None = column("Why the court refused; null where it didn't.", REFERRED)
    decided_at: datetime | None = column("When the court decided to take it up or not; null before.", REFERRED)
    entry_id: strawberry.ID | None = column("The court's entry on its list; null while there is none.", REFERRED)
    evidence: Sequence[Evidence] = rows(evidence, "The files that show the ability to perform.", EVIDENCE)
    events: Sequence[ProcedureEvent] = rows(events, "Every step, the first one first.", REFERRED)


def referrals_of(self: Any) -> Select[Any]:
    """Return a case's referrals, the first one first."""
    return select(REFERRAL).where(REFERRAL.c.case_id == self.id).order_by(REFERRAL.c.id)


def referrals(
    self: Any,
    state: Annotated[ReferralState | None, argument("Only those in this state.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the referrals that the caller sees, by the row rule: a court those sent to it."""
    found = select(REFERRAL)
    if state is not None:
        found = found.where(referral_state(REFERRAL.c, TODAY) == state.value)
    return Page(rows=found, order=Order("OLDEST", [(REFERRAL.c.id, str)]), paging=paging)
