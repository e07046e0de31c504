"""Finds natural persons' identity numbers in text, which an exchange of enterprises' credit must not hold.

GB 11643-1999: six digits of a division, eight of the day of birth, three of an order, a check character. A number
whose check character is right is one wherever it stands; another one, or one of fifteen digits, where the text calls
it one.
"""

import re

MASK = "[身份证件号已隐去]"
_FULL_WIDTH = {point: chr(point - 0xFEE0) for point in (*range(0xFF10, 0xFF1A), 0xFF38, 0xFF58)}
_GAP = r"[ \-]?"
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}"
    + _GAP
    + r"(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    + _GAP
    + r"\d{3}[\dXx](?![0-9A-Za-z])"
)
_CALLED = re.compile(
    r"((?:身份证|证件)(?:件)?(?:号码|号)?(?:[:： 为是(（]){0,3})((?:\d{17}[\dXx])|\d{15})(?![0-9A-Za-z])"
)
_DIGITS = re.compile(r"\d{6}|[０-９]{6}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def is_number(text: str) -> bool:
    """Tell whether a text is an identity number, check character and all."""
    narrow = text.strip().translate(_FULL_WIDTH)
    return _NUMBER.fullmatch(narrow) is not None and _checks(narrow)


def masked(text: str) -> str:
    """Return a text with identity numbers made unreadable; the same text where there is none."""
    if not _DIGITS.search(text):
        return text
    narrow = text.translate(_FULL_WIDTH)
    found = _NUMBER.sub(lambda number: MASK if _checks(number[0]) else number[0], narrow)
    found = _CALLED.sub(lambda number: number[1] + MASK, found)
    return text if found == narrow else found


def _checks(number: str) -> bool:
    digits = number.replace(" ", "").replace("-", "").upper()
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return _CHECK[total % 11] == digits[17]
