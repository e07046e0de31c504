"""What an access token says (RFC 9068), for the one who writes it and the one who believes it."""

from collections.abc import Callable
from typing import Any

from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from joserfc.jwk import ECKey, KeySet
from joserfc.jwt import ClaimsOption, JWTClaimsRegistry
from sqlalchemy.orm import Session

from auth.oauth.granting import Granted
from auth.oauth.jws import MALFORMED, TokenMalformed, opened
from auth.oauth.keyring import Keyring
from auth.oauth.keys import ALGORITHM, imported, published
from exchange.settings import Settings

TYPE = "at+jwt"
REQUIRED = ("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope")
TEXTS = ("sub", "jti", "client_id", "scope")
CLOCK_SECONDS = 5
"""How far the clock of the machine that issued a token may be ahead or behind."""


_ESSENTIAL = ClaimsOption(essential=True)
_REGISTRY = JWTClaimsRegistry(None, CLOCK_SECONDS, **dict.fromkeys(REQUIRED, _ESSENTIAL))


class AccessTokens(JWTBearerTokenGenerator):
    """Authlib's generator with our key, the API as audience and a life of minutes where its own is ten days."""

    def __init__(self, settings: Settings, key: ECKey, jkt: str | None) -> None:
        super().__init__(settings.issuer, alg=ALGORITHM, expires_generator=settings.token_seconds)
        self._audience = settings.audience
        self._key = key
        self._jkt = jkt

    def get_jwks(self) -> KeySet:
        """Return the key that signs; as a set of one, so that its kid is written into the header."""
        return KeySet([self._key])

    def get_audiences(self, _client: Any, _user: Any, _scope: Any) -> str:
        """Return the API's resource identifier: Authlib's default is the client's own id."""
        return self._audience

    def get_extra_claims(self, _client: Any, _grant_type: Any, user: Granted | None, _scope: Any) -> dict[str, Any]:
        """Return the key that the token is bound to, and what a user granted: the grant's id and its details."""
        bound = {"cnf": {"jkt": self._jkt}} if self._jkt else {}
        return bound | (user.claims() if user else {})

    def generate(self, *args: Any, user: Granted | None = None, **asked: Any) -> dict[str, Any]:
        """Return the token response; Authlib's names every token a bearer's."""
        token: dict[str, Any] = super().generate(*args, user=user, **asked)
        details = user.authorization_details if user else None
        token["token_type"] = "DPoP" if self._jkt else "Bearer"
        return token | ({"authorization_details": details} if details else {})


def read(token: bytes, keyring: Keyring, settings: Settings) -> dict[str, Any]:
    """Return the claims of a token of ours that is valid now. Raises TokenMalformed for any other."""
    return _read(token, keyring.find, settings)


def read_here(session: Session, token: str, settings: Settings) -> dict[str, Any]:
    """Return the claims as `read` does, with the keys of the session's database."""
    known = {key.kid: imported(key.public_jwk) for key in published(session)}
    return _read(token.encode(), lambda kid: known.get(kid) if isinstance(kid, str) else None, settings)


def _read(token: bytes, find: Callable[[object], ECKey | None], settings: Settings) -> dict[str, Any]:
    def signer(signature: Any) -> ECKey:
        key = find(signature.headers().get("kid"))
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
    # A list of audiences is refused too.
    ours = claims["iss"] == settings.issuer and claims["aud"] == settings.audience
    texts = all(isinstance(claims[name], str) for name in (*TEXTS, *({"gid"} & claims.keys())))
    # A token without a grant is the client's own.
    whose = texts and ("gid" in claims or claims["sub"] == claims["client_id"])
    if not ours or not whose or ("cnf" in claims and thumbprint(claims) is None):
        raise TokenMalformed


def thumbprint(claims: dict[str, Any]) -> str | None:
    """Return the thumbprint of the key that the token is bound to; None for a bearer token."""
    cnf = claims.get("cnf")
    jkt = cnf.get("jkt") if isinstance(cnf, dict) else None
    return jkt if isinstance(jkt, str) else None
