"""The limits that the operator sets: one for the public, one for verified callers."""

from typing import NamedTuple

from exchange.rate.bucket import Limit, full_after
from exchange.settings import SettingRefused, Settings

LARGEST = 2**31 - 1
"""What the contract's Int can tell."""
LONGEST_DAYS = 31
"""In which time a bucket must fill: who has spent one is told when to come again."""


class Limits(NamedTuple):
    """Whose bucket holds how much, and fills how fast."""

    public: Limit
    client: Limit


def limits(settings: Settings) -> Limits:
    """Return the limits.

    Raises SettingRefused where an operation may cost more than a whole bucket, or one takes too long to fill.
    """
    return Limits(
        _limit("PUBLIC", settings.rate_public, settings.burst_public, settings.cost_public),
        _limit("CLIENT", settings.rate_client, settings.burst_client, settings.cost_client),
    )


def _limit(whose: str, rate: float, size: int, cost: int) -> Limit:
    if not cost <= size <= LARGEST:
        raise SettingRefused(
            f"EXCHANGE_BURST_{whose} is {size}; it takes EXCHANGE_COST_{whose}, {cost}, to {LARGEST}: a smaller bucket "
            "never has what one operation may cost."
        )
    limit = Limit(rate, size)
    if full_after(limit) > LONGEST_DAYS * 86_400:
        raise SettingRefused(
            f"EXCHANGE_RATE_{whose} is {rate:g}: so a bucket of {size} takes more than {LONGEST_DAYS} days to fill. "
            "Raise it, or make the bucket smaller."
        )
    return limit
