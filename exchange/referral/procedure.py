"""Which steps a referral may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.procedure.transition import Move, Procedure, moving
from exchange.referral.model import ReferralState as S


class Step(StrEnum):
    """What somebody does with a referral."""

    SEND = "SEND"
    """Sent, or sent again while the court hasn't acknowledged it."""
    ACKNOWLEDGE = "ACKNOWLEDGE"
    ACCEPT = "ACCEPT"
    REFUSE = "REFUSE"
    LIST = "LIST"
    DELIST = "DELIST"


STEPS: Mapping[StrEnum, Move] = {
    Step.SEND: moving((S.APPLIED, S.SENT), S.SENT),
    Step.ACKNOWLEDGE: moving((S.SENT,), S.ACKNOWLEDGED),
    Step.ACCEPT: moving((S.ACKNOWLEDGED,), S.ACCEPTED),
    Step.REFUSE: moving((S.ACKNOWLEDGED, S.ACCEPTED), S.REFUSED),
    Step.LIST: moving((S.SENT, S.ACKNOWLEDGED, S.ACCEPTED), S.LISTED),
    Step.DELIST: moving((S.LISTED,), S.DELISTED),
}
REFERRAL = Procedure("referral", STEPS)
