"""Which steps an application may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.application.model import ApplicationState as S
from exchange.procedure.transition import Move, Procedure, moving


class Step(StrEnum):
    """What somebody may do with an application."""

    SUBMIT = "SUBMIT"
    ACCEPT = "ACCEPT"
    """The institution takes it on."""
    REVIEW = "REVIEW"
    OFFER = "OFFER"
    """Also a further offer, which replaces the one before."""
    REJECT = "REJECT"
    SIGN = "SIGN"
    """The enterprise accepts the offer."""
    WITHDRAW = "WITHDRAW"
    """The enterprise; or by itself, when it accepted another offer of the group."""
    DISBURSE = "DISBURSE"
    DISBURSE_FURTHER = "DISBURSE_FURTHER"
    """Once repayment has begun."""
    REPAY = "REPAY"
    SETTLE = "SETTLE"
    """By itself, when all that was signed is paid out and back; by the institution, when all that it paid out is."""
    END_COVER = "END_COVER"
    """A guarantee or an insurance pays nothing out: it ends with its cover."""


STEPS: Mapping[StrEnum, Move] = {
    Step.SUBMIT: moving((S.DRAFT,), S.SUBMITTED),
    Step.ACCEPT: moving((S.SUBMITTED,), S.ACCEPTED),
    Step.REVIEW: moving((S.ACCEPTED,), S.REVIEW),
    Step.OFFER: moving((S.REVIEW, S.OFFERED), S.OFFERED),
    Step.REJECT: moving((S.SUBMITTED, S.ACCEPTED, S.REVIEW), S.REJECTED),
    Step.SIGN: moving((S.OFFERED,), S.SIGNED),
    Step.WITHDRAW: moving((S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.REVIEW, S.OFFERED), S.WITHDRAWN),
    Step.DISBURSE: moving((S.SIGNED, S.DISBURSED), S.DISBURSED),
    Step.DISBURSE_FURTHER: moving((S.REPAYING,), S.REPAYING),
    Step.REPAY: moving((S.DISBURSED, S.REPAYING), S.REPAYING),
    Step.SETTLE: moving((S.DISBURSED, S.REPAYING), S.SETTLED),
    Step.END_COVER: moving((S.SIGNED,), S.SETTLED),
}
APPLICATION = Procedure("application", STEPS)
BEFORE_SIGNING = (S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.REVIEW, S.OFFERED)
"""The states that an application may be withdrawn in."""
UNDECIDED = (S.SUBMITTED, S.ACCEPTED, S.REVIEW)
"""The states in which the institution must decide."""
ENDED = (S.SETTLED, S.REJECTED, S.WITHDRAWN, S.EXPIRED)
"""The states that nothing leads on from."""
