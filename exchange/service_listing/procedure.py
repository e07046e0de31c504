"""Which steps a service listing may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.procedure.transition import Move, Procedure, moving
from exchange.service_listing.model import ServiceState as S


class Step(StrEnum):
    """What somebody may do with a listing."""

    RESTATE = "RESTATE"
    """The firm says anew what a draft says."""
    SUBMIT = "SUBMIT"
    """The firm hands it to the operator."""
    RETURN = "RETURN"
    """The operator sends it back, and says why."""
    LIST = "LIST"
    DELIST = "DELIST"
    """The firm, or with a reason the operator."""


STEPS: Mapping[StrEnum, Move] = {
    Step.RESTATE: moving((S.DRAFT,), S.DRAFT),
    Step.SUBMIT: moving((S.DRAFT,), S.REVIEW),
    Step.RETURN: moving((S.REVIEW,), S.DRAFT),
    Step.LIST: moving((S.REVIEW,), S.LISTED),
    Step.DELIST: moving((S.LISTED,), S.DELISTED),
}
SERVICE = Procedure("service", STEPS)
