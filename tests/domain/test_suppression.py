"""Whether anybody can work a withheld number out: solvers that know every told number, and the rule itself."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.supervision.month import Month
from exchange.supervision.stage import Stage
from exchange.supervision.suppression import Cell, together, told
from exchange.supervision.table import Table, table

STAGE, MONTH = Stage.SUBMITTED, Month(2026, 3)
DIMENSIONS = ("abc", "defg", "hi", "jkl")
"""The keys of four dimensions."""
Where = tuple[str, ...]
"""Under which key of each dimension something is counted."""


def cells(counts: Mapping[str, int]) -> dict[str, Cell]:
    """Return cells of as many applications as that, an enterprise and a fen each."""
    return {key: Cell(n, Counter({f"{key}{one}": 1 for one in range(n)})) for key, n in counts.items()}


def shares(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to share a total among parts."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in shares(total - first, parts - 1))


def answer(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Return what is told of a table: the total, and every number that isn't withheld, also that it is 0."""
    keys = "abcd"[: len(counts)]
    made = table(MONTH, {STAGE: cells(dict(zip(keys, counts, strict=True)))})
    total = made.total[STAGE]
    open_ = told(cells(dict(zip(keys, counts, strict=True))))
    numbers = [
        n if open_ is not None and (key in open_ or not n) else None for key, n in zip(keys, counts, strict=True)
    ]
    return None if total is None else total.count, *numbers


@pytest.mark.parametrize(("parts", "most"), [(2, 30), (3, 22), (4, 16)])
def test_who_knows_the_rule_and_tries_every_table_is_left_with_three_numbers_for_each_small_one(
    parts: int, most: int
) -> None:
    alike = defaultdict(list)
    for total in range(most + 1):
        for counts in shares(total, parts):
            alike[answer(counts)].append(counts)

    for (_, *numbers), tables in alike.items():
        for place, number in enumerate(numbers):
            possible = {counts[place] for counts in tables}
            assert number is not None or not possible & {1, 2, 3, 4} or len(possible) >= 3, (tables, place)
            assert number is None or number == 0 or number >= 5


FACTS = st.lists(
    st.tuples(*(st.sampled_from(keys) for keys in DIMENSIONS), st.integers(0, 30), st.sampled_from([1, 1, 1, 2, 500])),
    max_size=60,
)
"""Where, of which enterprise and of how many fen."""


def tables_of(facts: Sequence[tuple[str, str, str, str, int, int]]) -> list[tuple[dict[str, Cell], Table]]:
    """Return of each dimension the cells, and what is told of them."""
    found = []
    for place in range(len(DIMENSIONS)):
        counted: dict[str, Cell] = {}
        for fact in facts:
            counted.setdefault(str(fact[place]), Cell()).add(str(fact[4]), fact[5], 0)
        found.append((counted, table(MONTH, {STAGE: counted})))
    return found


def known(place: int, keys: str, made: Table) -> Iterator[list[Fraction]]:
    """Yield what a table tells as equations over every combination of keys; a row is 1 for those that it sums up."""
    if made.total[STAGE] is not None:
        yield [Fraction(1) for _ in product(*DIMENSIONS)]
    for key in keys:
        if key in made.rows and made.rows[key][STAGE] is not None:
            yield [Fraction(where[place] == key) for where in product(*DIMENSIONS)]


def follows(row: list[Fraction], equations: list[list[Fraction]]) -> bool:
    """Return whether a sum is a combination of others that are in echelon form."""
    return not any(reduced(row, equations))


def reduced(row: list[Fraction], echelon: list[list[Fraction]]) -> list[Fraction]:
    """Take from a row what an echelon form explains of it."""
    for other in echelon:
        lead = next(place for place, value in enumerate(other) if value)
        if row[lead]:
            factor = row[lead] / other[lead]
            row = [value - factor * more for value, more in zip(row, other, strict=True)]
    return row


@settings(max_examples=60, deadline=None, derandomize=True)
@given(FACTS)
def test_no_withheld_number_follows_from_all_tables_of_a_month_together(
    facts: list[tuple[str, str, str, str, int, int]],
) -> None:
    made = tables_of(facts)
    echelon: list[list[Fraction]] = []
    for place, (_, one) in enumerate(made):
        for row in known(place, DIMENSIONS[place], one):
            left = reduced(row, echelon)
            if any(left):
                echelon.append(left)

    for place, (counted, one) in enumerate(made):
        for key, cell in counted.items():
            if one.rows.get(key, {}).get(STAGE) is not None:
                assert not cell.small
                continue
            row = [Fraction(where[place] == key) for where in product(*DIMENSIONS)]
            assert not follows(row, echelon), (key, facts)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(FACTS)
def test_what_is_withheld_of_a_table_is_together_of_no_few_and_of_nobody_alone(
    facts: list[tuple[str, str, str, str, int, int]],
) -> None:
    for counted, one in tables_of(facts):
        withheld = [cell for key, cell in counted.items() if key not in one.rows]
        total = one.total[STAGE]
        assert (total is None) is together(counted.values()).small
        assert total is None or len(withheld) != 1
        assert total is None or not together(withheld).small
        assert total is not None or not one.rows


@pytest.mark.parametrize(
    ("counts", "open_"),
    [
        ({"a": 12, "b": 9, "c": 20}, "abc"),
        ({"a": 12, "b": 9, "c": 3}, "a"),
        ({"a": 12, "b": 9, "c": 0}, "ab"),
        ({"a": 12, "b": 5, "c": 1, "d": 1}, None),
        ({"a": 12, "b": 8, "c": 1, "d": 1}, "a"),
        ({"a": 30, "b": 2, "c": 2, "d": 3}, "a"),
        ({"a": 30, "b": 4, "c": 4}, None),
        ({"a": 4}, None),
        ({"a": 4, "b": 4}, None),
        ({}, ""),
    ],
)
def test_others_are_withheld_until_the_rest_of_the_total_narrows_nothing_down(
    counts: dict[str, int], open_: str | None
) -> None:
    assert told(cells(counts)) == (None if open_ is None else frozenset(open_))


def test_many_applications_of_few_enterprises_are_small_and_so_is_an_amount_that_is_nearly_one_s() -> None:
    few, dominated, common = Cell(), Cell(), Cell()
    for n in range(40):
        few.add(str(n % 4), 1, 0)
    for n in range(10):
        dominated.add(str(n), 37 if n == 0 else 1, 0)
        common.add(str(n), 36 if n == 0 else 1, 0)

    assert (few.count, few.small) == (40, True)
    assert (dominated.small, common.small) == (True, False)
