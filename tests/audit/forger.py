"""One who can switch the database's own guards off and changes the log, and what is found of it."""

from typing import Any

from sqlalchemy import Connection, Engine, insert, text

from exchange.audit.entry import Entry, leaf
from exchange.audit.model import AccessEntry
from tests.audit.log import faults


def alter(connection: Connection, sql: str, **values: Any) -> None:
    """Change something as a forger."""
    assert connection.execute(text(sql), values).rowcount == 1


def found(engine: Engine) -> list[tuple[str, str | None, int | None]]:
    """Verify the log; return kind, entry and position of each fault."""
    return [(str(one.kind), one.entry_id, one.position) for one in faults(engine)]


def hashed(engine: Engine, one: Entry, **changed: Any) -> str:
    """Return the leaf hash of an entry with changed columns, as a careful forger computes it."""
    values = one._asdict() | {"at": one.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")} | changed
    return leaf(list(values.values())).hex()


def insert_row(engine: Engine, one: Entry) -> None:
    """Insert an entry's row alone."""
    with engine.begin() as connection:
        connection.execute(insert(AccessEntry).values(**one._asdict()))
