"""Whether a name is borne now."""

from enum import StrEnum


class NameKind(StrEnum):
    """Whether an entity bears a name now or bore it before."""

    CURRENT = "CURRENT"
    FORMER = "FORMER"
