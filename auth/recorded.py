"""Who sees a credit record: everybody what is published today, its supplier its own, others what their door covers."""

from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, literal_column, or_

from auth.concern import decision
from auth.door import INSTITUTION, TODAY, Basis, own_enterprise, there
from exchange.catalogue.model import Publicity
from exchange.db.settled import Settled
from exchange.record.kind import IN_FORCE
from exchange.record.model import CreditRecord

OWN = "records:read"
"""The scope by which a supplier reads back what it supplied, in any state."""


def in_force(columns: Any) -> ColumnElement[bool]:
    """Return whether a record is published or shared today: by its state and its days, without a job in between."""
    return _in_force(columns.state, columns.published_from, columns.published_until)


def _in_force(state: Any, since: Any, until: Any) -> ColumnElement[bool]:
    states = or_(*(state == _constant(one) for one in IN_FORCE))
    return and_(states, since <= TODAY, or_(until.is_(None), until >= TODAY))


def published(columns: Any) -> ColumnElement[bool]:
    """Return whether everybody may see a record today: the same expression for the same columns."""
    return _published(columns.publicity, columns.state, columns.published_from, columns.published_until)


@lru_cache(maxsize=64)
def _published(publicity: Any, state: Any, since: Any, until: Any) -> ColumnElement[bool]:
    shown = and_(publicity == _constant(Publicity.PUBLIC), _in_force(state, since, until))
    return Settled(shown) if publicity.table is CreditRecord.__table__ else shown


def _constant(value: StrEnum) -> ColumnElement[str]:
    """Return the value as text of the statement: PostgreSQL plans with it."""
    return literal_column(f"'{value.value}'")


def visible(columns: Any, who: Any) -> ColumnElement[bool]:
    """Let out what is published; to its supplier what it supplied; through the door what that covers.

    Records are shared through the door while their days last. The enterprise itself sees all that is recorded of it,
    in any state and of any publicity: it can't object to what it doesn't know.
    """
    if who.door is None:
        own = columns.supplier_code == INSTITUTION
        return or_(published(columns), own) if OWN in who.scopes else published(columns)
    here = columns.uscc == who.door.columns.uscc
    if who.door.asked is Basis.SELF:
        return and_(here, who.door.columns.granted)
    within = and_(who.door.reaches(decision(columns)), who.door.covers(columns.item_code, columns.publicity))
    return and_(here, within, in_force(columns))


def of_own(columns: Any, _who: Any) -> ColumnElement[bool]:
    """Let out what became of a record, and what it said before, to its supplier and to the enterprise itself."""
    own = or_(CreditRecord.supplier_code == INSTITUTION, own_enterprise(CreditRecord.uscc))
    return there(CreditRecord, CreditRecord.id == columns.record_id, own)
