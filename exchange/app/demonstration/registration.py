"""The demonstration's institutions and clients, written down in its database."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from auth.oauth import clients
from auth.oauth.model import OAuthClient
from exchange.app.demonstration.caller import CLIENTS, INSTITUTIONS, Caller
from exchange.institution import roll
from exchange.settings import Settings


def enrol(connection: Connection) -> None:
    """Enrol the institutions, in the caller's transaction."""
    for institution in INSTITUTIONS:
        roll.create(connection, *institution)


def register(session: Session, settings: Settings) -> dict[str, str]:
    """Register each caller's client anew, in the caller's transaction; return the fresh secrets by client id."""
    return dict(_registered(session, settings, caller) for caller in CLIENTS)


def _registered(session: Session, settings: Settings, caller: Caller) -> tuple[str, str]:
    known = session.get(OAuthClient, caller.client_id)
    if known is not None and known.demonstration:
        session.delete(known)
        session.flush()
    wanted = clients.Wanted(
        name=f"Demonstration: {caller.title}",
        institution_code=str(caller.institution),
        scopes=caller.scopes,
        client_id=caller.client_id,
    )
    client, secret = clients.create_demonstration(session, settings, wanted)
    return client.client_id, secret
