"""How a registered client is changed, each change in the caller's transaction: keys, scopes, documents, let in or not.

The exchange's own web front end is no part of this but for its documents: the exchange keeps its registration itself.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.oauth import clients
from auth.oauth.clients import ClientRefused, ClientUnknown
from auth.oauth.model import AuthMethod, OAuthClient
from auth.scopes import for_kind, written
from exchange.institution.model import Institution


def replace_keys(session: Session, client_id: str, jwks: str) -> OAuthClient:
    """Give the client other public keys, as auth.oauth.public_keys reads them; the old ones count no more.

    Raises ClientUnknown, and ClientRefused for one that has no keys.
    """
    client = _found(session, client_id)
    if client.auth_method != AuthMethod.PRIVATE_KEY_JWT:
        raise ClientRefused(f"The client '{client_id}' has a secret for demonstrations and takes no keys.")
    client.jwks = jwks
    session.flush()
    return client


def change_scopes(session: Session, client_id: str, scopes: tuple[str, ...]) -> OAuthClient:
    """Register the client with these scopes instead of its former ones; tokens lose what is no longer among them.

    Raises ClientUnknown, ClientRefused and ScopeRefused.
    """
    client = _found(session, client_id)
    kind = session.get_one(Institution, client.institution_code).kind
    client.scopes = written(for_kind(scopes, kind))
    session.flush()
    return client


def trust_documents(session: Session, client_id: str, *, only: bool) -> OAuthClient:
    """Let the client send nothing but hashes of its registered documents, or documents of its own too.

    Raises ClientUnknown.
    """
    client = _locked(session, client_id)
    client.trusted_documents = only
    session.flush()
    return client


def disable(session: Session, client_id: str) -> OAuthClient:
    """Let the client in no more, as auth.oauth.clients.disable. Raises ClientUnknown and ClientRefused."""
    _found(session, client_id)
    client = clients.disable(session, client_id)
    session.flush()
    return client


def enable(session: Session, client_id: str) -> OAuthClient:
    """Let the client in again. Raises ClientUnknown and ClientRefused."""
    client = _found(session, client_id)
    client.disabled_at = None
    session.flush()
    return client


def _found(session: Session, client_id: str) -> OAuthClient:
    client = _locked(session, client_id)
    if client.first_party:
        raise ClientRefused(f"The client '{client_id}' is the exchange's own web front end.")
    return client


def _locked(session: Session, client_id: str) -> OAuthClient:
    # The row is locked: of two changes at the same time none is lost.
    statement = select(OAuthClient).where(OAuthClient.client_id == client_id).with_for_update()
    client = session.scalars(statement, execution_options={"populate_existing": True}).one_or_none()
    if client is None:
        raise ClientUnknown(f"No client has the id '{client_id}'.")
    return client
