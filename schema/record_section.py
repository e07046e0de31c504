"""The credit file's sections of records: one for each kind, and all of an enterprise's own."""

from typing import Annotated, Any

from sqlalchemy import ColumnElement, false, select

from auth.door import Basis, there
from auth.policy import scope
from auth.recorded import in_force as in_force_today
from exchange.catalogue.model import CatalogueItem
from exchange.catalogue.section import SECTIONS
from exchange.record.kind import RecordKind
from resolvers.binding import Covered, Page, Paging
from schema.arguments import argument
from schema.fields import connection
from schema.record import RECORD
from schema.records import Kinds, newest, of_kinds

OWN_READ = scope("creditfile.own:read")
HELD = CatalogueItem.__table__.alias("held")


def section(kind: RecordKind, description: str) -> Any:
    """Declare the section of a kind: its records that the door lets out, the latest decision first."""

    def records(self: Any, *, paging: Paging) -> Covered:
        rows = select(RECORD).where(RECORD.c.uscc == self.uscc, RECORD.c.kind == kind.value)
        return Covered(_covered(self, kind), Page(rows=rows, order=newest(RECORD.c), paging=paging))

    described = f"{description}, the latest decision first; null when not covered."
    return connection(records, described, scope(SECTIONS[kind]))


def _covered(self: Any, kind: RecordKind) -> ColumnElement[bool]:
    """Return whether the door lets out any item of the kind; to the enterprise itself it lets out all of them."""
    if self.asked is Basis.SELF:
        granted: ColumnElement[bool] = self.granted
        return granted
    return there(HELD, HELD.c.record_kind == kind.value, self.covers(HELD.c.code, HELD.c.publicity))


def own_records(
    self: Any,
    kinds: Kinds = None,
    in_force: Annotated[
        bool, argument("Only those that are published today, or shared: neither ended nor restored.")
    ] = False,
    *,
    paging: Paging,
) -> Covered:
    """Return all records of the enterprise that looks at itself."""
    rows = select(RECORD).where(RECORD.c.uscc == self.uscc)
    if kinds is not None:
        rows = rows.where(of_kinds(RECORD.c, kinds))
    if in_force:
        rows = rows.where(in_force_today(RECORD.c))
    by = self.granted if self.asked is Basis.SELF else false()
    return Covered(by, Page(rows=rows, order=newest(RECORD.c), paging=paging))
