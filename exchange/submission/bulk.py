"""Writes many rows of one table at once, in the caller's transaction: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table

_NULL = "\0"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r", _NULL: ""})

Block = bytes | Sequence[Sequence[Any]]
"""Rows as the database takes them."""


def insert(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows of text, whole numbers, booleans and nulls; days and instants in UTC come as text in ISO 8601."""
    if rows:
        write(connection, table, columns, block(connection.dialect.name, rows, len(columns)))


def block(dialect: str, rows: Sequence[Sequence[Any]], width: int) -> Block:
    """Return rows in the form the database takes, for `write`; this asks nothing of the database."""
    return copy_text(rows, width) if dialect == "postgresql" else rows


def write(connection: Connection, table: Table, columns: Sequence[str], rows: Block) -> None:
    """Write a block."""
    driver: Any = connection.connection.driver_connection
    names = ", ".join(columns)
    if isinstance(rows, bytes):
        with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            copy.write(rows)
        return
    marks = ", ".join("?" * len(columns))
    driver.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of our own


def copy_text(rows: Iterable[Sequence[Any]], width: int) -> bytes:
    """Return rows in PostgreSQL's text format.

    Clean text needs no escaping but of the backslash, which the whole block gets at once; a tab or line end too many
    shows that it wasn't clean.
    """
    lines = ["\t".join([v if type(v) is str else _NULL if v is None else str(v) for v in row]) for row in rows]
    text = "\n".join(lines)
    if text.count("\t") != (width - 1) * len(lines) or text.count("\n") != len(lines) - 1 or "\r" in text:
        text = "\n".join("\t".join([_NULL if v is None else str(v).translate(_ESCAPES) for v in row]) for row in rows)
    elif "\\" in text:
        text = text.replace("\\", r"\\")
    return (text.replace(_NULL, r"\N") + "\n").encode()
