"""Which steps a product and its versions may take from which state."""

from collections.abc import Mapping
from enum import StrEnum

from exchange.procedure.transition import Move, Procedure, moving
from exchange.product.model import ProductState as P
from exchange.product.model import VersionState as V


class Step(StrEnum):
    """What somebody may do with a product."""

    SUBMIT = "SUBMIT"
    """The institution hands it to the operator."""
    RETURN = "RETURN"
    """The operator sends it back, and says why."""
    LIST = "LIST"
    SUSPEND = "SUSPEND"
    """The institution takes no more applications for now."""
    RESUME = "RESUME"
    DELIST = "DELIST"


class VersionStep(StrEnum):
    """What somebody may do with a version."""

    SUBMIT = "SUBMIT"
    RETURN = "RETURN"
    LIST = "LIST"
    REPLACE = "REPLACE"
    """By itself, when another version is listed."""


STEPS: Mapping[StrEnum, Move] = {
    Step.SUBMIT: moving((P.DRAFT,), P.REVIEW),
    Step.RETURN: moving((P.REVIEW,), P.DRAFT),
    Step.LIST: moving((P.REVIEW,), P.LISTED),
    Step.SUSPEND: moving((P.LISTED,), P.SUSPENDED),
    Step.RESUME: moving((P.SUSPENDED,), P.LISTED),
    Step.DELIST: moving((P.LISTED, P.SUSPENDED), P.DELISTED),
}
VERSION_STEPS: Mapping[StrEnum, Move] = {
    VersionStep.SUBMIT: moving((V.DRAFT,), V.REVIEW),
    VersionStep.RETURN: moving((V.REVIEW,), V.RETURNED),
    VersionStep.LIST: moving((V.REVIEW,), V.LISTED),
    VersionStep.REPLACE: moving((V.LISTED,), V.REPLACED),
}
PRODUCT = Procedure("product", STEPS)
VERSION = Procedure("version", VERSION_STEPS)
OFFERED = (P.LISTED, P.SUSPENDED)
"""The states of a product that has a version to offer, and keeps them while a further one is reviewed."""
PENDING = (V.DRAFT, V.REVIEW)
"""The states of a version that isn't decided on; a product has at most one such."""
