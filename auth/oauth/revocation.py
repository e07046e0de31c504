"""How a client gives a token back (RFC 7009): an access token by its id, a refresh token with its whole grant."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from auth.insertion import inserted
from auth.oauth import granting, refresh_token
from auth.oauth.access_token import CLOCK_SECONDS, read_here
from auth.oauth.authentication import authenticated
from auth.oauth.jws import TokenMalformed
from auth.oauth.model import RevokedToken
from auth.oauth.proof import Proof
from auth.oauth.registered import Registered
from auth.oauth.server import Answer, FormRequest, remember
from auth.oauth.sweep import sweep
from exchange.settings import Settings


def revoke(session: Session, settings: Settings, request: FormRequest, proof: Proof | None) -> Answer:
    """Revoke the client's token; a token that is unknown or another client's is answered alike, and stays as it is."""
    client = authenticated(session, settings, request)
    remember(session, proof)
    token = request.form["token"]
    if not _access(session, settings, client, token):
        # Alive or not: what is given back while its consent is paused must not come to life when that is resumed.
        grant = refresh_token.behind(session, token)
        if grant is not None and grant.client_id == client.client_id:
            granting.revoke(session, grant.id)
    return 200, None, {}


def _access(session: Session, settings: Settings, client: Registered, token: str) -> bool:
    try:
        claims = read_here(session, token, settings)
    except TokenMalformed:
        return False
    if claims["client_id"] == client.client_id:
        sweep(session, RevokedToken)
        expires_at = datetime.fromtimestamp(claims["exp"] + CLOCK_SECONDS, UTC)
        inserted(session, RevokedToken, jti=claims["jti"], expires_at=expires_at)
    return True
