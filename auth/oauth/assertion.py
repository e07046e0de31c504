"""Whether a client assertion proves who sends it (private_key_jwt: RFC 7523, narrowed as FAPI 2.0 has it)."""

import json
import time
from datetime import UTC, datetime
from typing import Any

from authlib.oauth2.rfc6749 import InvalidClientError
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from joserfc.jwk import KeyBase, KeySet
from sqlalchemy.orm import Session

from auth.insertion import inserted
from auth.oauth.jws import MALFORMED, TokenMalformed, opened
from auth.oauth.model import AuthMethod, SeenAssertion
from auth.oauth.registered import Registered
from auth.oauth.sweep import sweep

ALGORITHMS = ("ES256", "PS256", "Ed25519", "EdDSA")
"""EdDSA is the older name of Ed25519 (RFC 9864); other curves are not registered: see auth.oauth.public_keys."""
LONGEST_SECONDS = 300
CLOCK_SECONDS = 10
"""How far a client's clock may be ahead or behind (FAPI 2.0, 5.3.2.1)."""


class Assertion(JWTBearerClientAssertion):
    """Authlib's check with pinned algorithms, one audience, a short life, and a memory shared by all workers."""

    CLIENT_AUTH_METHOD = AuthMethod.PRIVATE_KEY_JWT.value

    def __init__(self, session: Session, issuer: str) -> None:
        super().__init__(leeway=CLOCK_SECONDS)
        self._session = session
        self._issuer = issuer

    def get_audiences(self) -> list[str]:
        """Return the one audience: the issuer itself, not the token endpoint."""
        return [self._issuer]

    def resolve_client_public_key(self, client: Registered) -> KeySet:
        """Return the client's registered keys; a client without any can't use assertions."""
        if client.jwks is None:
            raise InvalidClientError
        return KeySet.import_key_set(json.loads(client.jwks))

    def extract_assertion(self, assertion: str) -> tuple[Any, Any]:
        """Read the assertion before it is checked, to learn whose keys to check it with."""
        try:
            found: tuple[Any, Any] = super().extract_assertion(assertion)
        except MALFORMED:
            raise InvalidClientError from None
        return found

    def process_assertion_claims(self, assertion: str, resolve_key: KeyBase) -> dict[str, Any]:
        """Check the signature, then the claims, and last that it is used for the first time."""
        try:
            claims = opened(assertion, resolve_key, ALGORITHMS).claims
        except TokenMalformed:
            raise InvalidClientError from None
        self.verify_claims(claims)
        return claims

    def verify_claims(self, claims: dict[str, Any]) -> None:
        """Check what Authlib leaves open: a list of audiences, an end years ahead, an id that is no text."""
        aud, exp, jti = claims.get("aud"), claims.get("exp"), claims.get("jti")
        if not isinstance(exp, (int, float)) or not 0 < exp < time.time() + LONGEST_SECONDS + CLOCK_SECONDS:
            raise InvalidClientError
        named = isinstance(jti, str) and 0 < len(jti) <= 255 and jti.isascii() and jti.isprintable()
        if aud != self._issuer or not named:
            raise InvalidClientError
        super().verify_claims(claims)

    def validate_jti(self, claims: dict[str, Any], jti: str) -> bool:
        """Remember the assertion until it has expired; return False for one that is remembered already."""
        sweep(self._session, SeenAssertion)
        expires_at = datetime.fromtimestamp(claims["exp"] + CLOCK_SECONDS, UTC)
        return inserted(self._session, SeenAssertion, client_id=claims["sub"], jti=jti, expires_at=expires_at)
