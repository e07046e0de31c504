"""Which steps a commitment may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.commitment.model import CommitmentState as S
from exchange.procedure.transition import Move, Procedure, moving


class Step(StrEnum):
    """What somebody may do with a commitment."""

    KEEP = "KEEP"
    BREAK = "BREAK"
    WITHDRAW = "WITHDRAW"


STEPS: Mapping[StrEnum, Move] = {
    # A broken one can still be made good.
    Step.KEEP: moving((S.OFFERED, S.BROKEN), S.KEPT),
    Step.BREAK: moving((S.OFFERED,), S.BROKEN),
    Step.WITHDRAW: moving((S.OFFERED,), S.WITHDRAWN),
}
COMMITMENT = Procedure("commitment", STEPS)
