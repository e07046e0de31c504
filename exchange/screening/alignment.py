"""How one name becomes another with the fewest changes: characters replaced, left out, added, or swapped."""

from enum import StrEnum
from typing import NamedTuple


class Change(StrEnum):
    """What became of a character."""

    KEPT = "KEPT"
    REPLACED = "REPLACED"
    MISSING = "MISSING"
    """The registered name has it, the given one doesn't."""
    ADDED = "ADDED"
    """The given name has it, the registered one doesn't."""
    SWAPPED = "SWAPPED"
    """It stands in the place of its neighbour, which stands in its."""


class Step(NamedTuple):
    """A change, with the places in the given and in the registered name; -1 where there is none."""

    change: Change
    given: int
    registered: int


class Alignment(NamedTuple):
    """How many characters both names begin and end with, and the steps of what is between."""

    head: int
    tail: int
    middle: list[Step]


def aligned(given: str, registered: str) -> Alignment:
    """Align two texts (optimal string alignment: Damerau and Levenshtein, no place touched twice)."""
    least = min(len(given), len(registered))
    head = tail = 0
    while head < least and given[head] == registered[head]:
        head += 1
    while tail < least - head and given[-1 - tail] == registered[-1 - tail]:
        tail += 1
    a, b = given[head : len(given) - tail], registered[head : len(registered) - tail]
    if not a:
        middle = [Step(Change.MISSING, -1, head + j) for j in range(len(b))]
    elif not b:
        middle = [Step(Change.ADDED, head + i, -1) for i in range(len(a))]
    else:
        middle = _walked(a, b, _table(a, b), head)
    return Alignment(head, tail, middle)


def _table(a: str, b: str) -> list[list[int]]:
    """Return the distances of all beginnings of two texts."""
    row = list(range(len(b) + 1))
    rows = [row]
    for i, x in enumerate(a):
        above, left = row, i + 1
        row = [left]
        for j, y in enumerate(b):
            here = above[j]
            if x != y:
                # Of three neighbours the least; this loop is most of what screening costs.
                up = above[j + 1]
                here = 1 + (here if here <= up and here <= left else up if up <= left else left)
                if i and j and x == b[j - 1] and a[i - 1] == y and rows[i - 1][j - 1] + 1 < here:
                    here = rows[i - 1][j - 1] + 1
            row.append(here)
            left = here
        rows.append(row)
    return rows


def _walked(a: str, b: str, rows: list[list[int]], head: int) -> list[Step]:
    """Return the steps by the table; of equal ways the one that keeps characters, else leaves out, from the end on."""
    steps: list[Step] = []
    i, j = len(a), len(b)
    while i or j:
        here = rows[i][j]
        if i and j and a[i - 1] == b[j - 1] and here == rows[i - 1][j - 1]:
            i, j = i - 1, j - 1
            steps.append(Step(Change.KEPT, head + i, head + j))
        elif i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1] and here == rows[i - 2][j - 2] + 1:
            i, j = i - 2, j - 2
            steps += [Step(Change.SWAPPED, head + i, head + j + 1), Step(Change.SWAPPED, head + i + 1, head + j)]
        elif j and here == rows[i][j - 1] + 1:
            j -= 1
            steps.append(Step(Change.MISSING, -1, head + j))
        elif i and here == rows[i - 1][j] + 1:
            i -= 1
            steps.append(Step(Change.ADDED, head + i, -1))
        else:
            i, j = i - 1, j - 1
            steps.append(Step(Change.REPLACED, head + i, head + j))
    return steps[::-1]
