"""Writes what changed about known entities: the row they had becomes a version."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, bindparam, insert, literal, select, update

from exchange.entity.among import among, codes
from exchange.entity.model import Entity, EntityVersion, RegistryRow
from exchange.entity.statement import FIELDS
from exchange.name import index
from exchange.name.vocabulary import Vocabulary

_ENTITY: Table = Entity.__table__  # type: ignore[assignment]
_VERSION: Table = EntityVersion.__table__  # type: ignore[assignment]
_SHARED = tuple(RegistryRow.__annotations__)
_NAME = FIELDS.index("name")


class Change(NamedTuple):
    """An entity's facts from now on and those before, in the order of FIELDS, and the line that brought them."""

    line: int
    facts: tuple[Any, ...]
    before: tuple[Any, ...]


def write(
    connection: Connection,
    changes: list[Change],
    valid_from: date,
    now: datetime,
    source: dict[str, Any],
    vocabulary: Vocabulary,
) -> None:
    """Write changes that hold from a day and are known from this instant; the vocabulary learns the new names.

    `source`: the columns of provenance that all have in common.
    """
    if not changes:
        return
    _keep_versions(connection, [change.facts[0] for change in changes], valid_from, now)
    changing = (*FIELDS[1:], "line")
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in changing}
    constant = {"valid_from": valid_from, "known_from": now, "last_seen_at": now, **source}
    statement = update(_ENTITY).where(_ENTITY.c.uscc == bindparam("key")).values(**values, **constant)
    connection.execute(statement, [_parameters(change) for change in changes])
    for _, facts, before in changes:
        if facts[_NAME] != before[_NAME]:
            index.replace(connection, facts[0], before[_NAME], facts[_NAME], vocabulary)


def _parameters(change: Change) -> dict[str, Any]:
    facts = {f"new_{name}": value for name, value in zip(FIELDS[1:], change.facts[1:], strict=True)}
    return {"key": change.facts[0], "new_line": change.line, **facts}


def _keep_versions(connection: Connection, usccs: list[str], valid_to: date, known_to: datetime) -> None:
    ends = (literal(valid_to, _VERSION.c.valid_to.type), literal(known_to, _VERSION.c.known_to.type))
    old = select(_ENTITY.c.uscc, *[_ENTITY.c[name] for name in _SHARED], *ends).where(among(connection))
    keep = insert(_VERSION).from_select(["uscc", *_SHARED, "valid_to", "known_to"], old)
    connection.execute(keep, codes(connection, usccs))
