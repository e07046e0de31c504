"""The demonstration's institutions and clients, written down in its database."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from auth.oauth import clients, secret
from auth.oauth.model import OAuthClient
from auth.scopes import for_kind, written
from exchange.app.demonstration.caller import CLIENTS, INSTITUTIONS, Caller
from exchange.institution import roll
from exchange.institution.model import Institution
from exchange.settings import Settings


def enrol(connection: Connection) -> None:
    """Enrol the institutions, in the caller's transaction."""
    for institution in INSTITUTIONS:
        roll.create(connection, *institution)


def register(session: Session, settings: Settings) -> dict[str, str]:
    """Register each program's client, or give it a fresh secret and this version's scopes; return the secrets by id."""
    return {caller.id: _secret(session, settings, caller) for caller in CLIENTS}


def _secret(session: Session, settings: Settings, caller: Caller) -> str:
    known = session.get(OAuthClient, caller.id)
    if known is not None and known.demonstration:
        return _renewed(session, known, caller)
    wanted = clients.Wanted(
        name=f"Demonstration: {caller.title}",
        institution_code=str(caller.institution),
        scopes=caller.scopes,
        client_id=caller.id,
    )
    return clients.create_demonstration(session, settings, wanted)[1]


def _renewed(session: Session, client: OAuthClient, caller: Caller) -> str:
    """Bring a client up to date in place: what it was granted names it."""
    made = secret.make()
    kind = session.get_one(Institution, client.institution_code).kind
    client.secret_hash, client.scopes = secret.hashed(made), written(for_kind(caller.scopes, kind))
    client.disabled_at = None
    session.flush()
    return made
