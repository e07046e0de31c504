"""What an access token says (RFC 9068), for the one who writes it and the one who believes it."""

from typing import Any

from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from joserfc.jwk import ECKey, KeySet
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry

from auth.oauth.jws import MALFORMED, TokenMalformed, opened
from auth.oauth.keyring import Keyring
from auth.oauth.keys import ALGORITHM
from exchange.settings import Settings

TYPE = "at+jwt"
REQUIRED = ("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope")
CLOCK_SECONDS = 5
"""How far the clock of the machine that issued a token may be ahead or behind."""


_ESSENTIAL = ClaimsOption(essential=True)
_REGISTRY = JWTClaimsRegistry(None, CLOCK_SECONDS, **dict.fromkeys(REQUIRED, _ESSENTIAL))


class AccessTokens(JWTBearerTokenGenerator):
    """Authlib's generator with our key, the API as audience and a life of minutes where its own is ten days."""

    def __init__(self, settings: Settings, key: ECKey) -> None:
        super().__init__(settings.issuer, alg=ALGORITHM, expires_generator=settings.token_seconds)
        self._audience = settings.audience
        self._key = key

    def get_jwks(self) -> KeySet:
        """Return the key that signs; as a set of one, so that its kid is written into the header."""
        return KeySet([self._key])

    def get_audiences(self, _client: Any, _user: Any, _scope: Any) -> str:
        """Return the API's resource identifier: Authlib's default is the client's own id."""
        return self._audience


def read(token: bytes, keyring: Keyring, settings: Settings) -> dict[str, Any]:
    """Return the claims of a token of ours that is valid now. Raises TokenMalformed for any other."""

    def signer(signature: Any) -> ECKey:
        key = keyring.find(signature.headers().get("kid"))
        if key is None:
            raise TokenMalformed
        return key

    found = opened(token, signer, (ALGORITHM,))
    if found.header.get("typ") != TYPE:
        raise TokenMalformed
    _check(found.claims, settings)
    return found.claims


def _check(claims: dict[str, Any], settings: Settings) -> None:
    try:
        _REGISTRY.validate(claims)
    except MALFORMED as error:
        raise TokenMalformed from error
    # A list of audiences is refused too, and so is a token bound to a key (cnf), which is none for a bearer.
    ours = claims["iss"] == settings.issuer and claims["aud"] == settings.audience and "cnf" not in claims
    texts = all(isinstance(claims[name], str) for name in ("sub", "jti", "client_id", "scope"))
    if not ours or not texts or claims["sub"] != claims["client_id"]:
        raise TokenMalformed
