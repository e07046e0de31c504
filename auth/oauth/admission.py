"""Which clients are let in now, and on whose behalf they ask: read for each token and each request."""

from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from auth.oauth.model import OAuthClient
from exchange.institution.model import Institution
from exchange.settings import Settings


class Admitted(NamedTuple):
    """A client that may ask, and its institution."""

    client_id: str
    scopes: str
    auth_method: str
    jwks: str | None
    secret_hash: str | None
    redirect_uris: str
    first_party: bool
    demonstration: bool
    trusted_documents: bool
    institution_code: str
    institution_kind: str


_STATEMENT = select(
    *(getattr(OAuthClient, name) for name in Admitted._fields[:-2]), Institution.code, Institution.kind
).join(Institution, Institution.code == OAuthClient.institution_code)


def admitted(session: Session | Connection, settings: Settings, client_id: str) -> Admitted | None:
    """Return the client, or None: unknown, disabled, or a demonstration's outside a demonstration."""
    # PostgreSQL can't store or compare NUL; ids of ours are printable ASCII.
    if not (client_id.isascii() and client_id.isprintable()):
        return None
    enabled = _STATEMENT.where(OAuthClient.client_id == client_id, OAuthClient.disabled_at.is_(None))
    row = session.execute(enabled).one_or_none()
    if row is None or (row.demonstration and not settings.demo):
        return None
    return Admitted._make(row)
