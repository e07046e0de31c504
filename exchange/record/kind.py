"""What kinds of credit record there are, how grave adverse ones are, and in which state a record is."""

from enum import StrEnum


class RecordKind(StrEnum):
    """What a record is about; each kind is a type of the contract."""

    LICENCE = "LICENCE"
    """An administrative licence, in the '双公示' standard."""
    PENALTY = "PENALTY"
    """An administrative penalty, in the '双公示' standard."""
    ABNORMAL_OPERATION = "ABNORMAL_OPERATION"
    """An entry in the register of abnormal operation."""
    HONOUR = "HONOUR"
    TAX_RATING = "TAX_RATING"
    TAX_ARREARS = "TAX_ARREARS"
    WAGE_ARREARS = "WAGE_ARREARS"
    SOCIAL_INSURANCE = "SOCIAL_INSURANCE"
    """Contributions to social insurance."""
    HOUSING_FUND = "HOUSING_FUND"
    """Contributions to the housing fund."""
    UTILITY_PAYMENT = "UTILITY_PAYMENT"
    CONTRACT_PERFORMANCE = "CONTRACT_PERFORMANCE"
    COMMITMENT = "COMMITMENT"
    """A credit commitment, and whether it was kept."""
    JUDGMENT = "JUDGMENT"
    ARBITRATION_OUTCOME = "ARBITRATION_OUTCOME"
    """Only where the parties agreed, or a court listed it."""
    GUARANTEE = "GUARANTEE"


class Severity(StrEnum):
    """How grave an adverse record is: it decides how long it is published."""

    MINOR = "MINOR"
    GENERAL = "GENERAL"
    SERIOUS = "SERIOUS"


class RecordState(StrEnum):
    """What became of a record. EXPIRED is also what an ACTIVE or DISPUTED one is once its days are over: see window."""

    ACTIVE = "ACTIVE"
    DISPUTED = "DISPUTED"
    """An objection is open: it is shown, marked."""
    RESTORED = "RESTORED"
    """Its subject's credit was restored: neither published nor shared any more."""
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"
    """Its supplier took it back."""
    SUPERSEDED = "SUPERSEDED"
    """Another record took its place."""


IN_FORCE = (RecordState.ACTIVE, RecordState.DISPUTED)
"""The states in which a record may be shown at all, while its days last."""
