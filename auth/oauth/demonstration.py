"""A demonstration's tokens: shown on its front page, issued without a proof, and never outside a demonstration."""

from sqlalchemy.orm import Session

from auth.oauth.admission import admitted
from auth.oauth.clients import ClientUnknown
from auth.oauth.granting import in_force
from auth.oauth.registered import Registered
from auth.oauth.server import Server
from auth.scopes import written
from exchange.settings import Settings


def token(session: Session, settings: Settings, client_id: str) -> str:
    """Issue a token to a demonstration's client, with all its scopes that are in force.

    Raises ClientUnknown where EXCHANGE_DEMO is off and for any client that was not made for demonstrations.
    """
    found = admitted(session, settings, client_id)
    if found is None or not found.demonstration:
        raise ClientUnknown(f"No demonstration client has the id '{client_id}'.")
    server = Server(session, settings)
    scope = written(in_force(session, settings, client_id, found.scopes.split(" ")))
    issued = server.generate_token("client_credentials", Registered(found), scope=scope, include_refresh_token=False)
    return str(issued["access_token"])
