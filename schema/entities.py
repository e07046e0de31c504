"""Finding entities: one by its code, also as of a day and as known at an instant; many by name and filter."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

import strawberry
from sqlalchemy import Date, Select, func, literal_column, select

from exchange.entity.history import stated
from exchange.name import search as names
from exchange.name.term import Term
from resolvers.binding import Order, Page, Paging, Parsed, Ranked, Search, Within
from resolvers.paging import BadPage
from schema.arguments import argument, given
from schema.entity import ENTITY
from schema.enums import EntityKind, EntityStatus, described
from schema.moment import FIRST_DAY, LAST_DAY, past_day, past_instant
from schema.reference import INDUSTRY, REGION
from schema.scalars import USCC, Code

COUNTY = 6
"""Digits of a county's code, the last two of which tell it from its prefecture."""


class EntitySort(StrEnum):
    """The orders of entities."""

    RELEVANCE = "RELEVANCE"
    USCC = "USCC"
    NAME = "NAME"
    OLDEST = "OLDEST"
    NEWEST = "NEWEST"


described(
    EntitySort,
    "The order of entities.",
    {
        "RELEVANCE": "With a name: equal names first, then names that begin with it, then the rest, short before long.",
        "USCC": "By USCC.",
        "NAME": "By name, by code point.",
        "OLDEST": "By the day of registration, unknown days last.",
        "NEWEST": "By the day of registration backward, unknown days last.",
    },
)


def division(code: str) -> Parsed:
    """Read a division's code: a county's or a town's, which has few divisions below, or that of a greater one."""
    return Parsed(len(code) >= COUNTY and code[COUNTY - 2 : COUNTY] != "00", {"code": code})


def name_term(text: str) -> Parsed:
    """Read a text to search names by."""
    term = Term.parse(text)
    return Parsed(term.shape, term.parts)


@strawberry.input(description="Which entities to show: those that meet every member given.")
class EntityFilter:
    """The filter of `entities`."""

    name: str | None = given(
        "A part of the present or a former name, two characters or more: Chinese in any variant, pinyin, or the "
        "initials of the pinyin.",
        name_term,
    )
    region: Code | None = given("A division (GB/T 2260): the entities in it and in all divisions below.", division)
    industry: Code | None = given("An industry (GB/T 4754-2017): the entities in it and in all categories below.")
    kind: EntityKind | None = given("What the entities are.")
    status: EntityStatus | None = given("Whether they may do business.")
    registered_from: date | None = given("Registered on this day or later; leaves out unknown days.")
    registered_until: date | None = given("Registered on this day or earlier; leaves out unknown days.")


def entity(
    self: Any,
    uscc: Annotated[USCC, argument("The entity's USCC.")],
    as_of: Annotated[
        date | None, argument("Show the row that holds on this day, instead of today's.", past_day)
    ] = None,
    known_at: Annotated[
        datetime | None, argument("Show what the exchange said at this instant, instead of now.", past_instant)
    ] = None,
) -> Select[Any]:
    """Return one entity."""
    if as_of is None and known_at is None:
        return select(ENTITY).where(ENTITY.c.uscc == uscc)
    day: Any = as_of
    instant: Any = known_at
    return select(stated(uscc, day and day.value, instant and instant.value).subquery())


def entities(
    self: Any,
    filter: Annotated[EntityFilter | None, argument("Which entities to show; all when left out.")] = None,  # noqa: A002
    sort: Annotated[
        EntitySort | None, argument("In which order; RELEVANCE with a name and USCC without when left out.")
    ] = None,
    *,
    paging: Paging,
) -> Page:
    """Return entities by filter."""
    wanted = filter or EntityFilter()
    term: Any = wanted.name
    sort = sort or (EntitySort.USCC if term is None else EntitySort.RELEVANCE)
    if sort is EntitySort.RELEVANCE and term is None:
        raise BadPage("The order RELEVANCE needs filter.name; choose another order or search by name.")
    return Page(
        rows=_filtered(wanted),
        order=ORDERS[sort],
        within=_within(wanted.region) if sort is EntitySort.USCC else None,
        search=None if term is None else Search(ranked_by(term), "uscc"),
        paging=paging,
    )


def ranked_by(term: Parsed) -> Ranked:
    """Return the search for a name."""

    def ranked(dialect: str, limit: int, narrow: Any, after: Any) -> Select[Any]:
        return names.ranked(term.shape, term.parts, dialect, names.Page(limit, narrow, after))

    return ranked


def _filtered(wanted: EntityFilter) -> Select[Any]:
    rows = select(ENTITY)
    if wanted.region is not None:
        rows = rows.where(_inside(ENTITY.c.region_code, wanted.region))
    if wanted.industry is not None:
        rows = rows.where(below(ENTITY.c.industry_path, INDUSTRY, wanted.industry))
    for column, value in ((ENTITY.c.kind, wanted.kind), (ENTITY.c.status, wanted.status)):
        if value is not None:
            rows = rows.where(column == value.value)
    if wanted.registered_from is not None:
        rows = rows.where(ENTITY.c.registered_on >= wanted.registered_from)
    if wanted.registered_until is not None:
        rows = rows.where(ENTITY.c.registered_on <= wanted.registered_until)
    return rows


def _within(region: Any) -> Within | None:
    """Return the divisions of a small one: an index has the entities of each by USCC."""
    if region is None or not region.shape:
        return None
    return Within(ENTITY.c.region_code, select(REGION.c.code.label("name")).where(_inside(REGION.c.code, region)))


def _inside(column: Any, region: Any) -> Any:
    """Tell whether a code lies in a division. Of a county and of a town, its own code is the path.

    It stands in a statement of its own: a plan that knows it seems better to PostgreSQL and is the same, and would be
    made anew for each request, for a third of what the reading costs.
    """
    if not region.shape:
        return below(column, REGION, region.code)
    return _begins(column, select(region.code).scalar_subquery())


def below(column: Any, tree: Any, code: Any) -> Any:
    """Tell whether a code or path lies in the subtree of a node: it begins with the node's path."""
    path = select(tree.c.path).where(tree.c.code == code).scalar_subquery()
    return _begins(column, path)


def _begins(column: Any, path: Any) -> Any:
    return (column >= path) & (column < path.concat(literal_column("'~'")))


def _day(unknown: date) -> Any:
    return func.coalesce(ENTITY.c.registered_on, literal_column(f"'{unknown}'"), type_=Date)


ORDERS = {
    EntitySort.RELEVANCE: Order("RELEVANCE", []),
    EntitySort.USCC: Order("USCC", [(ENTITY.c.uscc, str)]),
    EntitySort.NAME: Order("NAME", [(ENTITY.c.name, str), (ENTITY.c.uscc, str)]),
    EntitySort.OLDEST: Order("OLDEST", [(_day(LAST_DAY), date), (ENTITY.c.uscc, str)]),
    EntitySort.NEWEST: Order("NEWEST", [(_day(FIRST_DAY), date), (ENTITY.c.uscc, str)], descending=True),
}
