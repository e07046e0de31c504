"""Ids that sort by the time they were made: UUIDs of version 7 (RFC 9562, 5.7), in hexadecimal."""

import secrets
import time
from datetime import UTC, datetime


def ordered(prefix: str = "") -> str:
    """Return a new id: the prefix and 32 hexadecimal digits, later ones sorting behind earlier ones.

    The twelve bits behind the millisecond hold its fraction (RFC 9562, 6.2, method 3); 62 bits are random.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    number = milliseconds << 80 | 7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return f"{prefix}{number:032x}"


def made_at(id_: str) -> datetime:
    """Return when an id was made, to the millisecond, as its first twelve of 32 digits say."""
    return datetime.fromtimestamp(int(id_[-32:-20], 16) / 1000, UTC)
