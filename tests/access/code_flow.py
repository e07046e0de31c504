"""The code flow as a client, its user's browser and the sign-in page go through it."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from httpx2 import Response
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from auth.oauth import interaction
from auth.oauth.model import Grant
from auth.people.model import User
from exchange import clock
from tests.access.oauth_party import CALLBACK, Party

VERIFIER = "a-verifier-of-the-tests-" + "0123456789" * 3
CHALLENGE = urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
USER = "usr_test"
SCOPE = "consents:read consents:write"
HOUR = timedelta(hours=1)


def add_user(engine: Engine, user_id: str = USER) -> str:
    """Add a person."""
    person = User(id=user_id, login=user_id, name="User of a test", password_hash="none", created_at=clock.now())
    with Session(engine) as session, session.begin():
        session.merge(person)
    return user_id


def push(party: Party, proof: str | None = None, **changes: str) -> Response:
    """Push an authorization request; an empty text leaves a parameter out."""
    good = {
        "response_type": "code",
        "redirect_uri": CALLBACK,
        "scope": SCOPE,
        "state": "a state",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    return party.post("/oauth/par", None, proof, **good | changes)


def pushed(party: Party, **changes: str) -> str:
    """Push a request; return its request_uri."""
    response = push(party, **changes)
    assert response.status_code == 201, response.text
    return str(response.json()["request_uri"])


def authorize(party: Party, request_uri: str, **changes: str) -> Response:
    """Send a browser to the authorization endpoint, and don't follow where it is sent."""
    parameters = {"client_id": party.client_id, "request_uri": request_uri} | changes
    return party.http.get("/oauth/authorize", params=parameters, follow_redirects=False)


def begun(party: Party, **changes: str) -> str:
    """Bring a browser to the sign-in page; return the interaction's name."""
    response = authorize(party, pushed(party, **changes))
    assert response.status_code == 303, response.text
    return parameter(response.headers["location"], "interaction")


def approved(party: Party, name: str, **granted: Any) -> str:
    """Let the user approve; return the code."""
    user_id = add_user(party.engine)
    good = {"expires_at": clock.now() + HOUR}
    with Session(party.engine) as session, session.begin():
        address = interaction.approve(session, party.settings, name, user_id, **good | granted)
    return parameter(address, "code")


def code(party: Party, **changes: str) -> str:
    """Go the whole way to a code."""
    return approved(party, begun(party, **changes))


def redeem(party: Party, code: str, proof: str | None = None, **changes: str) -> Response:
    """Redeem a code."""
    good = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": CALLBACK,
        "code_verifier": VERIFIER,
    }
    return party.ask(None, proof, **good | changes)


def tokens(party: Party, **changes: str) -> dict[str, Any]:
    """Return a token response of the code flow."""
    response = redeem(party, code(party, **changes))
    assert response.status_code == 200, response.text
    return dict(response.json())


def refresh(party: Party, token: str, **form: str) -> Response:
    """Use a refresh token."""
    return party.ask(grant_type="refresh_token", refresh_token=token, **form)


def grant(engine: Engine) -> Grant:
    """Return the only grant there is."""
    with Session(engine, expire_on_commit=False) as session:
        return session.scalars(select(Grant)).one()


def parameter(address: str, name: str) -> str:
    """Return a parameter of an address."""
    return parse_qs(urlsplit(address).query)[name][0]


def unguessed() -> str:
    """Return what looks like a code or token and is none."""
    return secrets.token_urlsafe(32)
