"""What has become of a consent, and how a further step is written down: one after the other, never two at once."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.consent.model import Consent, ConsentBalance, ConsentEvent, ConsentLapse, ConsentState
from exchange.consent.refusal import ConsentUnknown
from exchange.consent.rules import Step, after, derived
from exchange.feed.model import EventType
from exchange.feed.publishing import Event
from exchange.feed.telling import tell

ITSELF = "exchange"
"""The actor of what follows by itself."""


def found(session: Session, consent_id: str) -> Consent:
    """Return the consent. Raises ConsentUnknown."""
    consent = session.get(Consent, consent_id)
    if consent is None:
        raise ConsentUnknown(consent_id)
    return consent


def state(session: Session, consent: Consent, now: datetime) -> ConsentState:
    """Return the consent's state at this instant."""
    own = ConsentEvent.consent_id == consent.id
    latest = select(ConsentEvent.state).where(own).order_by(ConsentEvent.id.desc()).limit(1)
    lapse = session.get(ConsentLapse, consent.id)
    ended = now if lapse is not None and lapse.last_on < clock.today() else consent.valid_until
    return derived(session.scalars(latest).one(), ended, now)


def lapse(session: Session, consent_id: str, last_on: date | None) -> None:
    """Let a consent expire behind a day, if it hasn't ended by then; None lets it last as its terms say."""
    session.execute(delete(ConsentLapse).where(ConsentLapse.consent_id == consent_id))
    if last_on is not None:
        session.add(ConsentLapse(consent_id=consent_id, last_on=last_on))
        session.flush()


def lock(session: Session, consent_ids: Iterable[str]) -> None:
    """Let nobody else decide on the consents until the transaction ends.

    On SQLite every writer is alone already. PostgreSQL locks by a number of the id: a lock on the row would need the
    right to update it, which nobody has.
    """
    if session.get_bind().dialect.name != "postgresql":
        return
    # Always in the same order: two who lock the same consents must not wait for each other.
    ordered = sorted(consent_ids)
    for each in ordered:
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"consent {each}", 0))))
    # The access log holds these while it takes a fetch, and the last one ends the consent.
    held = select(ConsentBalance.remaining).where(ConsentBalance.consent_id.in_(ordered))
    session.execute(held.order_by(ConsentBalance.consent_id).with_for_update(key_share=True)).all()


def take(session: Session, consent: Consent, step: Step, *, actor: str, at: datetime, reason: str | None) -> None:
    """Write a step of a locked consent down. Raises ConsentStateRefused."""
    target = after(consent.id, state(session, consent, at), step)
    session.add(ConsentEvent(consent_id=consent.id, state=target, at=at, actor=actor, reason=reason))
    session.flush()
    told(session, consent)


def told(session: Session, consent: Consent) -> None:
    """Publish to the enterprise and to the grantee that the consent has another state."""
    event = Event(EventType.CONSENT_CHANGED, consent.id, consent.uscc, institution_code=consent.grantee_code)
    tell(session, event)
