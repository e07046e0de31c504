"""The keys that names are found under: which there are, how they are read, and about how many names have each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, text

from exchange.name import form

Entry = tuple[int, str, int]
"""A row: key, reading, names."""

_CHUNK = 20_000
_EVERY = 1 << 30
_WEIGHTY = 64
_COLUMNS = "entity_gram (code, pinyin, names)"
_FROM = {
    # A list of one empty text is an empty array to string_to_array, and unnest fills its place with null.
    "postgresql": "SELECT code, coalesce(pinyin, ''), names FROM unnest(string_to_array(%s, ',')::int[], "
    "string_to_array(%s, ','), string_to_array(%s, ',')::int[]) AS learnt (code, pinyin, names) WHERE true",
    "sqlite": "VALUES (?, ?, ?)",
}
_FEW = "ON CONFLICT (code, pinyin) DO NOTHING"
_MANY = (
    "ON CONFLICT (code, pinyin) DO UPDATE "
    f"SET names = min(entity_gram.names, {_EVERY} - excluded.names) + excluded.names"
)

_RECOUNT = f"""
WITH counted AS (
    SELECT code, count(*) * 8 AS names
    FROM entity_name TABLESAMPLE BERNOULLI (12.5), unnest(codes) AS code GROUP BY code HAVING count(*) >= {_WEIGHTY}
)
UPDATE entity_gram SET names = counted.names FROM counted
WHERE counted.code = entity_gram.code AND entity_gram.names <> {_EVERY}
AND entity_gram.names NOT BETWEEN counted.names / 2 AND counted.names * 2
"""  # noqa: S608 - numbers of our own


class Vocabulary:
    """What a transaction learns of keys by the names it writes. Call `write` once, behind the last name.

    Transactions may run side by side: small changes of names count on no key that is entered, so they don't wait for
    one another, and `write` enters new keys in one order, so others don't wait in a circle. Who calls `enter` before,
    to hold fewer keys and to leave the database less to do in the end, must be the only one who does.
    """

    LOAD = 8_000
    """New keys from which it pays to enter them before the end."""
    MOST = 300_000
    """Keys that are remembered as entered."""

    def __init__(self, connection: Connection) -> None:
        self.connection, self.counted = connection, Counter[int]()
        self.known, self.fresh, self.due = set[int](), set[int](), list[Entry]()
        self.alone: bool | None = None
        """The keys known are all that there are; null until it matters."""

    def learn(self, keys: Iterable[int], counted: Mapping[int, int]) -> None:
        """Learn the keys of some names, and about how many of the names have which; ask nothing of the database."""
        self.fresh |= set(keys) - self.known
        self.counted.update(counted)
        if len(self.fresh) >= self.LOAD:
            self._make_due()

    def enter(self) -> None:
        """Enter the keys that have turned up, where they are enough."""
        if not self.due:
            return
        if self.alone is None:
            loads = len(self.due) >= self.LOAD and self.connection.dialect.name == "postgresql"
            self.alone = loads and _is_empty(self.connection)
        if self.alone:
            _copy(self.connection, self.due)
        else:
            _insert(self.connection, _FEW, self.due)
        self.due = []
        if len(self.known) > self.MOST:
            self._count()
            self.known.clear()
            self.alone = False

    def write(self) -> None:
        """Enter the keys that are new, and count on those that 64 names more have, or more."""
        self._make_due()
        self.enter()
        self._count()

    def _count(self) -> None:
        many = sorted(key for key, names in self.counted.items() if names >= _WEIGHTY and key not in form.UBIQUITOUS)
        _insert(self.connection, _MANY, list(_entries(many, self.counted)))
        self.counted.clear()

    def _make_due(self) -> None:
        # The others are counted on in the end.
        self.due += _entries(sorted(self.fresh), self.counted, _WEIGHTY - 1)
        self.due.sort()
        self.known |= self.fresh
        self.fresh.clear()


def clear(connection: Connection) -> None:
    """Move PostgreSQL's pending entries into the index, after a commit, in a transaction of its own.

    Searches are right before that too; but each key that is looked up reads all pending entries, and a screening looks
    up thousands.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT gin_clean_pending_list('ix_entity_name_codes')"))


def settle(connection: Connection) -> None:
    """Bring the index to rest after a bulk load: after its commit, in a transaction of its own.

    On PostgreSQL: clear it, correct counts that an eighth of the names shows to be wrong by half or more. Refresh the
    planner's statistics.
    """
    clear(connection)
    if connection.dialect.name == "postgresql":
        connection.execute(text(_RECOUNT))
    connection.execute(text("ANALYZE entity_name"))
    connection.execute(text("ANALYZE entity_gram"))


def _entries(keys: list[int], counted: Mapping[int, int], most: int = _EVERY) -> Iterator[Entry]:
    """Yield the rows of keys; a key that more names than `most` have begins with none."""
    for key in keys:
        names = counted.get(key, 1)
        rated = _EVERY if key in form.UBIQUITOUS else names if names <= most else 0
        for pinyin in form.pinyin(key):
            yield key, pinyin, rated


def _insert(connection: Connection, conflict: str, entries: list[Entry]) -> None:
    dialect = connection.dialect.name
    if dialect == "postgresql":
        conflict = conflict.replace("min(", "least(")
    for start in range(0, len(entries), _CHUNK):
        chunk = entries[start : start + _CHUNK]
        columns = tuple(",".join(map(str, column)) for column in zip(*chunk, strict=True))
        values = columns if dialect == "postgresql" else chunk
        connection.exec_driver_sql(f"INSERT INTO {_COLUMNS} {_FROM[dialect]} {conflict}", values)


def _is_empty(connection: Connection) -> bool:
    """Return whether there is no key yet; nobody else enters any from then on until the transaction ends."""
    empty = text("SELECT NOT EXISTS (SELECT FROM entity_gram)")
    if not connection.execute(empty).scalar_one():
        return False
    connection.execute(text("LOCK TABLE entity_gram IN SHARE ROW EXCLUSIVE MODE"))
    return bool(connection.execute(empty).scalar_one())


def _copy(connection: Connection, entries: list[Entry]) -> None:
    """Enter keys of which none is there, which saves looking each one up."""
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {_COLUMNS} FROM STDIN") as copy:
        copy.write("".join([f"{key}\t{pinyin}\t{names}\n" for key, pinyin, names in entries]))
