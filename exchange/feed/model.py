"""The outbox: what happened, in the order in which it was committed.

`feed_head` has one row with the last position given out. Who publishes raises it in the transaction of the change
itself; the row's lock lets the next publisher go on only after that transaction ended. So positions are in the order
of commits, without gaps: a rollback takes its positions back.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
from exchange.db.types import Code


class EventType(StrEnum):
    """What happened. The object's id says to what."""

    ENTITY_REGISTERED = "ENTITY_REGISTERED"
    ENTITY_CHANGED = "ENTITY_CHANGED"
    RECORD_PUBLISHED = "RECORD_PUBLISHED"
    RECORD_CHANGED = "RECORD_CHANGED"
    RECORD_DISPUTED = "RECORD_DISPUTED"
    RECORD_UPHELD = "RECORD_UPHELD"
    """An objection was decided, the record stands."""
    RECORD_ENDED = "RECORD_ENDED"
    """Withdrawn, restored or superseded: who holds a copy deletes it. The event doesn't say which, nor of whom."""
    CORRECTION = "CORRECTION"
    """To a past recipient: what it was given of an entity no longer holds; to be acknowledged."""
    CONSENT_CHANGED = "CONSENT_CHANGED"
    ACCESS_DISPUTE_CHANGED = "ACCESS_DISPUTE_CHANGED"
    """A dispute of an access was lodged or answered."""
    OBJECTION_CHANGED = "OBJECTION_CHANGED"
    RESTORATION_CHANGED = "RESTORATION_CHANGED"
    COMMITMENT_CHANGED = "COMMITMENT_CHANGED"
    SUBMISSION_COMMITTED = "SUBMISSION_COMMITTED"
    LIST_ENTRY_CHANGED = "LIST_ENTRY_CHANGED"
    LIST_ENTRY_ENDED = "LIST_ENTRY_ENDED"
    """Taken off a list, or never put on it after it was publicised: who holds a copy deletes it."""
    LIST_RESTORATION_CHANGED = "LIST_RESTORATION_CHANGED"
    """An application to be taken off a list was lodged or decided."""
    MEASURE_ACTION_CHANGED = "MEASURE_ACTION_CHANGED"
    MEMORANDUM_CHANGED = "MEMORANDUM_CHANGED"
    DEMAND_CHANGED = "DEMAND_CHANGED"
    APPLICATION_CHANGED = "APPLICATION_CHANGED"
    """An application took a step, or one of its sides wrote to the other."""
    ENHANCEMENT_CHANGED = "ENHANCEMENT_CHANGED"
    RECEIVABLE_CHANGED = "RECEIVABLE_CHANGED"
    ARBITRATION_CHANGED = "ARBITRATION_CHANGED"
    """Told to the parties and the centre alone."""
    REFERRAL_CHANGED = "REFERRAL_CHANGED"
    """Told to the creditor, the centre and the court that it was sent to."""


def _index(column: str, which: str) -> Index:
    """Index the events that are looked for by a column: the first batch of a registry, a million events, isn't."""
    return Index(None, column, "position", sqlite_where=text(which), postgresql_where=text(which))


class FeedEvent(Base):
    """One event. Public ones everybody may see; others the institution and the enterprise that they name."""

    __tablename__ = "feed_event"
    __table_args__ = (
        _index("uscc", "type <> 'ENTITY_REGISTERED'"),
        _index("institution_code", "institution_code IS NOT NULL"),
        _index("object_id", "type = 'RECORD_PUBLISHED'"),
    )

    position: Mapped[int] = mapped_column(Long, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    type: Mapped[str] = mapped_column(Code)
    object_id: Mapped[str] = mapped_column(Code)
    """The `id` of the object in the contract (rec_…, cns_…, ent_…)."""
    uscc: Mapped[str | None] = mapped_column(Code)
    """The enterprise concerned; null where the public must not learn it from here (RECORD_ENDED)."""
    is_public: Mapped[bool]
    institution_code: Mapped[str | None] = mapped_column(Code)
    """The institution it is for, besides the enterprise; null for none."""


class FeedHead(Base):
    """The last position given out: one row."""

    __tablename__ = "feed_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(Long)
