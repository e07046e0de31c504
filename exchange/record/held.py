"""What the register holds of the records and of the subjects that a chunk speaks of."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select, text

from exchange.entity.among import among, codes
from exchange.entity.model import Entity
from exchange.record.model import CreditRecord, RecordEvent

_RECORD: Table = CreditRecord.__table__  # type: ignore[assignment]
_EVENT: Table = RecordEvent.__table__  # type: ignore[assignment]
_ENTITY: Table = Entity.__table__  # type: ignore[assignment]
_AMONG = {
    "postgresql": "{0} = ANY (CAST(:keys AS text[]))",
    "sqlite": "{0} IN (SELECT value FROM json_each(:keys))",
}


class Held(NamedTuple):
    """A record as far as a new word on it must know."""

    id: str
    external_id: str
    uscc: str | None
    state: str
    digest: str
    version: int


_COLUMNS = ", ".join(f"r.{name}" for name in Held._fields)
_MINE = "r.supplier_code = :supplier AND r.item_code = :item AND r.external_id"
_HELD = {
    # One look into the index for each key: left to itself the planner, whose figures are of before the submission,
    # reads all of a supplier's records for each chunk.
    "postgresql": text(
        f"SELECT r.* FROM unnest(CAST(:keys AS text[])) AS k(key) CROSS JOIN LATERAL "  # noqa: S608 - names of ours
        f"(SELECT {_COLUMNS} FROM credit_record AS r WHERE {_MINE} = k.key LIMIT 1) AS r"
    ),
    "sqlite": text(
        f"SELECT {_COLUMNS} FROM credit_record AS r WHERE {_MINE} IN (SELECT value FROM json_each(:keys))"  # noqa: S608
    ),
}

_FIRST = (
    f"SELECT r.uscc FROM credit_record AS r WHERE {_MINE} > k.value || '|' AND r.external_id < k.value || '}}' "  # noqa: S608
    "AND r.state IN ('ACTIVE', 'DISPUTED') LIMIT 1"
)
_EACH = {"postgresql": "unnest(CAST(:keys AS text[])) AS k(value)", "sqlite": "json_each(:keys) AS k"}
_ELSEWHERE = {
    dialect: text(f"SELECT document, uscc FROM (SELECT k.value AS document, ({_FIRST}) AS uscc FROM {each}) AS found")  # noqa: S608
    for dialect, each in _EACH.items()
}
"""A key of ours begins with the document number and a bar; the brace is the character behind the bar."""


def held(connection: Connection, supplier: str, item: str, keys: Sequence[str]) -> dict[str, Held]:
    """Return what a supplier's records of an item are, by their external ids."""
    given = {"supplier": supplier, "item": item, **_keys(connection, keys)}
    rows = connection.execute(_HELD[connection.dialect.name], given)
    return {row.external_id: Held(*row) for row in rows}


def elsewhere(connection: Connection, supplier: str, item: str, documents: Sequence[str]) -> dict[str, str]:
    """Return which of the document numbers a supplier's record in force of some subject has, with that subject."""
    if not documents:
        return {}
    given = {"supplier": supplier, "item": item, **_keys(connection, documents)}
    rows = connection.execute(_ELSEWHERE[connection.dialect.name], given)
    return {row.document: row.uscc for row in rows if row.uscc is not None}


def withdrawn_by_batch(connection: Connection, ids: Sequence[str], reason: str) -> set[str]:
    """Return which of the withdrawn records ended with their submission, as their last event's reason says."""
    if not ids:
        return set()
    events = select(_EVENT.c.record_id, _EVENT.c.reason).order_by(_EVENT.c.id)
    of = events.where(text(_AMONG[connection.dialect.name].format("record_id")))
    last = {row.record_id: row.reason for row in connection.execute(of, _keys(connection, ids))}
    return {record for record, why in last.items() if why == reason}


def names(connection: Connection, usccs: list[str]) -> dict[str, str]:
    """Return the registered names of those of the subjects that the registry knows."""
    found = select(_ENTITY.c.uscc, _ENTITY.c.name).where(among(connection))
    return {row.uscc: row.name for row in connection.execute(found, codes(connection, usccs))}


def _keys(connection: Connection, keys: Sequence[str]) -> dict[str, Any]:
    return {"keys": list(keys) if connection.dialect.name == "postgresql" else json.dumps(list(keys))}
