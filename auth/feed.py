"""Who may see an event of the feed: everybody what is still public, others what is for them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, false, literal, or_

from exchange.feed.model import EventType

T = EventType
OF_RECORDS = (T.RECORD_PUBLISHED, T.RECORD_CHANGED, T.RECORD_DISPUTED, T.RECORD_UPHELD)
"""What these told of may have ended since: then nobody else is told any more that it ever was."""
RECORDS = frozenset({"records:read", "creditfile:read"})
"""Its supplier's scope, and its enterprise's."""
SCOPES: Mapping[EventType, frozenset[str]] = {
    T.CORRECTION: frozenset({"corrections:read"}),
    T.CONSENT_CHANGED: frozenset({"consents:read"}),
    T.ACCESS_DISPUTE_CHANGED: frozenset({"accesses:read"}),
    T.OBJECTION_CHANGED: frozenset({"objections:read"}),
    T.RESTORATION_CHANGED: frozenset({"restorations:read"}),
    T.COMMITMENT_CHANGED: frozenset({"commitments:read"}),
    T.SUBMISSION_COMMITTED: frozenset({"submissions:read"}),
    T.LIST_ENTRY_CHANGED: frozenset({"listings:read"}),
    T.LIST_RESTORATION_CHANGED: frozenset({"listings:read"}),
    T.MEASURE_ACTION_CHANGED: frozenset({"measures:read"}),
    T.DEMAND_CHANGED: frozenset({"demands:read"}),
    T.APPLICATION_CHANGED: frozenset({"applications:read"}),
    T.ENHANCEMENT_CHANGED: frozenset({"applications:read"}),
    T.RECEIVABLE_CHANGED: frozenset({"receivables:read"}),
    T.ARBITRATION_CHANGED: frozenset({"arbitration:read"}),
    T.REFERRAL_CHANGED: frozenset({"arbitration:read", "referrals:read"}),
    **dict.fromkeys((*OF_RECORDS, T.RECORD_ENDED), RECORDS),
}
"""The scopes of which an event that isn't public asks one of those whom it is for: those that its object asks for."""


def public(columns: Any, is_published: ColumnElement[bool], is_shown: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether everybody may see an event: of a record or a list's entry, only while that is public itself."""
    of_record = columns.type.in_([literal(type_.value) for type_ in OF_RECORDS])
    of_entry = columns.type == literal(T.LIST_ENTRY_CHANGED.value)
    return and_(columns.is_public, or_(~of_record, is_published), or_(~of_entry, is_shown))


def readable(columns: Any, scopes: frozenset[str]) -> ColumnElement[bool]:
    """Return whether the caller's scopes allow an event that is for it."""
    allowed = [literal(type_.value) for type_, wanted in SCOPES.items() if wanted & scopes]
    return columns.type.in_(allowed) if allowed else false()
