"""Authorization requests that clients push beforehand (RFC 9126): checked in full, kept shortly, used once."""

import json
import re
from datetime import timedelta
from typing import Any, NamedTuple

from authlib.oauth2.rfc6749 import InvalidRequestError, InvalidScopeError, UnauthorizedClientError
from sqlalchemy import delete
from sqlalchemy.orm import Session

from auth.oauth import details
from auth.oauth.authentication import authenticated
from auth.oauth.digest import LONGEST, digest, made
from auth.oauth.errors import InvalidTarget, UnsupportedResponseType
from auth.oauth.granting import in_force
from auth.oauth.model import PushedRequest
from auth.oauth.proof import Proof
from auth.oauth.redirect import well_formed
from auth.oauth.registered import Registered
from auth.oauth.server import Answer, FormRequest, remember
from auth.oauth.sweep import sweep
from auth.scopes import written
from exchange import clock
from exchange.settings import Settings

PREFIX = "urn:ietf:params:oauth:request_uri:"
LIFE = timedelta(seconds=90)
_SHA_256 = re.compile(r"[A-Za-z0-9_-]{43}")
_STATE = re.compile(r"[\x20-\x7e]{1,2000}")
"""RFC 6749, appendix A.5."""


class Pushed(NamedTuple):
    """A pushed request that was taken out."""

    client_id: str
    parameters: str

    @property
    def asked(self) -> dict[str, Any]:
        """Return the checked parameters."""
        found: dict[str, Any] = json.loads(self.parameters)
        return found


def push(session: Session, settings: Settings, request: FormRequest, proof: Proof | None) -> Answer:
    """Check and keep the request. Raises OAuth2Error, which is answered to the client: no user sees it."""
    client = authenticated(session, settings, request)
    remember(session, proof)
    parameters = _checked(session, settings, client, request.form, proof)
    sweep(session, PushedRequest)
    name = made()
    session.add(
        PushedRequest(
            digest=digest(PREFIX + name),
            client_id=client.client_id,
            parameters=json.dumps(parameters, ensure_ascii=False),
            expires_at=clock.now() + LIFE,
        )
    )
    return 201, {"request_uri": PREFIX + name, "expires_in": int(LIFE.total_seconds())}, {}


def take(session: Session, client_id: str, request_uri: str) -> Pushed | None:
    """Take the request out: whoever asks first gets it, on whatever worker. None: unknown, used, or expired."""
    if not request_uri.startswith(PREFIX) or len(request_uri) > LONGEST or "\0" in client_id:
        return None
    own = (PushedRequest.digest == digest(request_uri)) & (PushedRequest.client_id == client_id)
    columns = PushedRequest.client_id, PushedRequest.parameters
    taken = delete(PushedRequest).where(own & (PushedRequest.expires_at > clock.now())).returning(*columns)
    row = session.execute(taken, execution_options={"synchronize_session": False}).one_or_none()
    return None if row is None else Pushed._make(row)


def refused_scopes(session: Session, settings: Settings, client: Registered, scope: str) -> frozenset[str]:
    """Return those of the scopes that no agreement in force covers; who a user of the web front end is shows later."""
    names = frozenset(scope.split(" "))
    if client.admitted.first_party:
        return frozenset()
    return names - in_force(session, settings, client.client_id, names)


def _checked(
    session: Session, settings: Settings, client: Registered, form: Any, proof: Proof | None
) -> dict[str, Any]:
    _check_client(client, form)
    _check_form(form, settings)
    scope, asked = client.get_allowed_scope(form.get("scope")), form.get("scope")
    lacking = refused_scopes(session, settings, client, scope)
    if lacking and asked:
        raise InvalidScopeError(f"No agreement in force covers: {written(lacking)}.")
    detailed = form.get("authorization_details")
    return {
        "redirect_uri": form["redirect_uri"],
        "state": form.get("state"),
        "scope": written(frozenset(scope.split(" ")) - lacking),
        "code_challenge": form["code_challenge"],
        "dpop_jkt": _key(form, proof),
        "authorization_details": details.read(session, client.admitted, detailed) if detailed else None,
    }


def _check_client(client: Registered, form: Any) -> None:
    if form.get("client_id", client.client_id) != client.client_id:
        raise InvalidRequestError("The client_id is another client's.")
    # First of all: an address with odd characters makes Authlib answer with an exception.
    redirect_uri = form.get("redirect_uri", "")
    if not well_formed(redirect_uri) or not client.check_redirect_uri(redirect_uri):
        raise InvalidRequestError("The redirect_uri is not exactly a registered one.")
    if not client.check_grant_type("authorization_code"):
        raise UnauthorizedClientError("The client may not use codes.")


def _check_form(form: Any, settings: Settings) -> None:
    for name in {"request", "request_uri"} & form.keys():
        raise InvalidRequestError(f"The parameter {name} is not accepted here.")
    if form.get("response_type") != "code":
        raise UnsupportedResponseType
    if form.get("response_mode", "query") != "query":
        raise InvalidRequestError("The response_mode is query.")
    if form.get("code_challenge_method") != "S256" or not _SHA_256.fullmatch(form.get("code_challenge", "")):
        raise InvalidRequestError("It takes a code_challenge of 43 characters with code_challenge_method S256.")
    if "state" in form and not _STATE.fullmatch(form["state"]):
        raise InvalidRequestError("The state takes up to 2000 printable ASCII characters.")
    if form.get("resource", settings.audience) != settings.audience:
        raise InvalidTarget("The resource is the API alone.")


def _key(form: Any, proof: Proof | None) -> str | None:
    named = form.get("dpop_jkt")
    if named is not None and not _SHA_256.fullmatch(named):
        raise InvalidRequestError("The dpop_jkt is no SHA-256 thumbprint.")
    if proof is not None and named not in (None, proof.jkt):
        raise InvalidRequestError("The dpop_jkt is not the key of the DPoP proof.")
    return proof.jkt if proof else named
