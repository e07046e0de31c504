"""The authorization endpoint: a browser brings a pushed request, and is sent on to sign in."""

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from auth.oauth import interaction, pushed
from auth.oauth.admission import admitted
from auth.oauth.endpoint import Endpoint
from auth.oauth.model import Interaction
from auth.oauth.pushed import Pushed
from auth.oauth.registered import Registered
from auth.oauth.response import redirected
from auth.oauth.sweep import sweep
from auth.scopes import written
from exchange.settings import Settings

SIGN_IN_PATH = "/sign-in"
PARAMETERS = {"client_id", "request_uri"}
HEADERS = {"cache-control": "no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff"}
TLS_ONLY = {"strict-transport-security": "max-age=31536000"}
"""RFC 6797; without TLS, on a loopback, the header would mean nothing."""
PLAIN = "This address takes client_id and the request_uri of a pushed authorization request (RFC 9126), each once."
AHEAD = "This address is for a person's browser, and not to be loaded ahead."
GONE = "This authorization request is unknown, has expired or was used before. Go back and begin again."


def endpoint(engine: Engine, settings: Settings) -> Endpoint:
    """Return the endpoint. What it can't send back to a client, it tells the user in plain text."""
    headers = HEADERS | (TLS_ONLY if settings.issuer.startswith("https://") else {})

    async def authorize(request: Request) -> Response:
        if request.method != "GET" or "prefetch" in request.headers.get("sec-purpose", ""):
            # Software that only looks ahead would use the request up before its user comes.
            return PlainTextResponse(AHEAD, 405 if request.method != "GET" else 503, headers)
        given = _given(request.scope["query_string"])
        if given is None:
            return PlainTextResponse(PLAIN, 400, headers)
        address = await run_in_threadpool(_next, engine, settings, *given)
        if address is None:
            return PlainTextResponse(GONE, 400, headers)
        return RedirectResponse(address, 303, headers)

    return authorize


def _given(query: bytes) -> tuple[str, str] | None:
    try:
        pairs: Sequence[tuple[str, str]] = parse_qsl(query.decode("ascii"), errors="strict", max_num_fields=8)
    except ValueError:
        return None
    # A request with parameters of its own is none: what counts was pushed.
    if sorted(name for name, _ in pairs) != sorted(PARAMETERS):
        return None
    found = dict(pairs)
    return found["client_id"], found["request_uri"]


def _next(engine: Engine, settings: Settings, client_id: str, request_uri: str) -> str | None:
    with Session(engine) as session, session.begin():
        request = pushed.take(session, client_id, request_uri)
        client = admitted(session, settings, client_id)
        if request is None or client is None:
            return None
        return _sent_on(session, settings, request, Registered(client))


def _sent_on(session: Session, settings: Settings, request: Pushed, client: Registered) -> str | None:
    asked = request.asked
    if not client.check_redirect_uri(asked["redirect_uri"]):
        return None
    lacking = pushed.refused_scopes(session, settings, client, asked["scope"])
    if lacking:
        description = f"Not in force now: {written(lacking)}."
        return redirected(settings, asked, error="invalid_scope", error_description=description)
    sweep(session, Interaction)
    name = interaction.begin(session, client.client_id, request.parameters)
    return f"{settings.issuer}{SIGN_IN_PATH}?{urlencode({'interaction': name})}"
