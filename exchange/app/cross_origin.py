"""Whether another site's page may read what /graphql answers (CORS): one of the allowed origins, never with a cookie.

A cookie counts here only beside a CSRF token, which other sites' pages can't know; so none is offered to them.
"""

from auth.people.cookie import WEB, named
from exchange.app.request import METHODS, Headers, Scope
from exchange.settings import Settings

Fields = list[tuple[bytes, bytes]]

READABLE = b"DPoP-Nonce, Retry-After, WWW-Authenticate, X-Request-Id"
SENT = b"authorization, content-type, dpop"
REMEMBERED_SECONDS = b"600"
VARY = (b"vary", b"Origin")


class CrossOrigin:
    """What one worker tells browsers."""

    def __init__(self, settings: Settings) -> None:
        self.allowed = frozenset(each.strip().encode() for each in settings.allowed_origins.split(",") if each.strip())

    def answer(self, scope: Scope) -> Fields:
        """Return the fields of an answer, for who asks from an allowed origin."""
        origin = self._origin(scope)
        if origin is None:
            return [VARY]
        return [VARY, (b"access-control-allow-origin", origin), (b"access-control-expose-headers", READABLE)]

    def preflight(self, scope: Scope) -> Fields:
        """Return the fields that tell a browser what it may send."""
        origin = self._origin(scope)
        if origin is None:
            return [VARY] if self.allowed else []
        return [
            VARY,
            (b"access-control-allow-origin", origin),
            (b"access-control-allow-methods", METHODS.encode()),
            (b"access-control-allow-headers", SENT),
            (b"access-control-max-age", REMEMBERED_SECONDS),
        ]

    def _origin(self, scope: Scope) -> bytes | None:
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        return origins[0] if len(origins) == 1 and origins[0] in self.allowed else None


def foreign(scope: Scope, head: Headers, settings: Settings) -> bool:
    """Tell whether another site's page asks with the cookie of a session here."""
    origins = [value.decode("latin-1") for name, value in scope["headers"] if name == b"origin"]
    with_cookie = head.cookie is not None and named(head.cookie, WEB) is not None
    return with_cookie and any(origin != settings.issuer for origin in origins)
