"""Which steps an enhancement may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.enhancement.model import EnhancementState as S
from exchange.procedure.transition import Move, Procedure, moving


class Step(StrEnum):
    """What somebody may do with an enhancement."""

    CONFIRM = "CONFIRM"
    """The provider; by itself for a receivable that its payer confirmed."""
    DECLINE = "DECLINE"
    RELEASE = "RELEASE"
    """A side takes it back; or by itself, when the application ends."""


STEPS: Mapping[StrEnum, Move] = {
    Step.CONFIRM: moving((S.PROPOSED,), S.CONFIRMED),
    Step.DECLINE: moving((S.PROPOSED,), S.DECLINED),
    Step.RELEASE: moving((S.PROPOSED, S.CONFIRMED), S.RELEASED),
}
ENHANCEMENT = Procedure("enhancement", STEPS)
LIVE = (S.PROPOSED, S.CONFIRMED)
"""The states in which it stands, or may come to stand, behind an application."""
