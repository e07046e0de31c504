"""What the exchange signs besides tokens, such as consents and tree heads, and whether it signed something."""

from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey
from joserfc.jws import extract_compact
from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.oauth.jws import MALFORMED, TokenMalformed, opened
from auth.oauth.keys import ALGORITHM, imported, signing
from auth.oauth.model import SigningKey


def sign(session: Session, typ: str, claims: dict[str, Any]) -> str:
    """Sign the claims with the key that signs now; return a compact JWS whose header has `typ` and the key's kid.

    `typ` says what is signed ("consent+jwt"): nothing that is signed as one thing can pass for another.
    """
    key = signing(session)
    return jwt.encode({"alg": ALGORITHM, "typ": typ, "kid": key.kid}, claims, key)


def verified(session: Session, jws: str, typ: str) -> dict[str, Any]:
    """Return the claims that the exchange signed as `typ`, with any key it ever had. Raises TokenMalformed.

    An access token's key is believed for a time only (auth.oauth.keyring); what this reads stays checkable for ever.
    """
    try:
        header = extract_compact(jws.encode()).headers()
    except MALFORMED as error:
        raise TokenMalformed from error
    if header.get("typ") != typ:
        raise TokenMalformed
    return opened(jws, public_key(session, header.get("kid")), (ALGORITHM,)).claims


def public_key(session: Session, kid: object) -> ECKey:
    """Return a key that was ever published. Raises TokenMalformed for an unknown one."""
    named = isinstance(kid, str) and kid.isascii() and kid.isprintable()
    jwk = session.scalar(select(SigningKey.public_jwk).where(SigningKey.kid == kid)) if named else None
    if jwk is None:
        raise TokenMalformed
    return imported(jwk)
