"""Which steps an application for restoration may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.procedure.transition import Move, Procedure, moving
from exchange.restoration.model import RestorationState as S


class Step(StrEnum):
    """What somebody may do with an application."""

    ACCEPT = "ACCEPT"
    REFUSE = "REFUSE"
    EXTEND = "EXTEND"
    GRANT = "GRANT"
    DENY = "DENY"
    WITHDRAW = "WITHDRAW"


STEPS: Mapping[StrEnum, Move] = {
    Step.ACCEPT: moving((S.APPLIED,), S.ACCEPTED),
    Step.REFUSE: moving((S.APPLIED,), S.REFUSED),
    Step.EXTEND: moving((S.ACCEPTED,), S.ACCEPTED),
    Step.GRANT: moving((S.ACCEPTED,), S.GRANTED),
    Step.DENY: moving((S.ACCEPTED,), S.DENIED),
    Step.WITHDRAW: moving((S.APPLIED, S.ACCEPTED), S.WITHDRAWN),
}
RESTORATION = Procedure("restoration", STEPS)
OPEN = (S.APPLIED, S.ACCEPTED)
"""The states in which the authority must decide."""
