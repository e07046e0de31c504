"""Which cells of a table may be told, so that nobody can work out a small one from the others and their total.

A table divides what happened in one month among the values of one dimension. Its total is told, where that isn't small
itself, and is the same in every table of the month; nothing else ties one table to another.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LEAST = 5
"""Enterprises that a told cell is of, at least."""
LARGEST_PERCENT = 80
"""What one enterprise may make of a told cell's amount, at most: above, the amount is as good as its own."""

Key = str
"""A value of a dimension; empty where nothing is said."""


@dataclass(slots=True)
class Cell:
    """What happened, of how many enterprises."""

    count: int = 0
    amounts: Counter[str] = field(default_factory=Counter)
    """Of each enterprise, in fen."""
    weight: int = 0
    """What an average is taken of: days, or fen by millionths; see exchange.supervision.stage."""

    @property
    def amount_fen(self) -> int:
        """Return the amount of all."""
        return self.amounts.total()

    def add(self, uscc: str, amount_fen: int, weight: int, count: int = 1) -> None:
        """Count something of an enterprise."""
        self.count += count
        self.amounts[uscc] += amount_fen
        self.weight += weight

    @property
    def small(self) -> bool:
        """Return whether it is of too few enterprises to be told, or its amount of one nearly alone; nothing isn't."""
        if not self.count:
            return False
        largest = max(self.amounts.values())
        return len(self.amounts) < LEAST or largest * 100 > self.amount_fen * LARGEST_PERCENT


def together(cells: Iterable[Cell]) -> Cell:
    """Return several cells as one."""
    whole = Cell()
    for cell in cells:
        whole.count += cell.count
        whole.weight += cell.weight
        whole.amounts.update(cell.amounts)
    return whole


def told(cells: Mapping[Key, Cell]) -> frozenset[Key] | None:
    """Return the keys of what may be told of a table; null where not even that there is nothing under another key.

    Beside what is small, others are withheld until what is left of the total doesn't narrow it down. Which ones doesn't
    depend on how large they are: else a told cell would be a bound of those withheld. They go from the last code on,
    for in GB/T 2260 a city's own districts come first.
    """
    something = {key: cell for key, cell in cells.items() if cell.count}
    withheld = {key for key, cell in something.items() if cell.small}
    if together(something.values()).small:
        return None
    if not withheld:
        return frozenset(something)
    for key in sorted(something.keys() - withheld, reverse=True):
        if _is_safe([something[one] for one in withheld]):
            break
        withheld.add(key)
    if withheld == something.keys():
        return None
    return frozenset(something.keys() - withheld)


def _is_safe(withheld: list[Cell]) -> bool:
    """Return whether the sum of what is withheld narrows none of it down.

    Not even for somebody who is told which of them are from 1 to 4: each of these can still be any of the four, and
    each other one has as many values.
    """
    if len(withheld) < 2 or together(withheld).small:
        return False
    few = sum(cell.count < LEAST for cell in withheld)
    others = len(withheld) - few
    known, sum_, spread = few + others * LEAST, sum(cell.count for cell in withheld), LEAST - 2
    return known + spread <= sum_ and (others > 0 or sum_ + spread <= few * (LEAST - 1))
