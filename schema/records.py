"""Finding credit records: an entity's public ones, also as they were known at an instant; a supplier's own."""

from datetime import date, datetime
from typing import Annotated, Any

from sqlalchemy import Date, Select, and_, case, func, literal_column, or_, select

from auth.door import INSTITUTION
from auth.policy import scope
from auth.recorded import OWN, published
from exchange.record.model import Statement
from resolvers.binding import Order, Page, Paging
from schema.arguments import argument
from schema.enums import RecordKind, RecordState, Severity
from schema.moment import FIRST_DAY, past_instant
from schema.record import RECORD, VERSION, state_of
from schema.scalars import USCC, Code

READ_OWN = scope(OWN)
STATED = frozenset(Statement.__annotations__)
"""The columns that a former word has of its own."""

Kinds = Annotated[list[RecordKind] | None, argument("Only records of these kinds; all when left out.")]
OfSeverity = Annotated[Severity | None, argument("Only adverse records of this severity.")]
Supplier = Annotated[Code | None, argument("Only records of the institution with this code.")]
DecidedFrom = Annotated[date | None, argument("Decided on this day or later.")]
DecidedUntil = Annotated[date | None, argument("Decided on this day or earlier.")]


def newest(columns: Any) -> Order:
    """Return the order of records: the latest decision first, unknown days last."""
    decided = func.coalesce(columns.decided_on, literal_column(f"'{FIRST_DAY}'"), type_=Date)
    return Order("NEWEST", [(decided, date), (columns.id, str)], descending=True)


def of_kinds(columns: Any, kinds: list[RecordKind]) -> Any:
    """Return whether a record is of one of the kinds."""
    return columns.kind.in_([literal_column(f"'{kind.value}'") for kind in dict.fromkeys(kinds)])


def records_of(
    self: Any,
    *,
    kinds: Kinds = None,
    severity: OfSeverity = None,
    supplier: Supplier = None,
    decided_from: DecidedFrom = None,
    decided_until: DecidedUntil = None,
    known_at: Annotated[
        datetime | None,
        argument(
            "Show what the exchange said at this instant of the records that are published today; one it didn't know "
            "then is left out.",
            past_instant,
        ),
    ] = None,
    paging: Paging,
) -> Page:
    """Return the records of an entity that everybody may see today, whoever asks and through whatever door."""
    instant: Any = known_at
    found = RECORD if instant is None else _known(self.uscc, instant.value)
    rows = select(found).where(found.c.uscc == self.uscc, published(found.c))
    if severity is not None:
        rows = rows.where(found.c.severity == severity.value)
    if supplier is not None:
        rows = rows.where(found.c.supplier_code == supplier)
    rows = _narrowed(rows, found.c, kinds, decided_from, decided_until)
    return Page(rows=rows, order=newest(found.c), paging=paging)


def records(
    self: Any,
    *,
    kinds: Kinds = None,
    uscc: Annotated[USCC | None, argument("Only records of the enterprise with this code.")] = None,
    item: Annotated[Code | None, argument("Only records of the catalogue item with this code.")] = None,
    external_id: Annotated[str | None, argument("Only the record with this key of the supplier's own.")] = None,
    document_number: Annotated[str | None, argument("Only records with this number of their document.")] = None,
    state: Annotated[RecordState | None, argument("Only records in this state today.")] = None,
    decided_from: DecidedFrom = None,
    decided_until: DecidedUntil = None,
    paging: Paging,
) -> Page:
    """Return what the caller's institution supplied, in any state."""
    rows = select(RECORD).where(RECORD.c.supplier_code == INSTITUTION)
    wanted = {"uscc": uscc, "item_code": item, "external_id": external_id, "document_number": document_number}
    for name, value in wanted.items():
        if value is not None:
            rows = rows.where(RECORD.c[name] == value)
    if state is not None:
        rows = rows.where(state_of(RECORD.c) == state.value)
    rows = _narrowed(rows, RECORD.c, kinds, decided_from, decided_until)
    return Page(rows=rows, order=Order("LATEST", [(RECORD.c.id, str)], descending=True), paging=paging)


def _narrowed(
    rows: Select[Any], columns: Any, kinds: list[RecordKind] | None, decided_from: Any, decided_until: Any
) -> Select[Any]:
    if kinds is not None:
        rows = rows.where(of_kinds(columns, kinds))
    if decided_from is not None:
        rows = rows.where(columns.decided_on >= decided_from)
    if decided_until is not None:
        rows = rows.where(columns.decided_on <= decided_until)
    return rows


def _known(uscc: Any, instant: Any) -> Any:
    """Return an entity's records with what was said of them at an instant, under the names of the present row."""
    then = and_(VERSION.c.record_id == RECORD.c.id, VERSION.c.known_from <= instant, VERSION.c.known_to > instant)
    known = RECORD.c.known_from <= instant
    columns = [
        case((known, column), else_=VERSION.c[column.name]).label(column.name) if column.name in STATED else column
        for column in RECORD.c
    ]
    rows = select(*columns).select_from(RECORD.outerjoin(VERSION, then))
    return rows.where(RECORD.c.uscc == uscc, or_(known, VERSION.c.record_id.is_not(None))).subquery("known")
