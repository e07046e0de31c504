"""The divisions that names begin with, or name before their trade: 惠州市惠城区, 广东, (深圳)."""

from collections.abc import Set
from functools import cache
from typing import NamedTuple

from exchange.name.form import normal
from exchange.reference.load import regions

_SUFFIXES = ("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "地区", "省", "市", "盟")
_SHORTEST = 2
LONGEST = 15


class Place(NamedTuple):
    """Where in a name divisions are named, and the paths that they may have in the tree of divisions."""

    length: int
    paths: frozenset[str]


NOWHERE = Place(0, frozenset())


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Return the paths of each spelling: names in full, of provinces and cities also without their kind."""
    known: dict[str, set[str]] = {}
    for row in regions():
        name = normal(row.name)
        known.setdefault(name, set()).add(row.path)
        short = next((name.removesuffix(end) for end in _SUFFIXES if name.endswith(end)), name)
        if row.level in ("PROVINCE", "PREFECTURE") and len(short) >= _SHORTEST:
            known.setdefault(short, set()).add(row.path)
    return {name: frozenset(paths) for name, paths in known.items() if len(name) >= _SHORTEST}


@cache
def _wide() -> frozenset[str]:
    """Return the spellings of provinces and cities alone: the others are words too."""
    return frozenset(name for name, paths in _spellings().items() if min(map(len, paths)) <= len("4413"))


def opening(name: str) -> Place:
    """Return the divisions that a name begins with, each below the one before it."""
    known, at, paths = _spellings(), 0, frozenset[str]()
    while True:
        for size in range(min(LONGEST, len(name) - at), _SHORTEST - 1, -1):
            found = known.get(name[at : at + size], frozenset())
            below = found if not at else frozenset(one for one in found if one.startswith(tuple(paths)))
            if below:
                at, paths = at + size, below
                break
        else:
            return Place(at, paths)


def closing(name: str, end: int, start: int) -> Place:
    """Return the province or city that ends there, if any."""
    for size in range(min(LONGEST, end - start), _SHORTEST - 1, -1):
        if name[end - size : end] in _wide():
            return Place(size, _spellings()[name[end - size : end]])
    return NOWHERE


def agree(some: Set[str], others: Set[str]) -> bool:
    """Return whether one of these divisions is in, or around, one of those."""
    return any(one.startswith(other) or other.startswith(one) for one in some for other in others)
