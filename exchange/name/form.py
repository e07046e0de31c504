"""What of a company name is compared: its normal form, its initials, and the keys it is found under.

A key is two neighbouring characters of the normal form (惠州) or three neighbouring letters of the initials (hzs);
the first of each is a second key, as the opening of the name. Keys are 32-bit signed numbers. Rarely two of them
coincide, so what a key proposes is always checked against the name itself. Everything here is pure, and cheap
enough for ingest: a few µs a name.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from struct import unpack_from

from exchange.name import readings

OPENS = "^"
"""Stands before the reading of a key that opens a name."""

_HAN_END, _SIGN = 0xA000, 1 << 31
_OPENING_PAIR = (_HAN_END - 0x4E00) << 16
"""Moves the second character of a pair from the Chinese characters to code points that names don't hold."""
_OPENING_LETTERS = 1 << 24

LONGEST, LENGTH_SHIFT = 63, 56
"""A name's place holds its length, this at most, above this many bits."""

_USUAL = {"重庆": "cq", "旅行": "lx", "发行": "fx", "行政": "xz", "大厦": "ds", "音乐": "yy", "自行车": "zxc"}
"""Phrases in which a character is not read as it usually is in names."""


class Folding(dict[int, str]):
    """The translation table to the normal form, filled as characters turn up."""

    def __init__(self) -> None:
        traditional, simplified = files("exchange.name").joinpath("variants.txt").read_text("utf-8").splitlines()
        self.simple = dict(zip(traditional, simplified, strict=True))

    def __missing__(self, point: int) -> str:
        chars = unicodedata.normalize("NFKD", chr(point)).casefold()
        folded = "".join(self.simple.get(char, char) for char in chars if char.isalnum())
        self[point] = folded
        return folded


folding = cache(Folding)


def normal(text: str) -> str:
    """Return the text as it is compared: NFKD, lower case, simplified, letters and digits only.

    Each character folds by itself, so a part of a name folds as it does within the name.
    """
    return text.translate(folding())


def initials(form: str) -> str:
    """Return the first letters of a normal form's pinyin; letters and digits stand for themselves."""
    for phrase, letters in _USUAL.items():
        if phrase in form:
            form = form.replace(phrase, letters)
    return form.translate(readings.initials())


def bigrams(form: str) -> list[int]:
    """Return the keys of the neighbouring pairs of characters: every other pair, from the first, then the rest."""
    units = form.encode("utf-16-le", "surrogatepass")
    pairs, between = len(units) // 4, (len(units) - 2) // 4
    return [*unpack_from(f"<{pairs}i", units), *(unpack_from(f"<{between}i", units, 2) if between > 0 else ())]


def trigrams(letters: str) -> list[int]:
    """Return the keys of the neighbouring triples of letters, in order."""
    points = letters.encode("ascii", "replace")
    return [a | b << 8 | c << 16 for a, b, c in zip(points, points[1:], points[2:], strict=False)]


def opening(key: int) -> int:
    """Return the key of the same characters or letters where they open a name."""
    if 0 <= key < _OPENING_LETTERS:
        return key | _OPENING_LETTERS
    return (key + _OPENING_PAIR + _SIGN) % (2 * _SIGN) - _SIGN


def keys(form: str, letters: str) -> list[int]:
    """Return the keys that a name of this normal form and these initials is found under; some may repeat."""
    pairs, triples = bigrams(form), trigrams(letters)
    return [*pairs, *triples, *map(opening, pairs[:1]), *map(opening, triples[:1])]


UBIQUITOUS = frozenset(bigrams("有限公司") + trigrams("yxgs"))
"""Keys that most names have: in no index of PostgreSQL, because an ordered walk finds a page of such names at once."""


def pinyin(key: int) -> list[str]:
    """Return the readings of a key of two Chinese characters ("hui zhou"), OPENS before them if they open a name.

    Any other key has the reading "".
    """
    first, second = key & 0xFFFF, key >> 16 & 0xFFFF
    opens = second >= _HAN_END
    known = readings.by_point()
    firsts, seconds = known.get(first), known.get(second - (_OPENING_PAIR >> 16) if opens else second)
    if firsts is None or seconds is None:
        return [""]
    return [f"{OPENS if opens else ''}{one} {other}" for one in firsts for other in seconds]
