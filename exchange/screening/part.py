"""What a score is made of: its parts, and what each counts."""

from enum import StrEnum
from typing import NamedTuple


class PartKind(StrEnum):
    """What is compared."""

    NAME = "NAME"
    CORE = "CORE"
    READING = "READING"
    TRADE = "TRADE"
    REGION = "REGION"
    FORM = "FORM"
    BRANCH = "BRANCH"
    FORMER = "FORMER"


WEIGHTS = {
    PartKind.CORE: 45,
    PartKind.READING: 10,
    PartKind.TRADE: 22,
    PartKind.REGION: 13,
    PartKind.FORM: 7,
    PartKind.BRANCH: 35,
}
"""Of the parts that either name has; a score is their mean by weight."""
FORMER_COSTS = 0.02
"""What a score loses where the name is one that the entity no longer bears."""
UNEQUAL = 0.99
"""The most for names whose normal forms differ."""
UNSAID = 0.5
"""What a part is worth that one of the names leaves out, and nothing speaks against."""


class ScorePart(NamedTuple):
    """A part of a score; the contributions of all add up to it."""

    part: PartKind
    weight: float
    """Its share of the score, 0 to 1; what it costs at most for FORMER."""
    value: float
    """How well it agrees, 0 to 1."""
    contribution: float
    detail: str
    """What was compared."""
