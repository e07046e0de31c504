"""Where SQLite looks for the names of a tier: in the full-text index of keys, whose rows come in the order of place."""

from typing import Any

from sqlalchemy import ColumnElement, Select, case, column, func, select, table
from sqlalchemy.orm import aliased

from exchange.name import rarest
from exchange.name.match import Parts, Tier
from exchange.name.model import EntityGram, EntityName
from exchange.name.term import Script, Shape

Branch = tuple[Any, Select[Any], ColumnElement[int]]

_KEYS = table("entity_name_key", column("rowid"), column("entity_name_key"))
_NONE = '"none"'


def branches(tier: Tier, shape: Shape, parts: Parts, wanted: ColumnElement[bool] | None) -> list[Branch]:
    """Return the alias, the start and the order of the one select; it reads no further than a page needs."""
    name, key = aliased(EntityName), _KEYS.alias()
    match = _match(tier, shape, parts)
    if wanted is not None:
        match = case((wanted, match), else_=_NONE)
    start = select().select_from(key).join(name, name.place == key.c.rowid)
    return [(name, start.where(key.c.entity_name_key.op("MATCH")(match)), key.c.rowid)]


def _match(tier: Tier, shape: Shape, parts: Parts) -> ColumnElement[Any]:
    letters = parts[f"{tier}_match"]
    if shape.script is not Script.PINYIN:
        return letters
    quoted = func.group_concat(func.abs(EntityGram.code), " OR ")
    read = select(func.coalesce(quoted, _NONE)).where(rarest.grams(tier, shape, parts)).scalar_subquery()
    return "(" + letters + ") OR " + read
