"""Who is registered in the small registry: users with mandates in every state, clients with and without keys."""

import json
from typing import Any

from sqlalchemy import Connection, insert

from auth.oauth.model import OAuthClient
from auth.people.model import Mandate, MandateState, User
from exchange import clock

PERSON = "usr_planning1"
"""Whose mandates they are."""
ENDED = (MandateState.REFUSED, MandateState.REVOKED)


def register(connection: Connection, usccs: tuple[str, ...]) -> None:
    """Register two users, mandates of the first one, and three clients."""
    for n, institution in ((1, None), (2, "DEMO-B")):
        connection.execute(insert(User).values(_user(n, institution)))
    for n, state in enumerate((*MandateState, MandateState.CONFIRMED), 1):
        connection.execute(insert(Mandate).values(_mandate(n, state, usccs[n])))
    for n, keys in enumerate((None, ("EC",), ("RSA", "OKP", "EC"))):
        connection.execute(insert(OAuthClient).values(_client(n, keys)))


def _user(n: int, institution: str | None) -> dict[str, Any]:
    named = {"id": f"usr_planning{n}", "login": f"planning.{n}", "name": f"示例“{n}”", "password_hash": "none"}
    disabled = clock.now() if institution else None
    return {"institution_code": institution, "created_at": clock.now(), "disabled_at": disabled, **named}


def _mandate(n: int, state: MandateState, uscc: str) -> dict[str, Any]:
    decided = state != MandateState.REQUESTED
    return {
        "id": f"mdt_{n}",
        "user_id": PERSON,
        "uscc": uscc,
        "state": state.value,
        "requested_at": clock.now(),
        "decided_at": clock.now() if decided else None,
        "decided_by": "command-line" if decided else None,
        "ended_at": clock.now() if state in ENDED else None,
    }


def _client(n: int, keys: tuple[str, ...] | None) -> dict[str, Any]:
    jwks = json.dumps({"keys": [{"kty": kty, "kid": f'{m}"键"'} for m, kty in enumerate(keys)]}) if keys else None
    return {
        "client_id": f"planning-{n}",
        "name": '示例"程序"',
        "institution_code": "DEMO-A",
        "scopes": "consents:read public:read" if n else "public:read",
        "auth_method": "private_key_jwt" if keys else "client_secret",
        "jwks": jwks,
        "redirect_uris": " ".join(f"https://example.org/{m}" for m in range(n)),
        "first_party": False,
        "demonstration": keys is None,
        "disabled_at": clock.now() if n == 1 else None,
        "created_at": clock.now(),
    }
