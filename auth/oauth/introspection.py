"""What a token is worth now, for the client that has it (RFC 7662); the operator's clients may ask about all."""

from typing import Any

from sqlalchemy.orm import Session

from auth.oauth import refresh_token
from auth.oauth.access_token import read_here, thumbprint
from auth.oauth.authentication import authenticated
from auth.oauth.believed import believed
from auth.oauth.granting import Granted, in_force
from auth.oauth.jws import TokenMalformed
from auth.oauth.proof import Proof
from auth.oauth.registered import Registered
from auth.oauth.server import Answer, FormRequest, remember
from auth.scopes import written
from exchange.institution.model import InstitutionKind
from exchange.settings import Settings

INACTIVE: dict[str, Any] = {"active": False}
CLAIMS = ("iss", "sub", "aud", "client_id", "exp", "iat", "jti", "cnf", "authorization_details")


def introspect(session: Session, settings: Settings, request: FormRequest, proof: Proof | None) -> Answer:
    """Answer an introspection request; whose token it may not ask about is as inactive as none."""
    client = authenticated(session, settings, request)
    remember(session, proof)
    token = request.form["token"]
    found = _access(session, settings, token) or _refresh(session, settings, token)
    return 200, found if found is not None and _may_ask(client, found) else INACTIVE, {}


def _may_ask(client: Registered, found: dict[str, Any]) -> bool:
    is_operator = client.admitted.institution_kind == InstitutionKind.OPERATOR and not client.admitted.first_party
    return is_operator or found["client_id"] == client.client_id


def _access(session: Session, settings: Settings, token: str) -> dict[str, Any] | None:
    try:
        claims = read_here(session, token, settings)
    except TokenMalformed:
        return None
    found = believed(session.connection(), settings, claims)
    if found is None:
        return None
    scope = found.principal.scopes & frozenset(claims["scope"].split(" "))
    kind = "Bearer" if thumbprint(claims) is None else "DPoP"
    said = {name: claims[name] for name in CLAIMS if name in claims}
    return {"active": True, "token_type": kind, "scope": written(scope)} | said


def _refresh(session: Session, settings: Settings, token: str) -> dict[str, Any] | None:
    granted = refresh_token.grant(session, token)
    scope = None if granted is None else _in_force(session, settings, granted)
    if granted is None or not scope:
        return None
    details = {"authorization_details": granted.authorization_details} if granted.authorization_details else {}
    return {
        "active": True,
        "iss": settings.issuer,
        "client_id": granted.client_id,
        "sub": granted.user_id,
        "scope": written(scope),
        "iat": int(granted.created_at.timestamp()),
        "exp": int(granted.expires_at.timestamp()),
    } | details


def _in_force(session: Session, settings: Settings, granted: Granted) -> frozenset[str]:
    return in_force(session, settings, granted.client_id, granted.scopes, granted.user_id)
