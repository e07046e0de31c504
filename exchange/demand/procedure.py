"""Which steps a demand may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.demand.model import DemandState as S
from exchange.procedure.transition import Move, Procedure, moving


class Step(StrEnum):
    """What somebody may do with a demand."""

    CLAIM = "CLAIM"
    """An institution takes it: from then on no other may."""
    RELEASE = "RELEASE"
    """That institution gives it back."""
    MATCH = "MATCH"
    """It names a product for the demand."""
    REOPEN = "REOPEN"
    """The enterprise lets others claim it again."""
    CLOSE = "CLOSE"
    """The enterprise doesn't look any more; or by itself, when it accepted an offer."""


STEPS: Mapping[StrEnum, Move] = {
    Step.CLAIM: moving((S.OPEN,), S.CLAIMED),
    Step.RELEASE: moving((S.CLAIMED, S.MATCHED), S.OPEN),
    Step.MATCH: moving((S.CLAIMED,), S.MATCHED),
    Step.REOPEN: moving((S.CLAIMED, S.MATCHED), S.OPEN),
    Step.CLOSE: moving((S.OPEN, S.CLAIMED, S.MATCHED), S.CLOSED),
}
DEMAND = Procedure("demand", STEPS)
LIVE = (S.OPEN, S.CLAIMED, S.MATCHED)
"""The states that time ends."""
