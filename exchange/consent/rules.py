"""Which steps a consent may take from which state: one table, and the one place that checks it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from exchange.consent.model import ConsentState
from exchange.consent.refusal import ConsentStateRefused

S = ConsentState


class Step(StrEnum):
    """What somebody may do to a consent."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"
    PAUSE = "PAUSE"
    RESUME = "RESUME"
    REVOKE = "REVOKE"
    CONSUME = "CONSUME"
    """By itself, when its last fetch is spent."""


class Move(NamedTuple):
    """From which states a step leads where."""

    sources: frozenset[ConsentState]
    target: ConsentState


STEPS: Mapping[Step, Move] = {
    Step.APPROVE: Move(frozenset({S.AWAITING}), S.ACTIVE),
    Step.REJECT: Move(frozenset({S.AWAITING}), S.REJECTED),
    Step.PAUSE: Move(frozenset({S.ACTIVE}), S.PAUSED),
    Step.RESUME: Move(frozenset({S.PAUSED}), S.ACTIVE),
    Step.REVOKE: Move(frozenset({S.ACTIVE, S.PAUSED}), S.REVOKED),
    Step.CONSUME: Move(frozenset({S.ACTIVE, S.PAUSED}), S.CONSUMED),
}
LIVE = frozenset({S.AWAITING, S.ACTIVE, S.PAUSED})
"""The states that time ends; from all others nothing leads on."""


def derived(recorded: str, valid_until: datetime, now: datetime) -> ConsentState:
    """Return the state: the one of the latest event, or EXPIRED where valid_until has passed before an end."""
    state = ConsentState(recorded)
    return S.EXPIRED if state in LIVE and valid_until <= now else state


def after(consent_id: str, state: ConsentState, step: Step) -> ConsentState:
    """Return the state that the step leads to. Raises ConsentStateRefused."""
    move = STEPS[step]
    if state not in move.sources:
        sources = " or ".join(sorted(move.sources))
        raise ConsentStateRefused(consent_id, state, f"{step} takes one that is {sources}")
    return move.target
