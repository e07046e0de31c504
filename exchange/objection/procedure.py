"""Which steps an objection may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.objection.model import ObjectionState as S
from exchange.procedure.transition import Move, Procedure, moving


class Step(StrEnum):
    """What somebody may do with an objection."""

    FORWARD = "FORWARD"
    """By itself, at once."""
    EXTEND = "EXTEND"
    DECIDE = "DECIDE"
    REQUEST_REVIEW = "REQUEST_REVIEW"
    DECIDE_REVIEW = "DECIDE_REVIEW"
    CANCEL = "CANCEL"


STEPS: Mapping[StrEnum, Move] = {
    Step.FORWARD: moving((S.LODGED,), S.FORWARDED),
    Step.EXTEND: moving((S.FORWARDED,), S.FORWARDED),
    Step.DECIDE: moving((S.FORWARDED,), S.DECIDED),
    Step.REQUEST_REVIEW: moving((S.DECIDED,), S.REVIEW_REQUESTED),
    Step.DECIDE_REVIEW: moving((S.REVIEW_REQUESTED,), S.REVIEW_DECIDED),
    Step.CANCEL: moving((S.LODGED, S.FORWARDED, S.REVIEW_REQUESTED), S.CANCELLED),
}
OBJECTION = Procedure("objection", STEPS)
OPEN = (S.LODGED, S.FORWARDED, S.REVIEW_REQUESTED)
"""The states in which somebody must decide."""
