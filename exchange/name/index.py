"""Write the names of entities so that they are found: the rows, their keys, and the vocabulary of keys."""

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select, update

from exchange.name import form, vocabulary
from exchange.name.codes import END, Codes
from exchange.name.model import EntityName, NameKind

_BATCH = 5_000
_MANY, _EACH = 500, 8
"""Of so many names, every so-manieth is counted: the counts of the vocabulary only steer searches."""
_TABLE: Table = EntityName.__table__  # type: ignore[assignment]
_COLUMNS = ("place", "uscc", "kind", "sole", "name", "normal", "initials", "codes")
_COPY = f"COPY entity_name ({', '.join(_COLUMNS)}) FROM STDIN"
_INSERT = f"INSERT INTO entity_name ({', '.join(_COLUMNS[:-1])}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of our own
_INSERT_KEYS = "INSERT INTO entity_name_key (rowid, keys) VALUES (?, ?)"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})

Block = bytes | list[Any]
"""Rows as the database takes them: text of COPY on PostgreSQL, Row on SQLite."""


class Named(NamedTuple):
    """An entity's name and those it bore before."""

    uscc: str
    current: str
    former: tuple[str, ...] = ()


class Row(NamedTuple):
    """A row of entity_name, and the keys of its name, separated by commas."""

    place: int
    uscc: str
    kind: str
    sole: bool
    name: str
    normal: str
    initials: str
    codes: str


class Entries(NamedTuple):
    """The rows of some names, the keys that turned up with them, and about how many of the names have which key."""

    block: Block
    fresh: list[int]
    counted: Counter[int]


def codes(dialect: str) -> Codes:
    """Return what makes the keys of names for a database."""
    return Codes(form.UBIQUITOUS if dialect == "postgresql" else frozenset())


def place(uscc: str, name: str, normal: str) -> int:
    """Return where a name stands among equals, at most 2**62: the length of its normal form, then a 56-bit digest."""
    digest = blake2b(f"{uscc}\0{name}".encode(), digest_size=7).digest()
    return min(len(normal), form.LONGEST) << form.LENGTH_SHIFT | int.from_bytes(digest, "big")


def rows(named: Iterable[Named], memory: Codes | None = None) -> list[Row]:
    """Return the rows of entities' names; a former name that is the current one, or repeated, is left out."""
    borne: list[tuple[str, str, bool, str]] = []
    for uscc, current, former in named:
        others = [name for name in dict.fromkeys(former) if name != current] if former else ()
        borne.append((uscc, NameKind.CURRENT.value, not others, current))
        borne += [(uscc, NameKind.FORMER.value, False, name) for name in others]
    return _rows(borne, Codes() if memory is None else memory)


def entries(dialect: str, made: list[Row], memory: Codes) -> Entries:
    """Return rows in the form the database takes, the keys that are new to the memory, and the counts of a sample."""
    step = _EACH if len(made) > _MANY else 1
    sample = Counter[str]()
    for each in made[::step]:
        sample.update(each.codes.split(","))
    # What many names have turns up in a sample more than once; the rest isn't worth the memory.
    counted = Counter({int(code): names * step for code, names in sample.items() if code and (names > 1 or step == 1)})
    return Entries(_text(made) if dialect == "postgresql" else made, memory.taken(), counted)


def add(connection: Connection, named: Iterable[Named]) -> int:
    """Write the names of entities that have none yet, in the caller's transaction; return how many rows.

    Holds one batch of rows and the distinct keys in memory. Call it once a transaction where transactions run side
    by side: new keys are written in one order, so two calls wait for each other but never in a circle.
    """
    memory, fresh, counted, written = codes(connection.dialect.name), list[int](), Counter[int](), 0
    source = iter(named)
    while batch := rows(islice(source, _BATCH), memory):
        made = entries(connection.dialect.name, sorted(batch), memory)
        write(connection, made.block)
        fresh += made.fresh
        counted.update(made.counted)
        written += len(batch)
    vocabulary.enter(connection, fresh, Counter())
    vocabulary.count(connection, counted)
    return written


def put(connection: Connection, made: Entries) -> None:
    """Write rows and enter their keys; they are counted on by vocabulary.count."""
    write(connection, made.block)
    if made.fresh:
        vocabulary.enter(connection, made.fresh, made.counted)


def write(connection: Connection, block: Block) -> None:
    """Write rows, and on SQLite what their keys are found by; the vocabulary is written apart."""
    if isinstance(block, bytes):
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
            copy.write(block)
    elif block:
        connection.exec_driver_sql(_INSERT, [each[:-1] for each in block])
        connection.exec_driver_sql(_INSERT_KEYS, [(each.place, each.codes) for each in block])


def remember(connection: Connection, named: Sequence[Named]) -> int:
    """Add former names that known entities, with these current names, lack; return how many entities lacked any."""
    former = {each.place: each for each in rows(named) if each.kind == NameKind.FORMER}
    known: set[int] = set()
    places = iter(former)
    while some := list(islice(places, _BATCH)):
        known.update(connection.execute(select(_TABLE.c.place).where(_TABLE.c.place.in_(some))).scalars())
    lacking = [Named(each.uscc, each.name) for at, each in former.items() if at not in known]
    if not lacking:
        return 0
    memory, dialect = codes(connection.dialect.name), connection.dialect.name
    made = _rows([(uscc, NameKind.FORMER.value, False, name) for uscc, name, _ in lacking], memory)
    put(connection, entries(dialect, made, memory))
    of = {each.uscc for each in lacking}
    current = [place(uscc, name, form.normal(name)) for uscc, name, _ in named if uscc in of]
    for at in range(0, len(current), _BATCH):
        several = update(_TABLE).where(_TABLE.c.place.in_(current[at : at + _BATCH])).values(sole=False)
        connection.execute(several)
    return len(of)


def replace(connection: Connection, uscc: str, old: str, new: str) -> None:
    """Give an entity a new name; `old`, the one it has, becomes FORMER. A name it bore before becomes CURRENT again.

    Raises LookupError when the index doesn't hold `old`: the entity would have two current names.
    """
    if old == new:
        return
    had = place(uscc, old, form.normal(old))
    was = update(_TABLE).where(_TABLE.c.place == had).values(kind=NameKind.FORMER.value, sole=False)
    if not connection.execute(was).rowcount:
        raise LookupError(f"The index of names doesn't hold the name that {uscc} has.")
    memory, dialect = codes(connection.dialect.name), connection.dialect.name
    [current] = _rows([(uscc, NameKind.CURRENT.value, False, new)], memory)
    again = update(_TABLE).where(_TABLE.c.place == current.place).values(kind=NameKind.CURRENT.value)
    if connection.execute(again).rowcount:
        return
    put(connection, entries(dialect, [current], memory))


def _rows(borne: list[tuple[str, str, bool, str]], memory: Codes) -> list[Row]:
    if not borne:
        return []
    normals = [form.normal(name) for *_, name in borne]
    letters = form.initials(END.join(normals)).split(END)
    keys = memory.of(normals, letters)
    return [
        Row(place(uscc, name, normal), uscc, kind, sole, name, normal, initials, code)
        for (uscc, kind, sole, name), normal, initials, code in zip(borne, normals, letters, keys, strict=True)
    ]


def _text(made: list[Row]) -> bytes:
    names = "".join([each.name for each in made])
    if any(char in names for char in "\\\t\n\r"):
        made = [each._replace(name=each.name.translate(_ESCAPES)) for each in made]
    line = "%s\t%s\t%s\t%s\t%s\t%s\t%s\t{%s}\n"
    return "".join([line % each for each in made]).encode()
