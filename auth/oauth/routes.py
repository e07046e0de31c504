"""Where the authorization server answers over HTTP."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from authlib.common.security import is_secure_transport
from authlib.oauth2.rfc6749 import InvalidRequestError
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.oauth import form, metadata
from auth.oauth.keyring import Keyring
from auth.oauth.keys import PUBLISHED_AHEAD
from auth.oauth.server import FormRequest, answer_token
from exchange.settings import SettingRefused, Settings

THREADS = 4
Endpoint = Callable[[Request], Awaitable[Response]]

_CACHEABLE = {"cache-control": f"public, max-age={int(PUBLISHED_AHEAD.total_seconds())}"}


def routes(engine: Engine, settings: Settings) -> list[Route]:
    """Return the routes of the authorization server.

    Raises SettingRefused for an issuer without https that is not this machine: secrets would travel in the open.
    """
    if not is_secure_transport(settings.issuer):
        raise SettingRefused(f"EXCHANGE_ISSUER is '{settings.issuer}'; it takes https://, or http:// on a loopback.")
    server = _document(metadata.authorization_server(settings))
    resource = _document(metadata.protected_resource(settings))
    return [
        Route(metadata.TOKEN_PATH, _token(engine, settings), methods=["POST"]),
        Route(metadata.JWKS_PATH, _jwks(Keyring(engine)), methods=["GET"]),
        Route("/.well-known/oauth-authorization-server", server, methods=["GET"]),
        Route("/.well-known/oauth-protected-resource", resource, methods=["GET"]),
        Route("/.well-known/oauth-protected-resource/graphql", resource, methods=["GET"]),
    ]


def _token(engine: Engine, settings: Settings) -> Endpoint:
    address = settings.issuer + metadata.TOKEN_PATH
    # Of its own: on SQLite these wait for other writers, which must not keep anything else from a thread.
    threads = ThreadPoolExecutor(THREADS, thread_name_prefix="oauth-token")

    async def token(request: Request) -> Response:
        try:
            given = await form.read(request)
            headers = _authorization(request)
            if "grant_type" not in given:
                raise InvalidRequestError("The form lacks grant_type.")
        except InvalidRequestError as refused:
            status, body, refusal_headers = refused()
            return JSONResponse(body, status, dict(refusal_headers))
        asked = FormRequest(address, given, headers)
        try:
            return await asyncio.get_running_loop().run_in_executor(threads, answer_token, engine, settings, asked)
        except OperationalError:
            return JSONResponse(
                {"error": "temporarily_unavailable"}, 503, {"cache-control": "no-store", "retry-after": "5"}
            )

    return token


def _authorization(request: Request) -> dict[str, str]:
    values = request.headers.getlist("authorization")
    if len(values) > 1:
        raise InvalidRequestError("The request has more than one Authorization header.")
    return {"Authorization": values[0]} if values else {}


def _jwks(keyring: Keyring) -> Endpoint:
    async def jwks(_request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(keyring.public), headers=_CACHEABLE)

    return jwks


def _document(body: dict[str, Any]) -> Endpoint:
    async def document(_request: Request) -> Response:
        return JSONResponse(body, headers=_CACHEABLE)

    return document
