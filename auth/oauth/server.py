"""How an OAuth request is answered: Authlib's core, one transaction a request."""

from collections.abc import Mapping
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Request
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.responses import JSONResponse

from auth.oauth.access_token import AccessTokens
from auth.oauth.authentication import authenticated
from auth.oauth.grants import ClientCredentials
from auth.oauth.keys import signing
from auth.oauth.registered import Registered
from exchange.settings import Settings


class FormRequest(OAuth2Request):
    """A request with its form already read. Its address is made from the issuer, never from the Host header."""

    def __init__(self, address: str, form: Mapping[str, str], headers: Mapping[str, str]) -> None:
        super().__init__("POST", address, headers=headers)
        self.payload = BasicOAuth2Payload(form)
        self._form = form

    @property
    def form(self) -> Mapping[str, str]:
        """Return the form."""
        return self._form


class Server(AuthorizationServer):
    """The authorization server for one request: it lives as long as the session, which it never commits."""

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._settings = settings
        self.register_grant(ClientCredentials)
        self.register_token_generator("default", self._generate)

    def authenticate_client(self, request: FormRequest, _methods: Any, _endpoint: str = "token") -> Registered:
        """Return the client that sent the request."""
        return authenticated(self._session, self._settings, request)

    def create_oauth2_request(self, request: FormRequest) -> FormRequest:
        """Return the request, which is one already."""
        return request

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Tell nobody: Authlib's signals have no listener here."""

    def handle_response(self, status: int, body: Any, headers: Any) -> JSONResponse:
        """Make the answer; Authlib's headers forbid storing it."""
        return JSONResponse(body, status, dict(headers))

    def _generate(self, **asked: Any) -> dict[str, Any]:
        token: dict[str, Any] = AccessTokens(self._settings, signing(self._session)).generate(**asked)
        return token


def answer_token(engine: Engine, settings: Settings, request: FormRequest) -> JSONResponse:
    """Answer a token request. A refusal is committed like a grant: an assertion that was seen stays seen."""
    with Session(engine) as session, session.begin():
        response: JSONResponse = Server(session, settings).create_token_response(request)
    return response
