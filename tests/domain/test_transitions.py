"""Every step from every state: what the table doesn't allow is refused, with the state named."""

from collections.abc import Iterator
from enum import StrEnum

import pytest

from exchange.application.model import ApplicationState
from exchange.application.procedure import APPLICATION
from exchange.commitment.model import CommitmentState
from exchange.commitment.procedure import COMMITMENT
from exchange.demand.model import DemandState
from exchange.demand.procedure import DEMAND
from exchange.enhancement.model import EnhancementState
from exchange.enhancement.procedure import ENHANCEMENT
from exchange.objection.model import ObjectionState
from exchange.objection.procedure import OBJECTION
from exchange.procedure.transition import Procedure, TransitionRefused
from exchange.receivable.model import ReceivableState
from exchange.receivable.procedure import RECEIVABLE
from exchange.record.kind import RecordState
from exchange.record.state import RECORD
from exchange.restoration.model import RestorationState
from exchange.restoration.procedure import RESTORATION

ALLOWED: dict[str, set[str]] = {
    "record": {
        "ACTIVE DISPUTED DISPUTED",
        "DISPUTED ACTIVE ACTIVE",
        "ACTIVE RESTORED RESTORED",
        "DISPUTED RESTORED RESTORED",
        "ACTIVE WITHDRAWN WITHDRAWN",
        "DISPUTED WITHDRAWN WITHDRAWN",
        "EXPIRED WITHDRAWN WITHDRAWN",
        "ACTIVE SUPERSEDED SUPERSEDED",
        "DISPUTED SUPERSEDED SUPERSEDED",
    },
    "objection": {
        "LODGED FORWARD FORWARDED",
        "FORWARDED EXTEND FORWARDED",
        "FORWARDED DECIDE DECIDED",
        "DECIDED REQUEST_REVIEW REVIEW_REQUESTED",
        "REVIEW_REQUESTED DECIDE_REVIEW REVIEW_DECIDED",
        "LODGED CANCEL CANCELLED",
        "FORWARDED CANCEL CANCELLED",
        "REVIEW_REQUESTED CANCEL CANCELLED",
    },
    "restoration": {
        "APPLIED ACCEPT ACCEPTED",
        "APPLIED REFUSE REFUSED",
        "APPLIED WITHDRAW WITHDRAWN",
        "ACCEPTED EXTEND ACCEPTED",
        "ACCEPTED GRANT GRANTED",
        "ACCEPTED DENY DENIED",
        "ACCEPTED WITHDRAW WITHDRAWN",
    },
    "demand": {
        "OPEN CLAIM CLAIMED",
        "CLAIMED RELEASE OPEN",
        "MATCHED RELEASE OPEN",
        "CLAIMED MATCH MATCHED",
        "CLAIMED REOPEN OPEN",
        "MATCHED REOPEN OPEN",
        "OPEN CLOSE CLOSED",
        "CLAIMED CLOSE CLOSED",
        "MATCHED CLOSE CLOSED",
    },
    "application": {
        "DRAFT SUBMIT SUBMITTED",
        "SUBMITTED ACCEPT ACCEPTED",
        "ACCEPTED REVIEW REVIEW",
        "REVIEW OFFER OFFERED",
        "OFFERED OFFER OFFERED",
        "SUBMITTED REJECT REJECTED",
        "ACCEPTED REJECT REJECTED",
        "REVIEW REJECT REJECTED",
        "OFFERED SIGN SIGNED",
        "DRAFT WITHDRAW WITHDRAWN",
        "SUBMITTED WITHDRAW WITHDRAWN",
        "ACCEPTED WITHDRAW WITHDRAWN",
        "REVIEW WITHDRAW WITHDRAWN",
        "OFFERED WITHDRAW WITHDRAWN",
        "SIGNED DISBURSE DISBURSED",
        "DISBURSED DISBURSE DISBURSED",
        "REPAYING DISBURSE_FURTHER REPAYING",
        "DISBURSED REPAY REPAYING",
        "REPAYING REPAY REPAYING",
        "DISBURSED SETTLE SETTLED",
        "REPAYING SETTLE SETTLED",
        "SIGNED END_COVER SETTLED",
    },
    "enhancement": {
        "PROPOSED CONFIRM CONFIRMED",
        "PROPOSED DECLINE DECLINED",
        "PROPOSED RELEASE RELEASED",
        "CONFIRMED RELEASE RELEASED",
    },
    "receivable": {
        "REQUESTED CONFIRM CONFIRMED",
        "REQUESTED DISPUTE DISPUTED",
        "REQUESTED CANCEL CANCELLED",
    },
    "commitment": {
        "OFFERED KEEP KEPT",
        "OFFERED BREAK BROKEN",
        "BROKEN KEEP KEPT",
        "OFFERED WITHDRAW WITHDRAWN",
    },
}
"""State, step and where it leads, written down once more by hand."""
STATES: tuple[tuple[Procedure, type[StrEnum]], ...] = (
    (RECORD, RecordState),
    (OBJECTION, ObjectionState),
    (RESTORATION, RestorationState),
    (DEMAND, DemandState),
    (APPLICATION, ApplicationState),
    (ENHANCEMENT, EnhancementState),
    (RECEIVABLE, ReceivableState),
    (COMMITMENT, CommitmentState),
)


def pairs() -> Iterator[tuple[Procedure, StrEnum, StrEnum]]:
    """Yield every state with every step."""
    for procedure, states in STATES:
        for state in states:
            for step in procedure.steps:
                yield procedure, state, step


@pytest.mark.parametrize(
    ("procedure", "state", "step"), [pytest.param(*p, id=f"{p[0].noun}-{p[1]}-{p[2]}") for p in pairs()]
)
def test_a_step_leads_where_the_table_says_or_is_refused(procedure: Procedure, state: StrEnum, step: StrEnum) -> None:
    expected = {line.split()[2] for line in ALLOWED[procedure.noun] if line.split()[:2] == [state.value, step.value]}
    if expected:
        assert {procedure.after("x_1", state.value, step)} == expected
        return
    with pytest.raises(TransitionRefused, match=f"The {procedure.noun} x_1 is {state}; {step} takes one") as refused:
        procedure.after("x_1", state.value, step)
    assert (refused.value.code, refused.value.state) == (f"{procedure.noun.upper()}_STATE", state)


def test_every_allowed_step_is_a_step_that_there_is() -> None:
    for procedure, states in STATES:
        for line in ALLOWED[procedure.noun]:
            state, step, target = line.split()
            assert {state, target} <= set(states)
            assert step in procedure.steps
