"""What follows from lists for an enterprise: its entries, and every measure in force with its why."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import ColumnElement, Select, and_, case, or_, select

from auth.listed import sees_entry
from auth.policy import scope
from exchange.listing.force import in_force
from exchange.listing.model import ListDefinition as Definition
from exchange.listing.model import ListEntry as Entry
from exchange.measure.force import in_force as can_be_applied
from exchange.measure.model import Measure as Stated
from exchange.measure.model import MeasureAction as Action
from exchange.memorandum.model import Memorandum as Signed
from exchange.memorandum.model import MemorandumEdition as Edition
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.fields import column, link, of, referred, rows
from schema.moment import AsOf, At, moment
from schema.reasons import LISTS, MEMORANDA

if TYPE_CHECKING:
    from schema.listing import ListDefinition, ListEntry
    from schema.measure import MeasureAction
    from schema.memorandum import Measure, Memorandum, MemorandumEdition

ENTRY, MEASURE, ACTION = Entry.__table__, Stated.__table__, Action.__table__
EDITION, MEMORANDUM, LIST = Edition.__table__, Signed.__table__, Definition.__table__
ACTIONS = scope("measures:read")
CHAIN = (
    ENTRY.join(MEMORANDUM, MEMORANDUM.c.list_code == ENTRY.c.list_code)
    .join(EDITION, EDITION.c.memorandum_code == MEMORANDUM.c.code)
    .join(MEASURE, MEASURE.c.edition_id == EDITION.c.id)
)
"""Every measure that can follow from an entry."""


def _actions(self: Any) -> Select[Any]:
    own = and_(ACTION.c.entry_id == self.entry_id, ACTION.c.measure_id == self.measure_id)
    return select(ACTION).where(own).order_by(ACTION.c.id)


@of(
    None,
    "A measure in force for an enterprise, with the chain of its reasons: entry, list, memorandum, edition, article.",
)
class AppliedMeasure:
    """A measure and its why."""

    measure: Annotated["Measure", strawberry.lazy("schema.memorandum")] | None = link(
        referred(MEASURE.c.id, "measure_id"), "The measure; its `clause` is the article.", MEMORANDA
    )
    clause: str | None = column("The article of the memorandum; null where not evidenced.", MEMORANDA)
    edition: Annotated["MemorandumEdition", strawberry.lazy("schema.memorandum")] | None = link(
        referred(EDITION.c.id, "edition_id"), "The edition that it belongs to.", MEMORANDA
    )
    memorandum: Annotated["Memorandum", strawberry.lazy("schema.memorandum")] | None = link(
        referred(MEMORANDUM.c.code, "memorandum_code"), "The memorandum.", MEMORANDA
    )
    list: Annotated["ListDefinition", strawberry.lazy("schema.listing")] | None = link(
        referred(LIST.c.code, "list_code"), "The list that the memorandum concerns.", LISTS
    )
    entry: Annotated["ListEntry", strawberry.lazy("schema.listing")] | None = link(
        referred(ENTRY.c.id, "entry_id"), "The enterprise's entry on it.", LISTS
    )
    valid_from: date = column("The first day it applies to the enterprise.", LISTS)
    valid_until: date | None = column("The last such day; null where none is set.", LISTS)
    actions: Sequence[Annotated["MeasureAction", strawberry.lazy("schema.measure")]] = rows(
        _actions, "What departments do about it, as far as the caller may see it.", ACTIONS
    )


def entries_of(
    self: Any,
    as_of: AsOf = None,
    at: At = None,
    history: Annotated[
        bool, argument("Show every entry that the caller may see, whatever its state, instead of those in force.")
    ] = False,
    *,
    paging: Paging,
) -> Page:
    """Return an enterprise's entries on lists."""
    then = moment(as_of, at)
    found = select(ENTRY).where(ENTRY.c.uscc == self.uscc)
    if not history:
        found = found.where(in_force(ENTRY.c, *then))
    return Page(rows=found, order=Order("LATEST", [(ENTRY.c.id, str)], descending=True), paging=paging)


def measures_of(self: Any, as_of: AsOf = None, at: At = None, *, paging: Paging) -> Page:
    """Return the measures in force for an enterprise, by entries that the caller may see."""
    then = moment(as_of, at)
    found = (
        select(
            ENTRY.c.id.label("entry_id"),
            ENTRY.c.list_code,
            MEASURE.c.id.label("measure_id"),
            MEASURE.c.edition_id,
            MEASURE.c.clause,
            MEMORANDUM.c.code.label("memorandum_code"),
            _later_day().label("valid_from"),
            _earlier_day().label("valid_until"),
        )
        .select_from(CHAIN)
        .where(
            ENTRY.c.uscc == self.uscc,
            in_force(ENTRY.c, *then),
            can_be_applied(MEASURE.c, *then),
            # These rows are of no table of their own: the entry's rule is theirs.
            sees_entry(ENTRY.c),
        )
    )
    order = Order("ENTRY", [(ENTRY.c.id, str), (MEASURE.c.id, str)])
    return Page(rows=found, order=order, paging=paging)


def _later_day() -> ColumnElement[date]:
    entry, measure = ENTRY.c.valid_from, MEASURE.c.valid_from
    return case((measure > entry, measure), else_=entry)


def _earlier_day() -> ColumnElement[date]:
    entry, measure = ENTRY.c.valid_until, MEASURE.c.valid_until
    return case((or_(entry.is_(None), measure < entry), measure), else_=entry)
