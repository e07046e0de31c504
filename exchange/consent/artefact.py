"""What the exchange signs when an enterprise has approved: the terms, who approved, and the hash of what was shown."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from exchange.consent.model import Consent, ConsentArtefact, ConsentItem

Sign = Callable[[dict[str, Any]], str]
"""Signs claims with the exchange's own key; returns a compact JWS."""

_TERMS = ("uscc", "purpose", "mode", "fetch", "fetch_limit", "data_life_days", "lodged_by", "supersedes")
_DATES = ("data_from", "data_until", "valid_from", "valid_until", "lodged_at")


def write(session: Session, consent: Consent, sign: Sign, *, approver_id: str, text_sha256: str, at: datetime) -> None:
    """Sign the consent and keep the signature."""
    claims = stated(session, consent, approver_id=approver_id, text_sha256=text_sha256, at=at)
    artefact = ConsentArtefact(
        consent_id=consent.id, approver_id=approver_id, text_sha256=text_sha256, jws=sign(claims), signed_at=at
    )
    session.add(artefact)


def stated(session: Session, consent: Consent, *, approver_id: str, text_sha256: str, at: datetime) -> dict[str, Any]:
    """Return the claims in canonical order: names by the alphabet, so that equal claims are equal bytes.

    Instants are in UTC with microseconds, days as ISO 8601 has them, items by their codes; what has no value is null.
    """
    items = select(ConsentItem.item_code).where(ConsentItem.consent_id == consent.id).order_by(ConsentItem.item_code)
    claims: dict[str, Any] = {
        "jti": consent.id,
        "iat": int(at.timestamp()),
        "grantee": consent.grantee_code,
        "items": list(session.scalars(items)),
        "approver": approver_id,
        "approved_at": _written(at),
        "text_sha256": text_sha256,
    }
    claims |= {name: getattr(consent, name) for name in _TERMS}
    claims |= {name: _written(getattr(consent, name)) for name in _DATES}
    return dict(sorted(claims.items()))


def _written(value: Any) -> str | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return None if value is None else str(value.isoformat())
