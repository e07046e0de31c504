"""Which of a spelling's pairs of syllables the fewest names have."""

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, literal, select, union_all

from exchange.name.match import Parts, Tier
from exchange.name.model import EntityGram
from exchange.name.term import Shape

_READ = EntityGram.pinyin != literal("", literal_execute=True)
"""Lets both databases use the partial index."""


def grams(tier: Tier, shape: Shape, parts: Parts) -> ColumnElement[bool]:
    """Return the condition on entity_gram: its reading is the rarest pair of one of the term's spellings."""
    ways = (_rarest(tier, way, pairs, parts) for way, pairs in enumerate(shape.pairs))
    return and_(EntityGram.pinyin.in_([way.scalar_subquery() for way in ways]), _READ)


def _rarest(tier: Tier, way: int, pairs: int, parts: Parts) -> Select[tuple[str]]:
    """Return the rarest pair; one that no name has counts as the rarest, so that nothing is looked through for it."""
    slots = union_all(*(_counted(parts[f"{tier}_{way}_{slot}"]) for slot in range(pairs))).subquery()
    return select(slots.c.pinyin).order_by(slots.c.names, slots.c.pinyin).limit(1)


def _counted(pair: ColumnElement[str]) -> Select[tuple[str, int]]:
    names = select(func.coalesce(func.sum(EntityGram.names), 0)).where(EntityGram.pinyin == pair, _READ)
    return select(cast(pair, Text).label("pinyin"), names.scalar_subquery().label("names"))
