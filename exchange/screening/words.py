"""The words that many names share: legal forms, what branches are called, trades."""

from functools import cache
from importlib.resources import files


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of a kind: form, branch or trade."""
    lines = files("exchange.screening").joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    [found] = (line for line in lines if line.startswith(f"{kind} "))
    return frozenset(found.split()[1:])


@cache
def longest(kind: str) -> int:
    """Return how many characters the longest word of a kind has."""
    return max(map(len, words(kind)))


def ending(text: str, end: int, kind: str, start: int = 0) -> int:
    """Return how long the longest word of a kind is that ends there and doesn't begin before `start`; 0 for none."""
    known = words(kind)
    for size in range(min(longest(kind), end - start), 0, -1):
        if text[end - size : end] in known:
            return size
    return 0
