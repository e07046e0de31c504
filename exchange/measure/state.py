"""The steps between the states of a measure action, checked in one place."""

from collections.abc import Mapping

from exchange.measure.model import MeasureState
from exchange.measure.refusal import ActionStepRefused

_S = MeasureState
TRANSITIONS: Mapping[MeasureState, frozenset[MeasureState]] = {
    _S.NOT_ASSIGNED: frozenset({_S.TRIGGERED, _S.LIFTED}),
    _S.TRIGGERED: frozenset({_S.RECEIVED, _S.LIFTED}),
    _S.RECEIVED: frozenset({_S.EXECUTED, _S.NOT_APPLICABLE, _S.LIFTED}),
    _S.EXECUTED: frozenset({_S.FED_BACK, _S.LIFTED}),
    _S.NOT_APPLICABLE: frozenset({_S.FED_BACK, _S.LIFTED}),
    _S.FED_BACK: frozenset({_S.LIFTED}),
    _S.LIFTED: frozenset(),
}
"""Which states may follow which."""
OPEN = (_S.TRIGGERED, _S.RECEIVED, _S.EXECUTED, _S.NOT_APPLICABLE)
"""The states in which the department still has something to do."""


def check(now: MeasureState, wanted: MeasureState) -> None:
    """Raise ActionStepRefused unless an action may go from one state to another."""
    allowed = TRANSITIONS[now]
    if wanted not in allowed:
        raise ActionStepRefused(now, wanted, sorted(allowed))
