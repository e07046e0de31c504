"""Writes the same rows to one database after the other: what was worked out for the first is said again to the rest."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event

Write = Callable[[Connection], None]
_SAID: dict[tuple[str, Write], list[tuple[str, Any]]] = {}


def repeated(connection: Connection, write: Write) -> None:
    """Let `write` write, and from the second time on in this process repeat its statements; they must be the same."""
    key = (connection.dialect.name, write)
    if key in _SAID:
        for statement, parameters in _SAID[key]:
            connection.exec_driver_sql(statement, parameters)
        return
    said: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        said.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", hear)
    write(connection)
    event.remove(connection, "before_cursor_execute", hear)
    _SAID[key] = said
