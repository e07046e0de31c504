"""How a request with a bad access token is refused: one message, and the challenge of RFC 6750 or RFC 9449."""

from typing import Self

from exchange.errors import ExchangeError
from exchange.settings import Settings

DPOP_ALGORITHMS = "ES256 PS256 Ed25519"


class TokenRefused(ExchangeError):
    """The Authorization header can't be accepted. `status` and `challenge` are for the HTTP answer."""

    code = "UNAUTHENTICATED"

    def __init__(self, message: str, *, error: str, status: int, settings: Settings, bound: bool = False) -> None:
        super().__init__(message)
        self.status = status
        metadata = f"{settings.issuer}/.well-known/oauth-protected-resource/graphql"
        algorithms = f', algs="{DPOP_ALGORITHMS}"' if bound else ""
        self.challenge = (
            f'{"DPoP" if bound else "Bearer"} error="{error}", error_description="{message}"{algorithms}, '
            f'resource_metadata="{metadata}"'
        )
        """The value of WWW-Authenticate; resource_metadata is RFC 9728, 5.1."""
        self.nonce: str | None = None
        """The value of DPoP-Nonce, where the answer has that header."""

    @classmethod
    def invalid_token(cls, settings: Settings, *, bound: bool = False) -> Self:
        """Refuse a token, whatever is wrong with it; `bound`: its bearer needs a key."""
        message = "The access token is expired, revoked or not valid here."
        return cls(message, error="invalid_token", status=401, settings=settings, bound=bound)

    @classmethod
    def missing(cls, settings: Settings) -> Self:
        """Refuse a request without an access token."""
        message = "This needs an access token."
        return cls(message, error="invalid_token", status=401, settings=settings, bound=True)

    @classmethod
    def invalid_request(cls, settings: Settings) -> Self:
        """Refuse a header that holds no access token."""
        message = "The Authorization header takes 'DPoP' or 'Bearer', and an access token."
        return cls(message, error="invalid_request", status=400, settings=settings)

    @classmethod
    def of_proof(cls, settings: Settings, error: str, message: str, nonce: str | None = None) -> Self:
        """Refuse a DPoP proof (RFC 9449, 7.1 and 9)."""
        refused = cls(message, error=error, status=401, settings=settings, bound=True)
        refused.nonce = nonce
        return refused
