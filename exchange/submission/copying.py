"""Rows in the form the database takes, and back: the text of COPY for PostgreSQL, the rows themselves for SQLite."""

import re
from collections.abc import Sequence
from typing import Any

_NULL = "\0"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", _NULL: ""})
_ESCAPED = re.compile(r"\\(.)")
_MEANT = {"t": "\t", "n": "\n", "r": "\r"}

Block = bytes | Sequence[Sequence[Any]]
"""Rows as the database takes them."""


def block(dialect: str, columns: Sequence[Sequence[Any]], same: Sequence[Any] = ()) -> Block:
    """Return columns of text, whole numbers, booleans and nulls, one cell for each row, in the form of a database.

    `same`: the cells that all rows have alike, behind the others.
    """
    if dialect == "postgresql":
        return _text(columns, same)
    return list(zip(*columns, *[(cell,) * len(columns[0]) for cell in same], strict=True))


def columns(rows: Block) -> list[Sequence[Any]]:
    """Return the columns of a block again; from PostgreSQL's text all that isn't null comes as text."""
    if not isinstance(rows, bytes):
        return list(zip(*rows, strict=True))
    text = rows.decode()
    lines = [line.split("\t") for line in text[:-1].split("\n")]
    if text.count("\\") > text.count(r"\N"):
        return [[_meant(cell) for cell in column] for column in zip(*lines, strict=True)]
    return [[None if cell == r"\N" else cell for cell in column] for column in zip(*lines, strict=True)]


def _text(columns: Sequence[Sequence[Any]], same: Sequence[Any]) -> bytes:
    """Return columns in PostgreSQL's text format.

    Clean text needs no escaping but of the backslash, which the whole block gets at once; a tab or line end too many
    shows that it wasn't clean.
    """
    cells = [[v if type(v) is str else _NULL if v is None else str(v) for v in column] for column in columns]
    lines = list(map("\t".join, zip(*cells, strict=True)))
    text = "\n".join(lines)
    if text.count("\t") != (len(cells) - 1) * len(lines) or text.count("\n") != len(lines) - 1 or "\r" in text:
        text = "\n".join(map("\t".join, zip(*[map(_escaped, column) for column in columns], strict=True)))
    elif "\\" in text:
        text = text.replace("\\", r"\\")
    end = "".join(["\t" + _escaped(cell) for cell in same]) + "\n"
    return (text.replace("\n", end) + end).replace(_NULL, r"\N").encode()


def _escaped(cell: Any) -> str:
    return _NULL if cell is None else str(cell).translate(_ESCAPES)


def _meant(cell: str) -> str | None:
    if "\\" not in cell:
        return cell
    return None if cell == r"\N" else _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), cell)
