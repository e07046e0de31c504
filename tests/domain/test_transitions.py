"""Every step from every state: what the table doesn't allow is refused, with the state named."""

from collections.abc import Iterator
from enum import StrEnum

import pytest

from exchange.commitment.model import CommitmentState
from exchange.commitment.procedure import COMMITMENT
from exchange.objection.model import ObjectionState
from exchange.objection.procedure import OBJECTION
from exchange.procedure.transition import Procedure, TransitionRefused
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
