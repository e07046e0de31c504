"""Which steps a policy measure may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.policy_measure.model import PolicyState as P
from exchange.procedure.transition import Move, Procedure, moving


class Step(StrEnum):
    """What a bureau may do with its measure."""

    RESTATE = "RESTATE"
    """Say anew what a draft says."""
    PUBLISH = "PUBLISH"
    END = "END"


STEPS: Mapping[StrEnum, Move] = {
    Step.RESTATE: moving((P.DRAFT,), P.DRAFT),
    Step.PUBLISH: moving((P.DRAFT,), P.PUBLISHED),
    Step.END: moving((P.PUBLISHED,), P.ENDED),
}
POLICY = Procedure("policy", STEPS)
