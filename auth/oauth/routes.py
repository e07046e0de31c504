"""Where the authorization server answers over HTTP."""

import asyncio
from typing import Any

from authlib.common.security import is_secure_transport
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.oauth import authorization, metadata
from auth.oauth.endpoint import Desk, Endpoint
from auth.oauth.introspection import introspect
from auth.oauth.keyring import Keyring
from auth.oauth.keys import PUBLISHED_AHEAD
from auth.oauth.pushed import push
from auth.oauth.revocation import revoke
from auth.oauth.server import token
from exchange.settings import SettingRefused, Settings

_CACHEABLE = {"cache-control": f"public, max-age={int(PUBLISHED_AHEAD.total_seconds())}"}


def routes(engine: Engine, settings: Settings) -> list[Route]:
    """Return the routes of the authorization server.

    Raises SettingRefused for an issuer without https that is not this machine: secrets would travel in the open.
    """
    if not is_secure_transport(settings.issuer):
        raise SettingRefused(f"EXCHANGE_ISSUER is '{settings.issuer}'; it takes https://, or http:// on a loopback.")
    desk = Desk(engine, settings)
    server = _document(metadata.authorization_server(settings))
    resource = _document(metadata.protected_resource(settings))
    return [
        Route(metadata.PUSH_PATH, desk.endpoint(metadata.PUSH_PATH, push), methods=["POST"]),
        Route(metadata.AUTHORIZE_PATH, authorization.endpoint(engine, settings), methods=["GET"]),
        Route(metadata.TOKEN_PATH, desk.endpoint(metadata.TOKEN_PATH, token, "grant_type"), methods=["POST"]),
        Route(metadata.INTROSPECT_PATH, desk.endpoint(metadata.INTROSPECT_PATH, introspect, "token"), methods=["POST"]),
        Route(metadata.REVOKE_PATH, desk.endpoint(metadata.REVOKE_PATH, revoke, "token"), methods=["POST"]),
        Route(metadata.JWKS_PATH, _jwks(Keyring(engine)), methods=["GET"]),
        Route("/.well-known/oauth-authorization-server", server, methods=["GET"]),
        Route("/.well-known/oauth-protected-resource", resource, methods=["GET"]),
        Route("/.well-known/oauth-protected-resource/graphql", resource, methods=["GET"]),
    ]


def _jwks(keyring: Keyring) -> Endpoint:
    async def jwks(_request: Request) -> Response:
        return JSONResponse(await asyncio.to_thread(keyring.public), headers=_CACHEABLE)

    return jwks


def _document(body: dict[str, Any]) -> Endpoint:
    async def document(_request: Request) -> Response:
        return JSONResponse(body, headers=_CACHEABLE)

    return document
