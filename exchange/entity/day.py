"""Which calendar day a registry means."""

import re
from datetime import date

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OTHER = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d\d)(\d\d))"
    r"(?:[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
FIRST = date(1800, 1, 1)
"""No enterprise in a Chinese register is older."""


def is_iso(text: str) -> bool:
    """Return whether the text is written as we write days."""
    return _ISO.fullmatch(text) is not None


def day(text: str) -> date:
    """Read a day as 2001-05-16, 2001/5/16, 2001.5.16, 20010516 or 2001年5月16日; a time of day is dropped.

    Raises ValueError for other forms and for days that don't exist.
    """
    found = _OTHER.fullmatch(text)
    if found is None or not (text.isascii() or "年" in text):
        raise ValueError("no day")
    year, _, *parts = found.groups()
    month, of_month = (int(part) for part in parts if part)
    return date(int(year), month, of_month)
