"""How consents are signed: with the exchange's own key, as a JWS that can't pass for anything else it signs."""

from typing import Any

from sqlalchemy.orm import Session

from auth.oauth.signature import sign
from exchange.consent.artefact import Sign
from exchange.settings import Settings

TYPE = "consent+jwt"


def sealing(session: Session, settings: Settings) -> Sign:
    """Return what signs a consent's claims in this transaction, for exchange.consent.decision.approve."""

    def seal(claims: dict[str, Any]) -> str:
        return sign(session, TYPE, {"iss": settings.issuer, **claims})

    return seal
