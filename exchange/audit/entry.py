"""An entry of the access log, and the bytes that stand for it in the tree.

The bytes are a JSON object of every column under its name, null where it is empty, as RFC 8785 canonicalises it: names
sorted, no white space, UTF-8, nothing escaped that needn't be. The instant is text in UTC with six decimals and a Z:
`2026-01-31T08:00:00.000000Z`. Whoever was handed an entry can compute its leaf hash, SHA-256 of a zero byte and these.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Text, func, type_coerce

from exchange import clock
from exchange.audit.merkle import leaf_hash
from exchange.audit.model import AccessEntry
from exchange.identifier import ordered

DELIVERED = "DELIVERED"


class Entry(NamedTuple):
    """One delivery of one subject's non-public data: the columns of `access_entry`, in their order."""

    id: str
    at: datetime
    request_id: str
    client_id: str
    institution_code: str
    user_id: str | None
    uscc: str
    purpose: str
    basis: str
    consent_id: str | None
    agreement_id: str | None
    operation: str
    policies: str
    row_count: int
    outcome: str = DELIVERED


def entry(**columns: Any) -> Entry:
    """Make an entry of now, with an id of its own."""
    return Entry(id=ordered(), at=clock.now(), **columns)


def written(at: datetime) -> str:
    """Write an instant as the canonical bytes, and SQLite, have it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def leaf(values: Sequence[Any]) -> bytes:
    """Return the leaf hash of an entry's values in the columns' order, the instant as text."""
    return leaf_hash(orjson.dumps(dict(zip(Entry._fields, values, strict=True)), option=orjson.OPT_SORT_KEYS))


def columns(dialect: str) -> list[ColumnElement[Any]]:
    """Return the columns to read an entry's values for its leaf hash by, on a database."""
    stored: dict[str, ColumnElement[Any]] = {column.name: column for column in AccessEntry.__table__.columns}
    return [instant(dialect, stored[name]) if name == "at" else stored[name] for name in Entry._fields]


def instant(dialect: str, column: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a stored instant as text, the same from both databases and whatever was put in its place."""
    if dialect == "sqlite":
        return type_coerce(column, Text)
    return func.to_char(func.timezone("UTC", column), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
