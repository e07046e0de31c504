"""Writes many rows of one table at once, in the caller's transaction: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table

from exchange.submission.copying import Block, block


def insert(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows of text, whole numbers, booleans and nulls; days and instants in UTC come as text in ISO 8601."""
    if rows:
        write(connection, table, columns, block(connection.dialect.name, list(zip(*rows, strict=True))))


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


def staged(connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows as `insert` does to a table behind row-level security, which COPY doesn't write to."""
    if not rows or connection.dialect.name != "postgresql":
        insert(connection, table, columns, rows)
        return
    stage, names = f"incoming_{table.name}", ", ".join(columns)
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE IF NOT EXISTS {stage} ON COMMIT DROP AS SELECT {names} FROM {table.name} WITH NO DATA"  # noqa: S608 - ours
    )
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {stage} ({names}) FROM STDIN") as copy:
        copy.write(block("postgresql", list(zip(*rows, strict=True))))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {stage}")  # noqa: S608 - ours
    connection.exec_driver_sql(f"TRUNCATE {stage}")
