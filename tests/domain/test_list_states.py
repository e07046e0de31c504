"""Every pair of states of an entry and of a measure action: what may follow what, and how the rest is refused."""

from itertools import product

import pytest

from exchange.listing.refusal import StepRefused
from exchange.listing.state import TRANSITIONS, ListColour, ListState, check
from exchange.measure import state as measures
from exchange.measure.model import MeasureState
from exchange.measure.refusal import ActionStepRefused

AFTERWARDS = {
    ("DECIDED", "LISTED"),
    ("DECIDED", "DROPPED"),
    ("LISTED", "EXTENDED"),
    ("LISTED", "DELISTED"),
    ("EXTENDED", "DELISTED"),
}
ADVERSE = AFTERWARDS | {
    ("PROPOSED", "NOTIFIED"),
    ("PROPOSED", "DROPPED"),
    ("NOTIFIED", "PLEA"),
    ("NOTIFIED", "DECIDED"),
    ("NOTIFIED", "DROPPED"),
    ("PLEA", "DECIDED"),
    ("PLEA", "DROPPED"),
}
FAVOURABLE = AFTERWARDS | {
    ("PROPOSED", "PUBLICISED"),
    ("PROPOSED", "DROPPED"),
    ("PUBLICISED", "DECIDED"),
    ("PUBLICISED", "DROPPED"),
}
ALLOWED = {ListColour.BLACK: ADVERSE, ListColour.WATCH: ADVERSE, ListColour.RED: FAVOURABLE}
ACTIONS = {
    ("NOT_ASSIGNED", "TRIGGERED"),
    ("TRIGGERED", "RECEIVED"),
    ("RECEIVED", "EXECUTED"),
    ("RECEIVED", "NOT_APPLICABLE"),
    ("EXECUTED", "FED_BACK"),
    ("NOT_APPLICABLE", "FED_BACK"),
    *((state.value, "LIFTED") for state in MeasureState if state is not MeasureState.LIFTED),
}


@pytest.mark.parametrize("colour", ListColour)
def test_each_pair_of_an_entry_s_states_is_allowed_or_refused(colour: ListColour) -> None:
    for now, wanted in product(ListState, repeat=2):
        if (now.value, wanted.value) in ALLOWED[colour]:
            check(colour, now, wanted)
            continue
        with pytest.raises(StepRefused, match=f"The entry is {now} and can't become {wanted}") as refused:
            check(colour, now, wanted)
        assert refused.value.code == "LIST_STEP_REFUSED"


@pytest.mark.parametrize("colour", ListColour)
def test_no_way_leads_onto_a_list_without_notice_or_publicity(colour: ListColour) -> None:
    told = {ListState.NOTIFIED, ListState.PUBLICISED}
    reached, ways = {ListState.PROPOSED}, [ListState.PROPOSED]
    while ways:
        onward = set(TRANSITIONS[colour].get(ways.pop(), ())) - told - reached
        reached |= onward
        ways += onward

    assert reached == {ListState.PROPOSED, ListState.DROPPED}


def test_each_pair_of_an_action_s_states_is_allowed_or_refused() -> None:
    for now, wanted in product(MeasureState, repeat=2):
        if (now.value, wanted.value) in ACTIONS:
            measures.check(now, wanted)
            continue
        with pytest.raises(ActionStepRefused, match=f"The action is {now} and can't become {wanted}"):
            measures.check(now, wanted)
