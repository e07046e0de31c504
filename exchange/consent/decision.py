"""What the enterprise decides about a consent, each step in the caller's transaction.

The caller has made sure that `actor`, a user's id, may act for the enterprise. Of two decisions at the same time one
wins and the other is refused by the state that the first one led to.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from exchange import clock
from exchange.consent import artefact, history, wording
from exchange.consent.artefact import Sign
from exchange.consent.history import ITSELF
from exchange.consent.model import Consent, ConsentBalance, ConsentState
from exchange.consent.refusal import ConsentTextChanged
from exchange.consent.rules import LIVE, Step

REASON_LENGTH = 500


def approve(session: Session, consent_id: str, *, actor: str, sign: Sign, shown_sha256: str | None = None) -> Consent:
    """Approve a request: sign the artefact, open the balance, end the consent that it supersedes.

    `shown_sha256` is the hash of the text that the approver saw, if the caller knows it: approving another one is
    refused. Raises ConsentUnknown, ConsentStateRefused and ConsentTextChanged.
    """
    consent = history.found(session, consent_id)
    history.lock(session, filter(None, (consent.id, consent.supersedes)))
    now = clock.now()
    shown = wording.of_consent(session, consent)
    history.take(session, consent, Step.APPROVE, actor=actor, at=now, reason=None)
    if shown_sha256 not in (None, shown.sha256):
        raise ConsentTextChanged("The text has changed since it was shown. Read it again and decide then.")
    artefact.write(session, consent, sign, approver_id=actor, text_sha256=shown.sha256, at=now)
    session.add(ConsentBalance(consent_id=consent.id, remaining=consent.fetch_limit))
    _end_superseded(session, consent, now)
    session.flush()
    return consent


def reject(session: Session, consent_id: str, *, actor: str, reason: str | None = None) -> Consent:
    """Reject a request. Raises ConsentUnknown and ConsentStateRefused."""
    return _decide(session, consent_id, Step.REJECT, actor, reason)


def pause(session: Session, consent_id: str, *, actor: str, reason: str | None = None) -> Consent:
    """Let the grantee fetch nothing until the consent is resumed. Raises ConsentUnknown and ConsentStateRefused."""
    return _decide(session, consent_id, Step.PAUSE, actor, reason)


def resume(session: Session, consent_id: str, *, actor: str, reason: str | None = None) -> Consent:
    """Let the grantee fetch again. Raises ConsentUnknown and ConsentStateRefused."""
    return _decide(session, consent_id, Step.RESUME, actor, reason)


def revoke(session: Session, consent_id: str, *, actor: str, reason: str | None = None) -> Consent:
    """End a consent for good. Raises ConsentUnknown and ConsentStateRefused."""
    return _decide(session, consent_id, Step.REVOKE, actor, reason)


def consume(session: Session, consent_id: str) -> Consent:
    """End a consent whose last fetch is spent. Raises ConsentUnknown and ConsentStateRefused."""
    return _decide(session, consent_id, Step.CONSUME, ITSELF, None)


def end(session: Session, consent_ids: Collection[str], reason: str) -> None:
    """End what was asked or allowed for something that is over, by itself; what has ended already stays as it is."""
    history.lock(session, consent_ids)
    now = clock.now()
    for each in consent_ids:
        _end(session, history.found(session, each), now, reason)


def _decide(session: Session, consent_id: str, step: Step, actor: str, reason: str | None) -> Consent:
    consent = history.found(session, consent_id)
    history.lock(session, (consent.id,))
    reason = reason[:REASON_LENGTH] if reason else None
    history.take(session, consent, step, actor=actor, at=clock.now(), reason=reason)
    return consent


def _end_superseded(session: Session, consent: Consent, now: datetime) -> None:
    """End what the consent supersedes, unless it has ended already."""
    if consent.supersedes is not None:
        _end(session, history.found(session, consent.supersedes), now, f"superseded by {consent.id}")


def _end(session: Session, consent: Consent, now: datetime, reason: str) -> None:
    state = history.state(session, consent, now)
    if state in LIVE:
        step = Step.REJECT if state == ConsentState.AWAITING else Step.REVOKE
        history.take(session, consent, step, actor=ITSELF, at=now, reason=reason)
