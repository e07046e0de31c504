"""What holds of demands and applications at any time, whatever was done."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.application.model import ApplicationState, FinancingApplication
from exchange.application.procedure import APPLICATION, ENDED
from exchange.application.state import now
from exchange.consent import history
from exchange.consent.model import Consent
from exchange.consent.rules import LIVE as LIVE_CONSENT
from exchange.demand.model import FinancingDemand
from exchange.demand.procedure import DEMAND
from exchange.enhancement.model import CreditEnhancement
from exchange.enhancement.procedure import LIVE as LIVE_ENHANCEMENT
from exchange.procedure.model import ProcedureEvent
from exchange.receivable.model import Receivable

PAID = frozenset({"SIGNED", "DISBURSED", "REPAYING", "SETTLED"})
"""The states of applications that something was signed for."""
TABLES = {"fap_": APPLICATION, "dmd_": DEMAND}


def states_reached(session: Session) -> set[ApplicationState]:
    """See that each step was one of the table, and led to the state that is stored; return those of applications."""
    latest: dict[str, str] = {}
    reached: set[ApplicationState] = set()
    for event in session.scalars(select(ProcedureEvent).order_by(ProcedureEvent.id)):
        table = TABLES.get(event.object_id[:4])
        if table is None:
            continue
        before = latest.get(event.object_id)
        if before is not None:
            move = next(move for step, move in table.steps.items() if step.value == event.step)
            assert before in move.sources
            assert event.state == move.target
        latest[event.object_id] = event.state
        if table is APPLICATION:
            reached.add(ApplicationState(event.state))
    stored: dict[str, str] = {}
    for model in (FinancingApplication, FinancingDemand):
        stored |= {row.id: row.state for row in session.execute(select(model.id, model.state))}
    assert stored == latest
    return reached


def of_a_group_one_is_signed_and_what_has_ended_holds_nothing(session: Session) -> None:
    """See that no consent and no enhancement outlives its application, and no receivable is pledged twice."""
    signed: dict[str, int] = defaultdict(int)
    pledged: dict[str | None, int] = defaultdict(int)
    for each in session.scalars(select(FinancingApplication)):
        signed[each.group_id] += each.state in PAID
        ended = now(each) in ENDED
        assert (each.ended_at is not None) == (each.state in ENDED)
        if each.consent_id is not None:
            given = session.get_one(Consent, each.consent_id)
            assert (history.state(session, given, clock.now()) in LIVE_CONSENT) is not ended
        behind = select(CreditEnhancement).where(CreditEnhancement.application_id == each.id)
        for one in session.scalars(behind):
            standing = one.state in LIVE_ENHANCEMENT
            assert not (standing and each.ended_at is not None)
            pledged[one.receivable_id] += one.covered_fen if standing and not ended else 0
    assert all(count <= 1 for count in signed.values())
    for receivable in session.scalars(select(Receivable)):
        assert pledged[receivable.id] <= receivable.amount_fen
