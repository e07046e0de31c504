"""Write the names of entities so that they are found: the rows, their keys, and the vocabulary of keys."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, select, update

from exchange.name import form
from exchange.name.kind import NameKind
from exchange.name.model import EntityName
from exchange.name.row import Block, Entries, Named, Row, entries, place, rows, rows_of
from exchange.name.vocabulary import Vocabulary

__all__ = ("Named", "add", "put", "remember", "replace", "rows")

_BATCH = 5_000
_TABLE: Table = EntityName.__table__  # type: ignore[assignment]
_COPY = f"COPY entity_name ({', '.join(Row._fields)}, codes) FROM STDIN (FORMAT binary)"
_INSERT = f"INSERT INTO entity_name ({', '.join(Row._fields)}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of our own
_INSERT_KEYS = "INSERT INTO entity_name_key (rowid, keys) VALUES (?, ?)"


def add(connection: Connection, named: Iterable[Named]) -> int:
    """Write the names of entities that have none yet, in the caller's transaction; return how many rows.

    Holds one batch of rows and the distinct keys in memory. Call it once a transaction where transactions run side
    by side: new keys are written in one order, so two calls wait for each other but never in a circle.
    """
    vocabulary, written = Vocabulary(connection), 0
    source = iter(named)
    while batch := rows(islice(source, _BATCH)):
        put(connection, entries(connection.dialect.name, batch), vocabulary)
        written += len(batch)
    vocabulary.write()
    return written


def put(connection: Connection, made: Entries, vocabulary: Vocabulary) -> None:
    """Write rows, and let the vocabulary learn their keys; the caller writes it."""
    with _writing(connection, made.block):
        # While the database takes the rows.
        vocabulary.learn(made.keys, made.counted)


@contextmanager
def _writing(connection: Connection, block: Block) -> Iterator[None]:
    if isinstance(block, bytes):
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.write(block)
            yield
        return
    made, keys = block
    connection.exec_driver_sql(_INSERT, made)
    connection.exec_driver_sql(_INSERT_KEYS, keys)
    yield


def remember(connection: Connection, named: Sequence[Named], vocabulary: Vocabulary) -> int:
    """Add former names that known entities, with these current names, lack; return how many entities lacked any."""
    former = {each.place: each for each in rows(named) if each.kind == NameKind.FORMER}
    known: set[int] = set()
    places = iter(former)
    while some := list(islice(places, _BATCH)):
        known.update(connection.execute(select(_TABLE.c.place).where(_TABLE.c.place.in_(some))).scalars())
    lacking = [Named(each.uscc, each.name) for at, each in former.items() if at not in known]
    if not lacking:
        return 0
    made = rows_of([(uscc, NameKind.FORMER.value, False, name) for uscc, name, _ in lacking])
    put(connection, entries(connection.dialect.name, made), vocabulary)
    of = {each.uscc for each in lacking}
    current = [place(uscc, name, form.normal(name)) for uscc, name, _ in named if uscc in of]
    for at in range(0, len(current), _BATCH):
        several = update(_TABLE).where(_TABLE.c.place.in_(current[at : at + _BATCH])).values(sole=False)
        connection.execute(several)
    return len(of)


def replace(connection: Connection, uscc: str, old: str, new: str, vocabulary: Vocabulary) -> None:
    """Give an entity a new name; `old`, the one it has, becomes FORMER. A name it bore before becomes CURRENT again.

    Raises LookupError when the index doesn't hold `old`: the entity would have two current names.
    """
    if old == new:
        return
    had = place(uscc, old, form.normal(old))
    was = update(_TABLE).where(_TABLE.c.place == had).values(kind=NameKind.FORMER.value, sole=False)
    if not connection.execute(was).rowcount:
        raise LookupError(f"The index of names doesn't hold the name that {uscc} has.")
    [current] = rows_of([(uscc, NameKind.CURRENT.value, False, new)])
    again = update(_TABLE).where(_TABLE.c.place == current.place).values(kind=NameKind.CURRENT.value)
    if connection.execute(again).rowcount:
        return
    put(connection, entries(connection.dialect.name, [current]), vocabulary)
