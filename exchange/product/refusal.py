"""What is refused about licences and products."""

from datetime import date

from exchange.errors import ExchangeError
from exchange.product.model import RateCap

PERCENT = 10_000
"""Millionths of a percent."""


class LicenceRefused(ExchangeError):
    """A licence can't be entered like this. `field` is the one that is wrong."""

    code = "LICENCE_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))
        self.field = field


class NotLicensed(ExchangeError):
    """The institution has no licence for what it wants to offer."""

    code = "NOT_LICENSED"

    def __init__(self, institution: str, kind: str, day: date) -> None:
        super().__init__(
            f"kind: {institution} has no licence for {kind} on {day}. Let the operator enter one, or choose a kind "
            "that it is licensed for.",
            ("input", "kind"),
        )
        self.field = "kind"


class ProductUnknown(ExchangeError):
    """There is no such product, or it is none that the caller may do this to: the same answer."""

    code = "PRODUCT_UNKNOWN"

    def __init__(self, product_id: str) -> None:
        super().__init__(f"There is no product '{product_id}' that the caller may do this to.", ("input", "product"))
        self.field = "product"


class ProductRefused(ExchangeError):
    """A product can't be stated or led on like this. `field` is the one that is wrong."""

    code = "PRODUCT_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}", ("input", field))
        self.field = field


class RateOverCap(ExchangeError):
    """A rate is over what the law allows."""

    code = "RATE_OVER_CAP"

    def __init__(self, field: str, ppm: int, cap: RateCap) -> None:
        super().__init__(
            f"{field}: {ppm / PERCENT:g} percent a year is over the cap of {cap.rate_ppm / PERCENT:g} for {cap.kind} "
            f"({cap.source}, {cap.article}). State a rate of at most that.",
            ("input", field),
        )
        self.field = field
