"""Who sends a request to an address of the exchange other than /graphql, and whether it may."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from auth.principal import Principal
from auth.refusal import TokenRefused
from auth.standing import version
from exchange.app.caller import Callers
from exchange.app.request import headers
from exchange.db.reader import ReadUnavailable
from exchange.errors import ExchangeError
from exchange.settings import Settings
from resolvers.refusal import Refused

Endpoint = Callable[[Request], Awaitable[Response]]
TRIES = 5
"""How often the caller is verified anew because who may do what has changed meanwhile."""


class ScopeMissing(ExchangeError):
    """The token doesn't allow what is asked."""

    code = "FORBIDDEN"


@dataclass
class Admission:
    """Admits requests for one worker, by access token or by the front end's session as /graphql does."""

    callers: Callers
    settings: Settings
    engine: Engine

    async def admitted(self, request: Request, scope: str) -> Principal:
        """Return the caller, who has the scope by what is true now: a disabled client is refused at once.

        A DPoP proof's htu is the address asked for: the issuer's with this path. Raises TokenRefused, Refused,
        ScopeMissing, and ReadUnavailable.
        """
        head = headers(request.scope)
        known = self.callers.remembered(head)
        # Not request.url: that is read from the Host header too, which may say anything.
        principal = known or await self.callers.verified(head, self.settings.issuer + request.scope["path"])
        for _ in range(TRIES):
            if principal.is_anonymous:
                raise TokenRefused.missing(self.settings)
            if scope not in principal.scopes:
                raise ScopeMissing(f"This needs the scope '{scope}'. Ask for a token with it.")
            if await asyncio.to_thread(self._standing) == principal.standing:
                return principal
            principal = await self.callers.again(head, principal)
        raise ReadUnavailable

    def _standing(self) -> int:
        with self.engine.connect().execution_options(read_only=True) as connection:
            return version(connection)


def answering(answer: Endpoint, statuses: Mapping[type[ExchangeError], int]) -> Endpoint:
    """Return the endpoint that says why `answer` refuses something, with the status of the kind of refusal, or 400."""

    async def endpoint(request: Request) -> Response:
        try:
            return await answer(request)
        except Refused as refusal:
            return unanswered(refusal)
        except (OperationalError, ReadUnavailable):
            return refused(ReadUnavailable(), 503)
        except ExchangeError as error:
            return refused(error, statuses.get(type(error), 400))

    return endpoint


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
