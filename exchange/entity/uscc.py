"""Whether a Unified Social Credit Code can be right (GB 32100-2015), and what a wrong one probably is."""

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of GB 32100-2015, section 4: no I, O, Z, S, V."""
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
"""Appendix A of GB 32100-2015; the check character counts once."""
LENGTH = 18

_VALUE = {char: value for value, char in enumerate(ALPHABET)}
FULL_WIDTH = {point + 0xFEE0: chr(point) for point in range(0x21, 0x7F)}
SEPARATORS = re.compile(r"[\s\-‐‑–—.·]")
_NEVER_MEANT = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}


def _pairs(at: int) -> dict[str, int]:
    first, second = (*WEIGHTS, 1)[at : at + 2]
    return {a + b: i * first + j * second for a, i in _VALUE.items() for b, j in _VALUE.items()}


_0, _2, _4, _6, _8, _10, _12, _14, _16 = map(_pairs, range(0, LENGTH, 2))


def is_valid(uscc: str) -> bool:
    """Return whether it is 18 characters of the alphabet, digits in the division, and the check character is right.

    Any department is allowed: A, N and Y too, which python-stdnum refuses.
    """
    try:
        total = (
            _0[uscc[:2]] + _2[uscc[2:4]] + _4[uscc[4:6]] + _6[uscc[6:8]] + _8[uscc[8:10]]
            + _10[uscc[10:12]] + _12[uscc[12:14]] + _14[uscc[14:16]] + _16[uscc[16:]]
        )  # fmt: skip
    except KeyError:
        return False
    return not total % 31 and uscc[2:8].isdigit()


def check_character(first: str) -> str:
    """Return the 18th character for the first 17, which are of the alphabet."""
    return ALPHABET[-sum(_VALUE[char] * weight for char, weight in zip(first, WEIGHTS, strict=True)) % 31]


def fault(uscc: str) -> tuple[str, str]:
    """Return the code and the message that say why a code in capital half-width letters is refused."""
    if not uscc:
        return "USCC_MISSING", "The line has no Unified Social Credit Code."
    if len(uscc) != LENGTH or not uscc.isascii():
        return _wrong_length(uscc)
    for at, char in enumerate(uscc, 1):
        if char not in _VALUE:
            meant = f"; {_NEVER_MEANT[char]} was probably meant" if char in _NEVER_MEANT else ""
            return "USCC_CHARACTER", f"Character {at} is '{char}', which no USCC contains{meant}."
    if not uscc[2:8].isdigit():
        return "USCC_CHARACTER", f"Characters 3 to 8 are '{uscc[2:8]}'; they are the digits of a division."
    expected = check_character(uscc[:-1])
    return "USCC_CHECK", f"The check character is '{uscc[-1]}', expected is '{expected}': one character is mistyped."


_OLD = (
    (re.compile(r"\d{15}"), "a business registration number of 15 digits"),
    (re.compile(r"\d{13}"), "an old business registration number of 13 digits"),
    (re.compile(r"[0-9A-Z]{8}[0-9X]"), "an organisation code (GB 11714)"),
    (re.compile(r"\d{6}[A-Z]{2}\d{6}[0-9X]?|\d{6}L\d{8}"), "a tax registration number"),
    (re.compile(r"企[合独作外].*"), "the number of a foreign-investment certificate"),
)


def _wrong_length(uscc: str) -> tuple[str, str]:
    for form, what in _OLD:
        if form.fullmatch(uscc):
            return "USCC_OLD_NUMBER", f"This is {what}; ask for the USCC of 18 characters that has replaced it."
    if uscc.isascii() and uscc.isalnum():
        return "USCC_LENGTH", f"It has {len(uscc)} characters, a USCC has {LENGTH}."
    return "USCC_CHARACTER", f"It is no USCC: {LENGTH} digits and capital letters."
