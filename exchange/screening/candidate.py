"""Which registered names are worth comparing with given ones: two statements for many names, over the index of names.

A name is looked up by its rarest keys (exchange.name.form), as many as propose some hundred names together. Of what
they propose, the names that share the rarest keys and look alike at both ends are kept.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log2
from typing import NamedTuple

from sqlalchemy import Connection, TextClause, text

from exchange.name import form
from exchange.screening.split import Piece, Split

KEPT = 20
"""Candidates that are compared, of each name, at most."""
COMMONEST = 1_500
"""A key that more names have proposes none."""
_ALL = 1 << 18
"""So many names make a key that they all have worth nothing."""
_SAME = 18
"""What the same name is worth, however common its keys: as much as a key that one name has."""


class Candidate(NamedTuple):
    """A registered name that may be meant: by which of the names given, and whose it is."""

    position: int
    uscc: str
    name: str
    normal: str
    former: bool
    region: str | None
    """The path of the division that the entity is registered in."""


class Keys(NamedTuple):
    """Keys of one sort that a name may be found by."""

    keys: Sequence[int]
    most: int
    """Names that they may propose together, as the vocabulary counts; the rarest may alone propose more."""
    share: int
    """What they are worth less than pairs of characters, which are worth the most."""


_PARTS = {
    "postgresql": {
        "rows": "json_array_elements(CAST({} AS json)) AS listed(value)",
        "found": "JOIN entity_name k ON k.codes @> ARRAY[w.code]",
        "place": "k.place",
        "join": "JOIN",
    },
    "sqlite": {
        "rows": "json_each({})",
        "found": "CROSS JOIN entity_name_key k ON k.entity_name_key MATCH '\"' || abs(w.code) || '\"'",
        "place": "k.rowid",
        # Joined in the order written: SQLite knows nothing of how many rows the common tables have.
        "join": "CROSS JOIN",
    },
}
_COUNTS = """SELECT code, max(names) FROM entity_gram
WHERE code IN (SELECT CAST(CAST(value AS text) AS int) FROM {codes}) GROUP BY code"""
_BEST = """WITH wanted AS MATERIALIZED (
  SELECT CAST(value->>0 AS int) AS position, CAST(value->>1 AS int) AS code, CAST(value->>2 AS int) AS weight
  FROM {wanted}
), given AS MATERIALIZED (
  SELECT CAST(value->>0 AS int) AS position, value->>1 AS normal, value->>2 AS head, value->>3 AS tail FROM {given}
), proposed AS (
  SELECT w.position, {place} AS place, w.weight FROM wanted w {found}
  UNION ALL
  SELECT g.position, n.place, :same AS weight FROM given g {join} entity_name n ON n.normal = g.normal
), hit AS MATERIALIZED (
  SELECT position, place, sum(weight) AS shared FROM proposed GROUP BY position, place
), sought AS MATERIALIZED (
  SELECT g.position, g.normal, g.head, g.tail, t.most
  FROM (SELECT position, max(shared) AS most FROM hit GROUP BY position) t {join} given g ON g.position = t.position
), best AS MATERIALIZED (
  SELECT h.position, h.place, row_number() OVER (PARTITION BY h.position ORDER BY h.shared
    + CASE WHEN n.normal LIKE s.head || '%' THEN 3 ELSE 0 END
    + CASE WHEN n.normal LIKE '%' || s.tail || '%' THEN 4 ELSE 0 END
    - abs(length(n.normal) - length(s.normal)) / 2 DESC, h.place) AS rank
  FROM hit h {join} sought s ON s.position = h.position AND h.shared * 2 >= s.most
  {join} entity_name n ON n.place = h.place
)
SELECT b.position, n.uscc, n.name, n.normal, n.kind = 'FORMER' AS former, r.path AS region
FROM best b {join} entity_name n ON n.place = b.place {join} entity e ON e.uscc = n.uscc
LEFT JOIN region r ON r.code = e.region_code
WHERE b.rank <= :kept ORDER BY b.position, b.rank"""
"""What shares less than half of what the best shares isn't looked at."""


def _filled(statement: str, dialect: str) -> TextClause:
    parts = _PARTS[dialect]
    rows = {name: parts["rows"].format(f":{name}") for name in ("codes", "wanted", "given")}
    return text(statement.format(**rows, found=parts["found"], place=parts["place"], join=parts["join"]))


_STATEMENTS = {dialect: (_filled(_COUNTS, dialect), _filled(_BEST, dialect)) for dialect in _PARTS}


def candidates(connection: Connection, names: Sequence[Split]) -> list[Candidate]:
    """Return the names worth comparing with each of those given; two statements however many are given."""
    counting, best = _STATEMENTS[connection.dialect.name]
    keys = [list(_keys(name.normal)) for name in names]
    codes = {key for sorts in keys for sort in sorts for key in sort.keys}
    found = connection.execute(counting, {"codes": json.dumps(list(codes))})
    counts: dict[int, int] = {row[0]: row[1] for row in found}
    wanted = [
        (position, key, int(log2(_ALL / counts[key])) // sort.share)
        for position, sorts in enumerate(keys)
        for sort in sorts
        for key in rarest(sort, counts)
    ]
    given = [(position, name.normal, *_ends(name)) for position, name in enumerate(names)]
    parameters = {"wanted": json.dumps(wanted), "given": json.dumps(given), "kept": KEPT, "same": _SAME}
    rows = connection.execute(best, parameters)
    return [Candidate(*row)._replace(former=bool(row.former)) for row in rows]


def rarest(sort: Keys, counts: dict[int, int]) -> list[int]:
    """Return the rarest keys that there are, as many as propose so many names together; one at least."""
    chosen: list[int] = []
    proposed = 0
    for count, key in sorted((counts[key], key) for key in sort.keys if 0 < counts.get(key, 0) <= COMMONEST):
        if chosen and proposed + count > sort.most:
            break
        chosen.append(key)
        proposed += count
    return chosen


def _keys(normal: str) -> Iterator[Keys]:
    """Yield the keys of a name as it is, as it sounds, and as it would be with two neighbours turned round."""
    pairs = form.bigrams(normal)
    yield Keys(_telling(pairs), 300, 1)
    yield Keys(_telling(form.trigrams(form.initials(normal))), 100, 2)
    turned = [a + c for a, _, c in zip(normal, normal[1:], normal[2:], strict=False)]
    turned += [b + a for a, b in pairwise(normal)]
    yield Keys([key for key in _telling(form.bigrams("".join(turned))[: len(turned)]) if key not in pairs], 40, 2)


def _telling(keys: Sequence[int]) -> list[int]:
    """Return keys once each, without those that nearly every name has."""
    return [key for key in dict.fromkeys(keys) if key not in form.UBIQUITOUS]


def _ends(name: Split) -> tuple[str, str]:
    """Return the divisions that the name begins with, and its trade and form."""
    opens = len(name.pieces) - len(name.pieces.lstrip(Piece.REGION))
    return name.normal[:opens], name.text(Piece.TRADE, Piece.FORM)
