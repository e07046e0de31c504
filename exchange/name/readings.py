"""How a Chinese character is read: its syllables, the characters of a syllable, the syllables of a spelling."""

from functools import cache
from importlib.resources import files
from itertools import islice

_LONGEST = 6


@cache
def _lines() -> list[list[str]]:
    text = files("exchange.name").joinpath("readings.txt").read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines()]


@cache
def by_char() -> dict[str, tuple[str, ...]]:
    """Return the syllables of each character, the usual one in names of enterprises first; ü is v."""
    known: dict[str, tuple[str, ...]] = {
        char: (syllable,) for syllable, first, _ in _lines() if first != "-" for char in first
    }
    for syllable, _, further in _lines():
        for char in further.replace("-", ""):
            known[char] = (*known[char], syllable)
    return known


@cache
def by_point() -> dict[int, tuple[str, ...]]:
    """Return `by_char` with code points for characters."""
    return {ord(char): syllables for char, syllables in by_char().items()}


@cache
def by_syllable() -> dict[str, str]:
    """Return the characters of GB 2312 that may be read as each syllable, and all of them where it has none."""
    chars = {syllable: (first + further).replace("-", "") for syllable, first, further in _lines()}
    common = {s: "".join(c for c in cs if c.encode("gb2312", "ignore")) for s, cs in chars.items()}
    return {syllable: common[syllable] or chars[syllable] for syllable in chars}


@cache
def initials() -> dict[int, str]:
    """Return the translation table from characters to the first letter of their usual syllable."""
    return {ord(char): syllables[0][0] for char, syllables in by_char().items()}


def spellings(letters: str, limit: int) -> list[tuple[str, ...]]:
    """Divide letters into two or more syllables, fewest syllables first; at most `limit` ways, none if impossible.

    `huanan` is 环岸 (huan an) or 华南 (hua nan). Of two ways of equal length the one whose first syllable is longer
    comes first.
    """
    ways: list[list[tuple[str, ...]]] = [[] for _ in letters] + [[()]]
    known = by_syllable()
    for start in reversed(range(len(letters))):
        ends = range(min(start + _LONGEST, len(letters)), start, -1)
        found = ((letters[start:end], *rest) for end in ends if letters[start:end] in known for rest in ways[end])
        ways[start] = sorted(found, key=len)[: limit + 1]
    return list(islice((way for way in ways[0] if len(way) > 1), limit))
