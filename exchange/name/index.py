"""Write the names of entities so that they are found: the rows, their keys, and the vocabulary of keys."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, update

from exchange.name import form, vocabulary
from exchange.name.model import EntityName, NameKind

_BATCH = 5_000
_TABLE: Table = EntityName.__table__  # type: ignore[assignment]
_COLUMNS = ("place", "uscc", "kind", "sole", "name", "normal", "initials", "codes")
_COPY = f"COPY entity_name ({', '.join(_COLUMNS)}) FROM STDIN"
_INSERT = f"INSERT INTO entity_name ({', '.join(_COLUMNS[:-1])}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of our own
_INSERT_KEYS = "INSERT INTO entity_name_key (rowid, keys) VALUES (?, ?)"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


class Named(NamedTuple):
    """An entity's name and those it bore before."""

    uscc: str
    current: str
    former: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row of entity_name, and the keys of its name."""

    place: int
    uscc: str
    kind: str
    sole: bool
    name: str
    normal: str
    initials: str
    keys: list[int]


def place(uscc: str, name: str, normal: str) -> int:
    """Return where a name stands among equals, at most 2**62: the length of its normal form, then a 56-bit digest."""
    digest = blake2b(f"{uscc}\0{name}".encode(), digest_size=7).digest()
    return min(len(normal), form.LONGEST) << form.LENGTH_SHIFT | int.from_bytes(digest, "big")


def row(uscc: str, name: str, kind: NameKind, sole: bool) -> Row:
    """Return the row of one name."""
    normal = form.normal(name)
    letters = form.initials(normal)
    return Row(place(uscc, name, normal), uscc, kind.value, sole, name, normal, letters, form.keys(normal, letters))


def rows(named: Iterable[Named]) -> Iterator[Row]:
    """Return the rows of entities' names; a former name that is the current one, or repeated, is left out."""
    for uscc, current, former in named:
        if not former:
            yield row(uscc, current, NameKind.CURRENT, True)
            continue
        others = dict.fromkeys(former)
        others.pop(current, None)
        yield row(uscc, current, NameKind.CURRENT, not others)
        yield from (row(uscc, name, NameKind.FORMER, False) for name in others)


def add(connection: Connection, named: Iterable[Named]) -> int:
    """Write the names of entities that have none yet, in the caller's transaction; return how many rows.

    Holds one batch of rows and the distinct keys in memory. Call it once a transaction where transactions run side
    by side: new keys are written in one order, so two calls wait for each other but never in a circle.
    """
    write = _copy if connection.dialect.name == "postgresql" else _insert
    source, found, written = rows(named), Counter[int](), 0
    while batch := sorted(islice(source, _BATCH)):
        write(connection, batch)
        for each in batch:
            found.update(each.keys)
        written += len(batch)
    vocabulary.learn(connection, found)
    return written


def replace(connection: Connection, uscc: str, old: str, new: str) -> None:
    """Give an entity a new name; `old`, the one it has, becomes FORMER. A name it bore before becomes CURRENT again."""
    if old == new:
        return
    had = place(uscc, old, form.normal(old))
    connection.execute(update(_TABLE).where(_TABLE.c.place == had).values(kind=NameKind.FORMER.value, sole=False))
    current = row(uscc, new, NameKind.CURRENT, False)
    again = update(_TABLE).where(_TABLE.c.place == current.place).values(kind=NameKind.CURRENT.value)
    if connection.execute(again).rowcount:
        return
    write = _copy if connection.dialect.name == "postgresql" else _insert
    write(connection, [current])
    vocabulary.learn(connection, Counter(current.keys))


def _copy(connection: Connection, batch: list[Row]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.write("".join(map(_line, batch)))


def _line(each: Row) -> str:
    place, uscc, kind, sole, name, normal, letters, keys = each
    codes = str([key for key in keys if key not in form.UBIQUITOUS])[1:-1]
    return f"{place}\t{uscc}\t{kind}\t{sole}\t{name.translate(_ESCAPES)}\t{normal}\t{letters}\t{{{codes}}}\n"


def _insert(connection: Connection, batch: list[Row]) -> None:
    connection.exec_driver_sql(_INSERT, [each[:-1] for each in batch])
    connection.exec_driver_sql(_INSERT_KEYS, [(each.place, str(each.keys)) for each in batch])
