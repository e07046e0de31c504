"""Where PostgreSQL looks for the names of a tier: in the index of keys, or, for what most names have, one by one."""

from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Integer, Select, cast, func, literal, or_, select
from sqlalchemy.orm import aliased

from exchange.name import rarest
from exchange.name.match import Parts, Tier
from exchange.name.model import EntityGram, EntityName
from exchange.name.term import Script, Shape

_COMMON = 6_000
"""From about so many names on, reading them all and sorting costs more than a walk in order until a page is full."""

Branch = tuple[Any, Select[Any], ColumnElement[int]]


def branches(tier: Tier, shape: Shape, parts: Parts, wanted: ColumnElement[bool] | None) -> list[Branch]:
    """Return the alias, the start and the order of two selects, of which the other's condition leaves only one to run.

    The choice is made in the statement, by the vocabulary, so a generic plan is as good as a custom one.
    """
    total = select(_total(tier, shape, parts)).scalar_subquery()
    limit = literal(_COMMON, literal_execute=True)
    rare: Any = aliased(EntityName)
    common: Any = aliased(EntityName)
    keyed = select().select_from(rare).where(total <= limit, _proposed(tier, rare, shape, parts))
    walked = select().select_from(common).where(total > limit, common.place >= parts["shortest"])
    if wanted is not None:
        keyed, walked = keyed.where(wanted), walked.where(wanted)
    # Adding nothing keeps the planner from walking where the index of keys is meant.
    return [(rare, keyed, rare.place + literal(0, literal_execute=True)), (common, walked, common.place)]


def _integers(codes: ColumnElement[str]) -> ColumnElement[Any]:
    return cast(func.string_to_array(codes, literal(",", literal_execute=True)), ARRAY(Integer))


def _total(tier: Tier, shape: Shape, parts: Parts) -> ColumnElement[int]:
    key = func.unnest(_integers(parts[f"{tier}_keys"])).table_valued("code", name="key").render_derived()
    names = select(func.max(EntityGram.names)).where(EntityGram.code == key.c.code).scalar_subquery()
    fewest = select(func.min(func.coalesce(names, 0))).select_from(key).scalar_subquery()
    if shape.script is not Script.PINYIN:
        return fewest
    read = select(func.coalesce(func.sum(EntityGram.names), 0)).where(rarest.grams(tier, shape, parts))
    return cast(fewest, BigInteger) + read.scalar_subquery()


def _proposed(tier: Tier, name: Any, shape: Shape, parts: Parts) -> ColumnElement[bool]:
    held: ColumnElement[bool] = name.codes.op("@>", is_comparison=True)(_integers(parts[f"{tier}_codes"]))
    if shape.script is not Script.PINYIN:
        return held
    read = select(func.array_agg(EntityGram.code, type_=ARRAY(Integer))).where(rarest.grams(tier, shape, parts))
    return or_(name.codes.op("&&", is_comparison=True)(read.scalar_subquery()), held)
