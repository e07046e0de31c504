"""Keeps a table's cells from being taken for formulas by the program that opens it, and takes the guard off again.

A spreadsheet runs what begins with = + - @ as a formula, also behind a tab or a carriage return. Every file that the
exchange writes guards such a cell by an apostrophe in front; reading takes one off, so that a file that went out comes
back as it was. Plain negative numbers stay as they are.
"""

import re
from collections.abc import Iterable

GUARD = "'"
_RISKY = re.compile(r"'*(?:[=+@\t\r＝＋＠]|[-－](?!\d+(?:\.\d+)?\Z))")
_GUARDED = re.compile(r"'+(?:[=+@\t\r＝＋＠]|[-－](?!\d+(?:\.\d+)?\Z))")


def is_risky(text: str) -> bool:
    """Tell whether a cell needs the guard. One that has it, needs another: so nothing is lost on the way back."""
    return _RISKY.match(text) is not None


def neutralised(text: str) -> str:
    """Return a cell as it is written to a table."""
    return GUARD + text if _RISKY.match(text) else text


def row(cells: Iterable[str]) -> list[str]:
    """Return a row of cells as they are written."""
    return [neutralised(cell) for cell in cells]


def is_guarded(text: str) -> bool:
    """Tell whether a cell that was read has a guard."""
    return text[:1] == GUARD and _GUARDED.match(text) is not None


def restored(text: str) -> str:
    """Return a cell that was read without its guard."""
    return text[1:] if is_guarded(text) else text
