"""What kinds of financing product there are."""

from enum import StrEnum


class ProductKind(StrEnum):
    """What a product is. An institution offers only the kinds that it is licensed for."""

    LOAN = "LOAN"
    GUARANTEE = "GUARANTEE"
    INSURANCE = "INSURANCE"
    LEASE = "LEASE"
    EQUITY = "EQUITY"
    RECEIVABLES = "RECEIVABLES"
    """Money for what others owe: factoring, discounting."""


class Collateral(StrEnum):
    """What a product asks to be secured by."""

    NONE = "NONE"
    """Nothing: on credit alone."""
    MORTGAGE = "MORTGAGE"
    PLEDGE = "PLEDGE"
    GUARANTEE = "GUARANTEE"
    INSURANCE = "INSURANCE"
    RECEIVABLES = "RECEIVABLES"
    OTHER = "OTHER"
