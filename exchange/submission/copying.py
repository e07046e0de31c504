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


def block(dialect: str, columns: Sequence[Sequence[Any]]) -> Block:
    """Return columns of text, whole numbers, booleans and nulls, one cell for each row, in the form of a database."""
    return _text(columns) if dialect == "postgresql" else list(zip(*columns, strict=True))


def columns(rows: Block) -> list[Sequence[Any]]:
    """Return the columns of a block again; from PostgreSQL's text all that isn't null comes as text."""
    if not isinstance(rows, bytes):
        return list(zip(*rows, strict=True))
    text = rows.decode()
    lines = [line.split("\t") for line in text[:-1].split("\n")]
    if text.count("\\") > text.count(r"\N"):
        return [[_meant(cell) for cell in column] for column in zip(*lines, strict=True)]
    return [[None if cell == r"\N" else cell for cell in column] for column in zip(*lines, strict=True)]


def _text(columns: Sequence[Sequence[Any]]) -> bytes:
    """Return columns in PostgreSQL's text format.

    Clean text needs no escaping but of the backslash, which the whole block gets at once; a tab or line end too many
    shows that it wasn't clean.
    """
    cells = [[v if type(v) is str else _NULL if v is None else str(v) for v in column] for column in columns]
    lines = ["\t".join(row) for row in zip(*cells, strict=True)]
    text = "\n".join(lines)
    if text.count("\t") != (len(cells) - 1) * len(lines) or text.count("\n") != len(lines) - 1 or "\r" in text:
        rows = zip(*columns, strict=True)
        text = "\n".join("\t".join([_NULL if v is None else str(v).translate(_ESCAPES) for v in row]) for row in rows)
    elif "\\" in text:
        text = text.replace("\\", r"\\")
    return (text.replace(_NULL, r"\N") + "\n").encode()


def _meant(cell: str) -> str | None:
    if "\\" not in cell:
        return cell
    return None if cell == r"\N" else _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), cell)
