"""How a request with a bad access token is refused: one message, and the challenge of RFC 6750."""

from typing import Self

from exchange.errors import ExchangeError
from exchange.settings import Settings


class TokenRefused(ExchangeError):
    """The Authorization header can't be accepted. `status` and `challenge` are for the HTTP answer."""

    code = "UNAUTHENTICATED"

    def __init__(self, message: str, *, error: str, status: int, settings: Settings) -> None:
        super().__init__(message)
        self.status = status
        metadata = f"{settings.issuer}/.well-known/oauth-protected-resource/graphql"
        self.challenge = f'Bearer error="{error}", error_description="{message}", resource_metadata="{metadata}"'
        """The value of WWW-Authenticate; resource_metadata is RFC 9728, 5.1."""

    @classmethod
    def invalid_token(cls, settings: Settings) -> Self:
        """Refuse a token, whatever is wrong with it."""
        message = "The access token is expired, revoked or not valid here."
        return cls(message, error="invalid_token", status=401, settings=settings)

    @classmethod
    def invalid_request(cls, settings: Settings) -> Self:
        """Refuse a header that holds no bearer token."""
        message = "The Authorization header takes 'Bearer' and an access token."
        return cls(message, error="invalid_request", status=400, settings=settings)
