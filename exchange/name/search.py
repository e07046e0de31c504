"""Search for entities by name: one Select, ranked, that stays fast for rare and for ubiquitous parts of names.

A tier is looked through in the order of `place`, shortest names first, so an exact name is the first of the names
that the term opens, and a page ends the search. The names that merely contain the term are looked for only where
the others don't fill the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, case, exists, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from exchange.name import postgresql, sqlite
from exchange.name.match import Parts, Tier, exactly, found
from exchange.name.model import EntityName
from exchange.name.term import Shape

Narrow = Callable[[Any], ColumnElement[bool]]
"""Given an alias of entity_name, the condition on its entity: an EXISTS of the row of `alias.uscc`."""

_SOURCES = {"postgresql": postgresql.branches, "sqlite": sqlite.branches}
_BEYOND = 1 << 62

Sought = tuple[Shape, Parts, str]


@dataclass(frozen=True, slots=True)
class Page:
    """Which page of the entities found, and which entities count; the limit is a constant of the SQL."""

    limit: int
    narrow: Narrow | None = None
    after: tuple[ColumnElement[int], ColumnElement[int]] | None = None
    """The tier and the weight of the last row before the page."""


def ranked(shape: Shape, parts: Parts, dialect: str, page: Page) -> Select[Any]:
    """Return the entities whose names match a term: uscc, tier, weight; each entity once, at its best name.

    tier: 0 the whole name, 1 its opening, 2 a part of it. Ordered by tier, weight, uscc, of which tier and weight are
    already unique. `parts` are parameters named as Term.parts. Limit, narrow and after work inside the tiers:
    narrowing the result from outside would lose rows.
    """
    opening = _tier(Tier.OPENING, (shape, parts, dialect), page, None).cte()
    inside = _tier(Tier.INSIDE, (shape, parts, dialect), page, opening).subquery()
    both = union_all(select(opening), select(inside)).subquery()
    return select(both).order_by(both.c.tier, both.c.weight, both.c.uscc).limit(_constant(page.limit))


def _tier(tier: Tier, sought: Sought, page: Page, opening: CTE | None) -> Select[Any]:
    shape, parts, dialect = sought
    size = _constant(page.limit)
    wanted = None if opening is None else select(func.count()).select_from(opening).scalar_subquery() < size
    pages = []
    for name, start, order in _SOURCES[dialect](tier, shape, parts, wanted):
        rows = start.add_columns(name.uscc, _rank(tier, name, sought).label("tier"), name.place.label("weight"))
        rows = rows.where(found(tier, name, *sought), _best(tier, name, sought))
        if page.after is not None:
            rows = rows.where(order >= _behind(tier, *page.after))
        if page.narrow is not None:
            rows = rows.where(page.narrow(name))
        pages.append(select(rows.order_by(order).limit(size).subquery()))
    every = union_all(*pages).subquery()
    return select(every).order_by(every.c.weight).limit(size)


def _rank(tier: Tier, name: Any, sought: Sought) -> ColumnElement[int]:
    if tier is Tier.INSIDE:
        return _constant(2)
    shape, parts, _ = sought
    return case((exactly(name, shape, parts), _constant(0)), else_=_constant(1))


def _best(tier: Tier, name: Any, sought: Sought) -> ColumnElement[bool]:
    """Return whether no better name of the same entity matches: one the term opens, or a shorter one."""
    other = aliased(EntityName)
    better = found(tier, other, *sought) & (other.place < name.place)
    if tier is Tier.INSIDE:
        better = or_(found(Tier.OPENING, other, *sought), better)
    return or_(name.sole, ~exists().where(other.uscc == name.uscc, ~other.sole, better))


def _behind(tier: Tier, last: ColumnElement[int], weight: ColumnElement[int]) -> ColumnElement[int]:
    """Return the place from which the tier's rows lie behind the last one seen: its end if that was in a later tier."""
    if tier is Tier.INSIDE:
        return case((last < 2, 0), else_=weight + 1)
    return case((last < 2, weight + 1), else_=_BEYOND)


def _constant(value: int) -> ColumnElement[int]:
    return literal(value, literal_execute=True)
