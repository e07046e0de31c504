"""How an access is disputed and the dispute answered, each in the caller's transaction.

Whether the caller may act for the subject or for the reader, the caller of these functions has made sure.
"""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.audit.model import AccessEntry
from exchange.deadline.due import due
from exchange.deadline.rule import COUNTRY, in_force
from exchange.dispute.model import AccessDispute
from exchange.dispute.refusal import DisputeAnswered, DisputeExists, DisputeRefused, DisputeUnknown
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered

SUBJECT = "ACCESS_DISPUTE"
"""Under which matter the rules have the period for the answer."""
LONGEST = 2_000
"""Characters of a reason and of an answer."""


class DisputeState(StrEnum):
    """How far a dispute is; it follows from the answer and the deadline."""

    OPEN = "OPEN"
    ANSWERED = "ANSWERED"
    OVERDUE = "OVERDUE"


def lodge(
    session: Session, entry: AccessEntry, *, reason: str, lodged_by: str, jurisdiction: str = COUNTRY
) -> AccessDispute:
    """Dispute an access; its reader must answer within the period in force today.

    Raises DisputeRefused and DisputeExists.
    """
    reason = _written("reason", reason)
    if not entry.institution_code:
        message = "It was made by a person who acts for the enterprise itself. End that person's mandate instead."
        raise DisputeRefused("access", message)
    before = session.scalar(select(AccessDispute.id).where(AccessDispute.entry_id == entry.id))
    if before is not None:
        raise DisputeExists(before)
    now, today = clock.now(), clock.today()
    deadline = due(in_force(session, SUBJECT, today, jurisdiction), today)
    dispute = AccessDispute(
        id=ordered("dsp_"),
        entry_id=entry.id,
        uscc=entry.uscc,
        institution_code=entry.institution_code,
        consent_id=entry.consent_id,
        reason=reason,
        lodged_by=lodged_by,
        lodged_at=now,
        **deadline._asdict(),
    )
    session.add(dispute)
    session.flush()
    _told(session, dispute)
    return dispute


def answer(session: Session, dispute_id: str, *, text: str, answered_by: str) -> AccessDispute:
    """Answer a dispute, also after its deadline: a consent that it suspended can be used again at once.

    Raises DisputeRefused, DisputeUnknown and DisputeAnswered.
    """
    text = _written("answer", text)
    # The row is locked: of two answers at the same time the second one is refused.
    locked = select(AccessDispute).where(AccessDispute.id == dispute_id).with_for_update()
    dispute = session.scalars(locked, execution_options={"populate_existing": True}).one_or_none()
    if dispute is None:
        raise DisputeUnknown(dispute_id)
    if dispute.answered_at is not None:
        raise DisputeAnswered(dispute_id)
    dispute.answer, dispute.answered_by, dispute.answered_at = text, answered_by, clock.now()
    session.flush()
    _told(session, dispute)
    return dispute


def _told(session: Session, dispute: AccessDispute) -> None:
    kind, reader = EventType.ACCESS_DISPUTE_CHANGED, dispute.institution_code
    tell(session, Event(kind, dispute.id, dispute.uscc, institution_code=reader))


def _written(field: str, text: str) -> str:
    """Return a text without the white space around it. Raises DisputeRefused."""
    text = text.strip()
    if not 1 <= len(text) <= LONGEST or "\0" in text:
        raise DisputeRefused(field, f"It takes 1 to {LONGEST:,} characters.")
    return text
