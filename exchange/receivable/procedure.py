"""Which steps a request to confirm a receivable may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.procedure.transition import Move, Procedure, moving
from exchange.receivable.model import ReceivableState as S


class Step(StrEnum):
    """What somebody may do with a request."""

    CONFIRM = "CONFIRM"
    DISPUTE = "DISPUTE"
    CANCEL = "CANCEL"


STEPS: Mapping[StrEnum, Move] = {
    Step.CONFIRM: moving((S.REQUESTED,), S.CONFIRMED),
    Step.DISPUTE: moving((S.REQUESTED,), S.DISPUTED),
    Step.CANCEL: moving((S.REQUESTED,), S.CANCELLED),
}
RECEIVABLE = Procedure("receivable", STEPS)
