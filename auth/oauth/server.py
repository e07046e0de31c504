"""How a token request is answered: Authlib's core, for one request and its one transaction."""

from collections.abc import Mapping
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationServer, OAuth2Request
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from sqlalchemy.orm import Session

from auth.oauth.access_token import AccessTokens
from auth.oauth.authentication import authenticated
from auth.oauth.errors import InvalidDPoPProof
from auth.oauth.grants import ByCode, ByRefreshToken, ClientCredentials, ProofKey
from auth.oauth.keys import signing
from auth.oauth.model import SeenProof
from auth.oauth.proof import Proof
from auth.oauth.registered import Registered
from auth.oauth.seen import first
from auth.oauth.sweep import sweep
from exchange.settings import Settings

Answer = tuple[int, dict[str, Any] | None, dict[str, str]]
"""Status, body, headers."""


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

    def __init__(self, session: Session, settings: Settings, proof: Proof | None = None) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.jkt = proof.jkt if proof else None
        self._proof = proof
        self.register_grant(ClientCredentials)
        self.register_grant(ByCode, [ProofKey()])
        self.register_grant(ByRefreshToken)
        self.register_token_generator("default", self._generate)

    def authenticate_client(self, request: FormRequest, _methods: Any, _endpoint: str = "token") -> Registered:
        """Return the client that sent the request, with a proof of its key where its tokens are bound to one."""
        client = authenticated(self.session, self.settings, request)
        if self._proof is None and not client.admitted.demonstration:
            raise InvalidDPoPProof("The client's tokens are bound to a key: the header DPoP is missing.")
        remember(self.session, self._proof)
        return client

    def create_oauth2_request(self, request: FormRequest) -> FormRequest:
        """Return the request, which is one already."""
        return request

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Tell nobody: Authlib's signals have no listener here."""

    def handle_response(self, status: int, body: Any, headers: Any) -> Answer:
        """Return the answer; Authlib's headers forbid storing it."""
        return status, body, dict(headers)

    def _generate(self, **asked: Any) -> dict[str, Any]:
        return AccessTokens(self.settings, signing(self.session), self.jkt).generate(**asked)


def remember(session: Session, proof: Proof | None) -> None:
    """Remember the request's proof, if it has one. Raises InvalidDPoPProof where it was used before."""
    if proof is not None:
        sweep(session, SeenProof)
        if not first(session, proof):
            raise InvalidDPoPProof("The DPoP proof was used before.")


def token(session: Session, settings: Settings, request: FormRequest, proof: Proof | None) -> Answer:
    """Answer a token request."""
    answer: Answer = Server(session, settings, proof).create_token_response(request)
    return answer
