"""What time makes of a listed case: where the court's entry is over, it is delisted, without a job having to run."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, literal, literal_column, select

from exchange.arbitration.state import CaseState
from exchange.listing.force import is_over
from exchange.listing.model import ListEntry
from exchange.referral.model import Referral, ReferralState


def case_state(case_: Any, today: Any) -> ColumnElement[str]:
    """Return a case's state today."""
    over: Select[Any] = select(literal_column("1")).where(Referral.case_id == case_.id, *_over(Referral, today))
    ended = and_(case_.state == CaseState.LISTED.value, exists(over.correlate_except(Referral, ListEntry)))
    return case((ended, literal(CaseState.DELISTED.value)), else_=case_.state)


def referral_state(referral: Any, today: Any) -> ColumnElement[str]:
    """Return a referral's state today."""
    over: Select[Any] = select(literal_column("1")).select_from(ListEntry)
    found = exists(over.where(ListEntry.id == referral.entry_id, is_over(ListEntry, today)).correlate_except(ListEntry))
    ended = and_(referral.state == ReferralState.LISTED.value, found)
    return case((ended, literal(ReferralState.DELISTED.value)), else_=referral.state)


def _over(referral: Any, today: Any) -> tuple[ColumnElement[bool], ...]:
    return (ListEntry.id == referral.entry_id, is_over(ListEntry, today))
