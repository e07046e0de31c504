"""Who is registered as a client: created for an institution, listed, disabled."""

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.oauth import secret
from auth.oauth.model import AuthMethod, OAuthClient
from auth.oauth.redirect import registrable
from auth.scopes import for_kind, written
from exchange import clock
from exchange.errors import ExchangeError
from exchange.institution.model import Institution
from exchange.settings import Settings

NAME_LENGTH = 200
RESERVED = frozenset({"exchange", "command-line"})
"""What stands in events for the exchange itself and for whoever sits at its command line."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class ClientRefused(ExchangeError):
    """A client can't be registered as asked."""

    code = "CLIENT_REFUSED"


class ClientUnknown(ExchangeError):
    """No client has this id."""

    code = "CLIENT_UNKNOWN"


class InstitutionUnknown(ExchangeError):
    """No institution has this code."""

    code = "INSTITUTION_UNKNOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a client is registered as; without an id it is given one."""

    name: str
    institution_code: str
    scopes: tuple[str, ...]
    client_id: str | None = None
    redirect_uris: tuple[str, ...] = ()
    """Where users may be sent back to; without any the client asks for itself only."""
    trusted_documents: bool = False
    """It may send nothing but hashes of documents that are registered for it."""


def create(session: Session, wanted: Wanted, jwks: str) -> OAuthClient:
    """Register a client with its public keys, as auth.oauth.public_keys reads or makes them.

    Raises InstitutionUnknown, ScopeRefused, RedirectRefused, ClientRefused.
    """
    client = _new(session, wanted)
    client.auth_method, client.jwks, client.demonstration = AuthMethod.PRIVATE_KEY_JWT, jwks, False
    session.add(client)
    return client


def create_demonstration(session: Session, settings: Settings, wanted: Wanted) -> tuple[OAuthClient, str]:
    """Register a client with a secret; return both. The secret can't be read again.

    Raises ClientRefused where EXCHANGE_DEMO is off, and as `create` does.
    """
    if not settings.demo:
        raise ClientRefused("A client with a secret is for demonstrations: EXCHANGE_DEMO is off.")
    client = _new(session, wanted)
    made = secret.make()
    client.auth_method, client.secret_hash, client.demonstration = AuthMethod.CLIENT_SECRET, secret.hashed(made), True
    session.add(client)
    return client, made


def disable(session: Session, client_id: str) -> OAuthClient:
    """Let the client in no more; each worker refuses its tokens from the next query on. Raises ClientUnknown."""
    client = found(session, client_id)
    client.disabled_at = client.disabled_at or clock.now()
    return client


def found(session: Session, client_id: str) -> OAuthClient:
    """Return the client. Raises ClientUnknown."""
    client = session.get(OAuthClient, client_id)
    if client is None:
        raise ClientUnknown(f"No client has the id '{client_id}'.")
    return client


def listed(session: Session) -> list[OAuthClient]:
    """Return all clients by id, the disabled ones too."""
    return list(session.scalars(select(OAuthClient).order_by(OAuthClient.client_id)))


def _new(session: Session, wanted: Wanted) -> OAuthClient:
    institution = session.get(Institution, wanted.institution_code)
    if institution is None:
        raise InstitutionUnknown(f"No institution has the code '{wanted.institution_code}'.")
    if not (wanted.name.isprintable() and wanted.name.strip() and len(wanted.name) <= NAME_LENGTH):
        raise ClientRefused(f"A client's name has 1 to {NAME_LENGTH} printable characters.")
    chosen = wanted.client_id or f"client-{secrets.token_hex(6)}"
    if chosen.startswith("usr_") or chosen in RESERVED:
        raise ClientRefused(f"The client id '{chosen}' is reserved: deeds are written down under such ids.")
    if not _ID.fullmatch(chosen):
        raise ClientRefused(f"The client id '{chosen}' takes up to 64 letters, digits, dots, hyphens, underscores.")
    if session.get(OAuthClient, chosen) is not None:
        raise ClientRefused(f"The client id '{chosen}' is taken.")
    return OAuthClient(
        client_id=chosen,
        name=wanted.name,
        institution_code=institution.code,
        scopes=written(for_kind(wanted.scopes, institution.kind)),
        redirect_uris=registrable(wanted.redirect_uris),
        first_party=False,
        trusted_documents=wanted.trusted_documents,
        created_at=clock.now(),
    )
