"""The keys of many names at once, worked out by moving bytes: every key of a name is a window of its text."""

import re
import sys
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from struct import Struct

from exchange.name import form

_ELEMENT, _SIZE = Struct(">ii"), 4
_NO_KEY = 0
"""Stands behind the keys of a name: no name holds NUL, so no key is 0."""
_BETWEEN = _ELEMENT.pack(_SIZE, _NO_KEY)
_LEFT_OUT = re.compile(b"|".join([re.escape(_ELEMENT.pack(_SIZE, key)) for key in sorted(form.UBIQUITOUS)]))
"""Found only where an element begins: no key is as small as the size that stands before each."""
_INTEGER = 23
_HEADER, _EMPTY = Struct(">5i"), Struct(">3i").pack(0, 0, _INTEGER)


def keys(normals: Sequence[str], letters: Sequence[str]) -> tuple["array[int]", list[int]]:
    """Return what form.keys gives for names of these normal forms and initials, and where each name's keys begin.

    The keys of all stand one behind the other; the last place is their end.
    """
    text = "".join(normals)
    units = text.encode("utf-16-le", "surrogatepass")
    pairs, triples = _pairs(units), _triples("".join(letters))
    # Pairs are of UTF-16 units, which beyond the basic plane are not the characters.
    wide = len(units) != 2 * len(text)
    lengths = [len(each.encode("utf-16-le", "surrogatepass")) // 2 if wide else len(each) for each in normals]
    found, places, unit, letter = array("i"), [0], 0, 0
    for length, initials in zip(lengths, map(len, letters), strict=True):
        if length > 1:
            found += pairs[unit : unit + length - 1]
            found.append(form.opening(pairs[unit]))
        if initials > 2:
            found += triples[letter : letter + initials - 2]
            found.append(form.opening(triples[letter]))
        unit, letter = unit + length, letter + initials
        places.append(len(found))
    return found, places


def texts(found: "array[int]", places: Sequence[int]) -> Iterator[str]:
    """Yield each name's keys, separated by commas."""
    return (",".join(map(str, found[start:end])) for start, end in pairwise(places))


def arrays(found: "array[int]", places: Sequence[int]) -> Iterator[bytes]:
    """Yield each name's keys without the ubiquitous ones, in the binary form of PostgreSQL's integer[]."""
    own = array("i")
    for start, end in pairwise(places):
        own += found[start:end]
        own.append(_NO_KEY)
    elements = array("i", [_SIZE]) * (2 * len(own))
    elements[1::2] = own
    wire = _ordered(elements, "big").tobytes()
    *each, _ = _LEFT_OUT.sub(b"", wire).split(_BETWEEN)
    return (_HEADERS[len(kept)] + kept for kept in each)


class _Headers(dict[int, bytes]):
    """What stands before the elements of an array that has so many bytes of them; filled as lengths turn up."""

    def __missing__(self, length: int) -> bytes:
        filled = (1, 0, _INTEGER, length // _ELEMENT.size, 1)
        header = self[length] = _HEADER.pack(*filled) if length else _EMPTY
        return header


_HEADERS = _Headers()


def _pairs(units: bytes) -> "array[int]":
    found = array("i", bytes(2 * max(len(units) - 2, 0)))
    found[0::2] = _numbers(units)
    found[1::2] = _numbers(units[2:])
    return found


def _triples(letters: str) -> "array[int]":
    points = letters.encode("ascii", "replace")
    windows = bytearray(4 * max(len(points) - 2, 0))
    for at in range(3):
        windows[at::4] = points[at : len(points) - 2 + at]
    return _numbers(windows)


def _numbers(data: bytes | bytearray) -> "array[int]":
    return _ordered(array("i", bytes(data[: len(data) // 4 * 4])), "little")


def _ordered(numbers: "array[int]", order: str) -> "array[int]":
    if sys.byteorder != order:
        numbers.byteswap()
    return numbers
