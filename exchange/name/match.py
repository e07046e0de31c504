"""Whether a name matches a term: what the index proposes is checked against the name itself."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_

from exchange.name.term import Script, Shape

Parts = Mapping[str, ColumnElement[Any]]


class Tier(StrEnum):
    """Where in a name a term stands; the value begins the names of the tier's parts."""

    OPENING = "opening"
    INSIDE = "inside"


def found(tier: Tier, name: Any, shape: Shape, parts: Parts, dialect: str) -> ColumnElement[bool]:
    """Return whether the term stands at that place of the name."""
    where = (func.strpos if dialect == "postgresql" else func.instr)(_compared(name, shape), parts["normal"])
    if shape.script is not Script.PINYIN:
        return where == 1 if tier is Tier.OPENING else where > 1
    opens = or_(where == 1, _sounds(Tier.OPENING, name, shape, parts, dialect))
    if tier is Tier.OPENING:
        return opens
    return and_(or_(where > 1, _sounds(tier, name, shape, parts, dialect)), not_(opens))


def exactly(name: Any, shape: Shape, parts: Parts) -> ColumnElement[bool]:
    """Return whether the term is the whole name; for pinyin, whether it is the whole of its initials."""
    result: ColumnElement[bool] = _compared(name, shape) == parts["normal"]
    return result


def _compared(name: Any, shape: Shape) -> Any:
    return name.normal if shape.script is Script.HAN else name.initials


def _sounds(tier: Tier, name: Any, shape: Shape, parts: Parts, dialect: str) -> ColumnElement[bool]:
    if dialect == "postgresql":
        matches: ColumnElement[bool] = name.normal.op("~", is_comparison=True)(parts[f"{tier}_regex"])
        return matches
    ways = range(len(shape.pairs))
    return or_(*(name.normal.op("GLOB", is_comparison=True)(parts[f"{tier}_glob_{way}"]) for way in ways))
