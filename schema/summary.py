"""How much is published of an entity today, in numbers."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, func, select

from auth.recorded import published
from exchange.record.kind import RecordKind
from resolvers.binding import Part
from schema.fields import column, of
from schema.reasons import COUNTED
from schema.record import RECORD


def _of(kind: RecordKind) -> Callable[[Any], ColumnElement[int]]:
    def count(self: Any) -> ColumnElement[int]:
        own = RECORD.alias("counted")
        rows = select(func.count()).where(own.c.uscc == self.uscc, own.c.kind == kind.value, published(own.c))
        return rows.correlate_except(own).scalar_subquery()

    return count


@of(None, "How many records of an entity everybody may see today, by kind.")
class EntitySummary:
    """The numbers."""

    licences: int = column("Administrative licences.", COUNTED, _of(RecordKind.LICENCE))
    penalties: int = column("Administrative penalties.", COUNTED, _of(RecordKind.PENALTY))
    abnormal_operations: int = column(
        "Entries in the register of abnormal operation.", COUNTED, _of(RecordKind.ABNORMAL_OPERATION)
    )
    honours: int = column("Honours.", COUNTED, _of(RecordKind.HONOUR))
    tax_ratings: int = column("Published ratings as a taxpayer.", COUNTED, _of(RecordKind.TAX_RATING))
    commitments: int = column("Commitments.", COUNTED, _of(RecordKind.COMMITMENT))


def summary(self: Any) -> Part:
    """Return what the numbers are counted by."""
    return Part(uscc=self.uscc)
