"""What is left of the caller's points."""

from datetime import datetime
from typing import Any

from resolvers.binding import Part
from resolvers.rate import COST, LIMIT, REMAINING, RESET_AT, moment, number
from schema.fields import column, of
from schema.reasons import OWN_ACCESS


@of(
    None,
    "How many points the caller has for operations. They are in a bucket that fills steadily; each operation takes its "
    "cost out of it. The bucket is its client's, a signed-in person's, or of the address that the public asks from.",
)
class RateLimit:
    """The caller's bucket."""

    limit: int = column("How many points the bucket holds.", OWN_ACCESS)
    remaining: int = column(
        "How many are left after this operation. An operation that costs more is refused with RATE_LIMITED, status 429 "
        "and Retry-After.",
        OWN_ACCESS,
    )
    reset_at: datetime = column("When the bucket is full again, if nothing more is asked until then.", OWN_ACCESS)
    cost: int = column("What this operation costs, at least one point.", OWN_ACCESS)


def rate_limit(self: Any) -> Part:
    """Return the bucket: parameters that are bound once the operation is paid."""
    return Part(
        limit=number(LIMIT),
        remaining=number(REMAINING),
        reset_at=moment(RESET_AT),
        cost=number(COST),
    )
