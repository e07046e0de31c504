"""A bucket of points: how it fills with time, and how much of it a worker is lent. Arithmetic alone, no clock."""

import math
from typing import NamedTuple

JUMP_SECONDS = 10.0
"""A clock that goes back by less gives nothing until it has caught up; one that goes back by more is a new clock."""
PARTS = 8
"""What part of a bucket one worker is lent at once: little where little is left, so that nothing lies idle."""


class Limit(NamedTuple):
    """How fast a bucket fills, in points a second, and how many it holds."""

    rate: float
    size: int


class Bucket(NamedTuple):
    """What was in a bucket at an instant, in seconds of the clock that all its workers share."""

    level: float
    at: float


class Asking(NamedTuple):
    """What a worker asks of a bucket."""

    cost: int = 0
    """Points without which it is no use; 0 takes what there is."""
    held: int = 0
    """Points of an earlier lease that it keeps."""
    back: int = 0
    """Points of one that it gives back."""


class Lease(NamedTuple):
    """What a worker was lent, and what the bucket holds besides."""

    granted: int
    left: float


def filled(bucket: Bucket | None, limit: Limit, now: float, back: float = 0.0) -> Bucket:
    """Return a bucket as it is now, with what is given back; one that nobody knows is full."""
    if bucket is None:
        return Bucket(float(limit.size), now)
    elapsed = max(0.0, now - bucket.at)
    at = now if bucket.at - now > JUMP_SECONDS else max(bucket.at, now)
    return Bucket(min(float(limit.size), bucket.level + back + limit.rate * elapsed), at)


def leased(bucket: Bucket | None, limit: Limit, now: float, asking: Asking) -> tuple[Bucket, Lease]:
    """Return a bucket after a lease, and the lease: nothing where less is left than is asked for."""
    level, at = filled(bucket, limit, now, asking.back)
    granted = _granted(level, asking)
    return Bucket(level - granted, at), Lease(granted, level - granted)


def _granted(level: float, asking: Asking) -> int:
    if level < asking.cost:
        return 0
    share = math.floor((level + asking.held) / PARTS) - asking.held
    return min(math.floor(level), max(asking.cost, share, 0))


def full_after(limit: Limit) -> float:
    """Return the seconds after which any bucket is full, whatever was taken from it."""
    return limit.size / limit.rate
