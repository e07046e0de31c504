"""The keys that names are found under: which there are, how they are read, and about how many names have each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, text

from exchange.name import form

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


def enter(connection: Connection, keys: Iterable[int], counted: Counter[int]) -> None:
    """Enter keys that may be new, with how many names were counted for each so far."""
    _enter(connection, _FEW, sorted(set(keys)), counted)


def count(connection: Connection, counted: Counter[int]) -> None:
    """Count keys on that are entered already, those with 64 names or more.

    The others stay, so that small changes of names running side by side don't wait for one another.
    """
    many = (key for key, names in counted.items() if names >= _WEIGHTY and key not in form.UBIQUITOUS)
    _enter(connection, _MANY, sorted(many), counted)


def settle(connection: Connection) -> None:
    """Bring the index to rest after a bulk load: after its commit, in a transaction of its own.

    On PostgreSQL: move the pending entries into the index, correct counts that an eighth of the names shows to be
    wrong by half or more, refresh the planner's statistics.
    Searches are right before that too, only slower.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT gin_clean_pending_list('ix_entity_name_codes')"))
        connection.execute(text(_RECOUNT))
    connection.execute(text("ANALYZE entity_name"))
    connection.execute(text("ANALYZE entity_gram"))


def _entries(keys: list[int], found: Counter[int]) -> Iterator[tuple[int, str, int]]:
    for key in keys:
        names = _EVERY if key in form.UBIQUITOUS else found[key] or 1
        for pinyin in form.pinyin(key):
            yield key, pinyin, names


def _enter(connection: Connection, conflict: str, keys: list[int], found: Counter[int]) -> None:
    dialect, entries = connection.dialect.name, _entries(keys, found)
    if dialect == "postgresql":
        conflict = conflict.replace("min(", "least(")
    while chunk := list(islice(entries, _CHUNK)):
        columns = tuple(",".join(map(str, column)) for column in zip(*chunk, strict=True))
        values = columns if dialect == "postgresql" else chunk
        connection.exec_driver_sql(f"INSERT INTO {_COLUMNS} {_FROM[dialect]} {conflict}", values)
