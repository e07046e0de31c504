"""Where the demonstration's own page gets access tokens: without a proof, so only where EXCHANGE_DEMO is on."""

from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.oauth.clients import ClientUnknown
from auth.oauth.demonstration import token
from exchange.app.demonstration.caller import CLIENTS, Caller
from exchange.settings import Settings

PATH = "/demo/token"
_UNSTORED = {"Cache-Control": "no-store"}


def routes(settings: Settings, engine: Engine) -> list[Route]:
    """Return the route of the tokens; none outside a demonstration."""
    if not settings.demo:
        return []

    def issued(caller: Caller) -> str:
        with Session(engine) as session, session.begin():
            return token(session, settings, caller.id)

    async def answer(request: Request) -> Response:
        if not is_own(request, settings):
            return _refused(403, "CROSS_SITE", "Tokens of the demonstration are for its own page and for programs.")
        key = request.query_params.get("caller", "")
        caller = next((each for each in CLIENTS if each.key == key), None)
        if caller is None:
            return _refused(404, "CALLER_UNKNOWN", "The demonstration has no such caller with a client.")
        try:
            access_token = await run_in_threadpool(issued, caller)
        except ClientUnknown:
            return _refused(404, "CALLER_UNKNOWN", f"{caller.id} is not registered: start with 'exchange demo'.")
        body = {"access_token": access_token, "expires_in": settings.token_seconds, "client_id": caller.id}
        return JSONResponse(body, headers=_UNSTORED)

    return [Route(PATH, answer, methods=["POST"])]


def is_own(request: Request, settings: Settings) -> bool:
    """Tell whether a request comes from the exchange's own page or from no page at all.

    The Origin is compared with the issuer, not with the Host header: a page whose name was made to point here
    (DNS rebinding) has its own name in both.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    port = urlsplit(settings.issuer).port
    return site in (None, "same-origin") and origin in (None, settings.issuer, f"http://localhost:{port}")


def is_here(request: Request, settings: Settings) -> bool:
    """Tell whether a page was asked for under a name of this machine: one rebound to it has its own in Host."""
    port = urlsplit(settings.issuer).port
    return request.headers.get("host") in (urlsplit(settings.issuer).netloc, f"localhost:{port}")


def _refused(status: int, code: str, message: str) -> Response:
    return JSONResponse({"code": code, "message": message}, status, _UNSTORED)
