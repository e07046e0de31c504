"""How a commitment is offered, withdrawn, and found kept or broken, each step in the caller's transaction.

Whether the caller may act for the enterprise or for the authority, the caller of these functions has made sure.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.commitment.model import Commitment, CommitmentKind, CommitmentState
from exchange.commitment.procedure import COMMITMENT, Step
from exchange.commitment.refusal import CommitmentRefused, CommitmentUnknown
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell
from exchange.identifier import ordered
from exchange.institution.model import Institution, InstitutionKind
from exchange.procedure import history
from exchange.procedure.actor import Actor
from exchange.procedure.wording import optional, written

AUTHORITIES = frozenset(
    {InstitutionKind.BUREAU, InstitutionKind.COURT, InstitutionKind.REGULATOR, InstitutionKind.OPERATOR}
)
"""To whom a commitment can be given."""
_PERFORMED: Mapping[CommitmentState, Step] = {CommitmentState.KEPT: Step.KEEP, CommitmentState.BROKEN: Step.BREAK}


def offer(
    session: Session,
    uscc: str,
    *,
    institution_code: str,
    kind: CommitmentKind,
    text: str,
    actor: Actor,
    perform_by: date | None = None,
    is_public: bool = False,
) -> Commitment:
    """Give a commitment to an authority; it is published only where the enterprise says so. Raises …Refused."""
    text = written(CommitmentRefused, "text", text)
    to = select(Institution.kind).where(Institution.code == institution_code)
    if session.scalar(to) not in AUTHORITIES:
        message = f"{institution_code} is no authority of this exchange: see the query institutions."
        raise CommitmentRefused("institution", message)
    if perform_by is not None and perform_by < clock.today():
        raise CommitmentRefused("perform_by", f"{perform_by} is over.")
    commitment = Commitment(
        id=ordered("cmt_"),
        uscc=uscc,
        institution_code=institution_code,
        kind=kind.value,
        text=text,
        perform_by=perform_by,
        is_public=is_public,
        offered_by=actor.id,
        offered_at=clock.now(),
    )
    history.begin(session, commitment, CommitmentState.OFFERED, actor)
    return _told(session, commitment)


def withdraw(session: Session, commitment_id: str, *, actor: Actor, reason: str | None = None) -> Commitment:
    """Take a commitment back: it isn't published any more. Raises CommitmentUnknown and TransitionRefused."""
    return _take(session, commitment_id, Step.WITHDRAW, actor, optional(CommitmentRefused, "reason", reason))


def perform(session: Session, commitment_id: str, *, state: CommitmentState, actor: Actor, reason: str) -> Commitment:
    """Record that a commitment was KEPT or BROKEN, and why. Raises CommitmentUnknown, …Refused, TransitionRefused."""
    if state not in _PERFORMED:
        raise CommitmentRefused("state", f"{state} is no performance: it takes KEPT or BROKEN.")
    return _take(session, commitment_id, _PERFORMED[state], actor, written(CommitmentRefused, "reason", reason))


def _take(session: Session, commitment_id: str, step: Step, actor: Actor, reason: str | None) -> Commitment:
    commitment = history.locked(session, Commitment, commitment_id) if "\0" not in commitment_id else None
    if commitment is None:
        raise CommitmentUnknown(commitment_id)
    history.take(session, COMMITMENT, commitment, step, actor, reason)
    return _told(session, commitment)


def _told(session: Session, commitment: Commitment) -> Commitment:
    session.flush()
    public = commitment.is_public and commitment.state != CommitmentState.WITHDRAWN
    kind, authority = EventType.COMMITMENT_CHANGED, commitment.institution_code
    tell(session, Event(kind, commitment.id, commitment.uscc, public, authority))
    return commitment
