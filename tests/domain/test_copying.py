"""Whether rows come back from the form the database takes."""

import pytest

from exchange.submission import copying


@pytest.mark.parametrize("cell", ["示例", "", "a\\b", "\\N", "\\\\N", "tab\t", "line\n", "\r", "\\t", None])
def test_a_cell_comes_back_from_the_text_of_copy(cell: str | None) -> None:
    block = copying.block("postgresql", [[cell, "x", None], ["1", "2", "3"]])

    assert copying.columns(block) == [[cell, "x", None], ["1", "2", "3"]]


def test_rows_come_back_as_they_are_from_those_of_sqlite() -> None:
    columns = [("示例", None), (1, 2), (True, False)]

    assert copying.columns(copying.block("sqlite", columns)) == columns
