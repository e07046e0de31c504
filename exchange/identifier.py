"""Ids that sort by the time they were made: UUIDs of version 7 (RFC 9562, 5.7), in hexadecimal."""

import secrets
import time


def ordered(prefix: str = "") -> str:
    """Return a new id: the prefix and 32 hexadecimal digits, later ones sorting behind earlier ones.

    The twelve bits behind the millisecond hold its fraction (RFC 9562, 6.2, method 3); 62 bits are random.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = (rest << 12) // 1_000_000
    number = milliseconds << 80 | 7 << 76 | fraction << 64 | 0b10 << 62 | secrets.randbits(62)
    return f"{prefix}{number:032x}"
