"""How a request for consent is lodged, in the caller's transaction.

Whether the enterprise is in the registry is never looked at: for a well-formed code that nobody has, the request is
accepted as any other, and nobody will ever decide on it.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.catalogue.model import CatalogueItem, Publicity
from exchange.consent import history
from exchange.consent.model import Consent, ConsentEvent, ConsentItem, ConsentState
from exchange.consent.refusal import ConsentRefused
from exchange.consent.terms import Terms, check
from exchange.identifier import ordered
from exchange.institution.model import Institution


def lodge(session: Session, terms: Terms, *, grantee_code: str, client_id: str) -> Consent:
    """Lodge a request of the institution, sent by its client; it awaits the enterprise. Raises ConsentRefused."""
    now = clock.now()
    accept(session, terms, grantee_code, now)
    consent = _row(terms, grantee_code, client_id, now)
    session.add(consent)
    session.flush()
    session.add_all(ConsentItem(consent_id=consent.id, item_code=code) for code in sorted(terms.items))
    session.add(ConsentEvent(consent_id=consent.id, state=ConsentState.AWAITING, at=now, actor=client_id, reason=None))
    session.flush()
    history.told(session, consent)
    return consent


def accept(session: Session, terms: Terms, grantee_code: str, now: datetime) -> None:
    """Check a request as `lodge` does, without writing. Raises ConsentRefused."""
    kind = session.scalars(select(Institution.kind).where(Institution.code == grantee_code)).one()
    check(terms, kind, now)
    _check_items(session, terms.items)
    _check_superseded(session, terms, grantee_code)


def _check_items(session: Session, codes: tuple[str, ...]) -> None:
    open_to_consent = (CatalogueItem.publicity == Publicity.CONSENT) & CatalogueItem.code.in_(codes)
    found = set(session.scalars(select(CatalogueItem.code).where(open_to_consent)))
    for code in sorted(set(codes) - found):
        raise ConsentRefused("items", f"'{code}' is no catalogue item that an enterprise can consent to.")


def _check_superseded(session: Session, terms: Terms, grantee_code: str) -> None:
    if terms.supersedes is None:
        return
    own = (Consent.id == terms.supersedes) & (Consent.grantee_code == grantee_code) & (Consent.uscc == terms.uscc)
    if session.scalar(select(Consent.id).where(own)) is None:
        raise ConsentRefused("supersedes", f"'{terms.supersedes}' is no consent of this enterprise to the institution.")


def _row(terms: Terms, grantee_code: str, client_id: str, now: datetime) -> Consent:
    return Consent(
        id=ordered("cns_"),
        uscc=terms.uscc,
        grantee_code=grantee_code,
        purpose=terms.purpose,
        mode=terms.mode,
        fetch=terms.fetch,
        fetch_limit=terms.fetch_limit,
        data_from=terms.data_from,
        data_until=terms.data_until,
        data_life_days=terms.data_life_days,
        valid_from=terms.valid_from or now,
        valid_until=terms.valid_until,
        supersedes=terms.supersedes,
        lodged_by=client_id,
        lodged_at=now,
    )
