"""Rates of a year as callers write them, in percent, and as they are kept, in millionths."""

from decimal import Decimal

from exchange.errors import ExchangeError

PPM = 10_000
"""Millionths of a percent."""
HIGHEST = 10_000
"""Percent: what is above is no rate but a mistake in the unit; the legal caps lie far below."""


class RateRefused(ExchangeError):
    """A rate that can't be kept: negative, too large, or finer than a ten-thousandth of a percent."""

    code = "RATE_REFUSED"

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


def ppm(field: str, percent: str) -> int:
    """Return a rate in percent as millionths. Raises RateRefused."""
    value = Decimal(percent)
    if not 0 <= value <= HIGHEST:
        raise RateRefused(field, f"{percent} percent a year is no rate: it takes 0 to {HIGHEST}.")
    millionths = value * PPM
    if millionths != int(millionths):
        raise RateRefused(field, f"{percent} has more than four decimals.")
    return int(millionths)
