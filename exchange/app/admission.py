"""Who sends a request to an address of the exchange other than /graphql, and whether it may."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from auth.principal import Principal
from auth.refusal import TokenRefused
from exchange.app.caller import Callers
from exchange.app.request import headers
from exchange.errors import ExchangeError
from exchange.settings import Settings
from resolvers.refusal import Refused


class ScopeMissing(ExchangeError):
    """The token doesn't allow what is asked."""

    code = "FORBIDDEN"


@dataclass
class Admission:
    """Admits requests for one worker, by access token or by the front end's session as /graphql does."""

    callers: Callers
    settings: Settings

    async def admitted(self, request: Request, scope: str) -> Principal:
        """Return the caller, who has the scope. Raises TokenRefused, Refused, and ScopeMissing.

        A DPoP proof's htu is the address asked for: the issuer's with this path.
        """
        head = headers(request.scope)
        known = self.callers.remembered(head)
        address = self.settings.issuer + request.url.path
        principal = known or await self.callers.verified(head, address)
        if scope not in principal.scopes:
            raise ScopeMissing(f"This needs the scope '{scope}'. Ask for a token with it.")
        return principal


def refused(error: ExchangeError, status: int = 400) -> Response:
    """Return a refusal as JSON: its code and its message, and the challenge where a token is the reason."""
    body = {"errors": [{"message": error.message, "extensions": {"code": error.code}}]}
    if isinstance(error, TokenRefused):
        response = JSONResponse(body, error.status, {"WWW-Authenticate": error.challenge})
        if error.nonce:
            response.headers["DPoP-Nonce"] = error.nonce
        return response
    return JSONResponse(body, 403 if isinstance(error, ScopeMissing) else status)


def unanswered(refusal: Refused) -> Response:
    """Return a refusal that /graphql would answer alike."""
    return JSONResponse({"errors": [error.formatted for error in refusal.errors]}, refusal.status)
