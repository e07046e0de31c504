"""Finding lists and who is on them, as of now, of a past day or of a past instant."""

from typing import Annotated, Any

import strawberry
from sqlalchemy import Select, select

from auth.door import TODAY, there
from exchange.listing.force import in_force, state_of
from resolvers.binding import Order, Page, Paging, Search
from resolvers.paging import BadPage
from schema.arguments import argument, given
from schema.entities import below, name_term, ranked_by
from schema.entity import ENTITY
from schema.enums import ListColour, ListState
from schema.listing import ENTRY, LATEST, LIST
from schema.moment import AsOf, At, moment
from schema.reference import REGION
from schema.scalars import USCC, Code


@strawberry.input(description="Which entries to show: those that meet every member given.")
class ListingFilter:
    """The filter of `listings`."""

    list: Code | None = given("Of the list with this code.")
    colour: ListColour | None = given("Of lists of this colour.")
    region: Code | None = given("A division (GB/T 2260): of enterprises registered in it or in any division below.")
    uscc: USCC | None = given("Of the enterprise with this code.")
    name: str | None = given(
        "Of registered enterprises with this in the present or a former name, as in `entities`.", name_term
    )
    state: ListState | None = given(
        "In this state today, instead of in force at a moment: the way to one's own proposals, and to candidates."
    )


def lists(
    self: Any,
    colour: Annotated[ListColour | None, argument("Only lists of this colour.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return the lists by their codes."""
    found = select(LIST) if colour is None else select(LIST).where(LIST.c.colour == colour.value)
    return Page(rows=found, order=Order("CODE", [(LIST.c.code, str)]), paging=paging)


def list_(self: Any, code: Annotated[Code, argument("The list's code.")]) -> Select[Any]:
    """Return one list."""
    return select(LIST).where(LIST.c.code == code)


def listings(
    self: Any,
    filter: Annotated[ListingFilter | None, argument("Which entries to show; all in force when left out.")] = None,  # noqa: A002
    as_of: AsOf = None,
    at: At = None,
    *,
    paging: Paging,
) -> Page:
    """Return entries in force at a moment, or in a state today."""
    wanted = filter or ListingFilter()
    then = moment(as_of, at)
    if wanted.state is not None and (as_of is not None or at is not None):
        raise BadPage("A state is today's: pass filter.state or a moment, not both.")
    if wanted.state is not None:
        found = select(ENTRY).where(state_of(ENTRY.c, TODAY) == wanted.state.value)
    else:
        found = select(ENTRY).where(in_force(ENTRY.c, *then))
    term: Any = wanted.name
    search = None if term is None else Search(ranked_by(term), "uscc")
    return Page(rows=_filtered(found, wanted), order=LATEST, search=search, paging=paging)


def _filtered(found: Select[Any], wanted: ListingFilter) -> Select[Any]:
    if wanted.list is not None:
        found = found.where(ENTRY.c.list_code == wanted.list)
    if wanted.uscc is not None:
        found = found.where(ENTRY.c.uscc == wanted.uscc)
    if wanted.colour is not None:
        found = found.where(there(LIST, LIST.c.code == ENTRY.c.list_code, LIST.c.colour == wanted.colour.value))
    if wanted.region is not None:
        within = below(ENTITY.c.region_code, REGION, wanted.region)
        found = found.where(there(ENTITY, ENTITY.c.uscc == ENTRY.c.uscc, within))
    return found
