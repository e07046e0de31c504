"""Two institutions, an enterprise and a request for consent, for the tests of consents."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.consent.lodging import lodge
from exchange.consent.model import Consent, ConsentEvent
from exchange.consent.terms import Terms
from exchange.institution.roll import create
from tests.planning.data import USCCS

BANK, INSURER = "TEST-BANK", "TEST-INSURER"
USER = "usr_test"
CLIENT = "bank-program"


def terms(**changes: Any) -> Terms:
    """Return good terms with changes."""
    good = Terms(
        uscc=USCCS[0],
        purpose="LOAN_REVIEW",
        items=("REGISTERED_CONTACT", "ANNUAL_REPORT"),
        mode="VIEW",
        fetch="ONE_TIME",
        valid_until=clock.now() + timedelta(days=30),
    )
    return replace(good, **changes)


def enrol(session: Session) -> None:
    """Enrol the institutions."""
    create(session.connection(), BANK, "示例银行", "BANK")
    create(session.connection(), INSURER, "示例保险", "INSURER")


def lodged(session: Session, **changes: Any) -> Consent:
    """Lodge the bank's request with changes."""
    return lodge(session, terms(**changes), grantee_code=BANK, client_id=CLIENT)


def events(session: Session, consent: Consent) -> list[tuple[str, str, str | None]]:
    """Return state, actor and reason of each event, in order."""
    own = select(ConsentEvent).filter_by(consent_id=consent.id).order_by(ConsentEvent.id)
    return [(event.state, event.actor, event.reason) for event in session.scalars(own)]


def signed(claims: dict[str, Any]) -> str:
    """Stand for a signature where only what is signed matters."""
    return json.dumps(claims, ensure_ascii=False)


def instant(*parts: int) -> datetime:
    """Return an instant in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]
