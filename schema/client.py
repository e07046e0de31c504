"""The programs that may ask for access tokens, as the operator registered them."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select

from auth.oauth import model
from auth.policy import scope
from resolvers.binding import Order, Page, Paging
from resolvers.functions import quoted
from resolvers.joined import joined
from resolvers.key_set import keys_of
from schema.arguments import argument
from schema.fields import column, link, of, referred, rows
from schema.institution import INSTITUTION, Institution
from schema.scalars import Code

CLIENT = model.OAuthClient.__table__
SHOWN = [one for one in CLIENT.c if one.key != "secret_hash"]
"""All but the hash of a demonstration's secret, which no statement of the read path names."""
READ = scope("registrations:read")
ALGORITHMS = {"EC": "ES256", "RSA": "PS256", "OKP": "Ed25519"}
"""Which algorithm a key signs with follows from its type: auth.oauth.public_keys registers no others."""


def _words(text: Any) -> ColumnElement[str]:
    """Return the JSON array of the words of a text with one space between two."""
    array = joined(["[", func.replace(quoted(text), literal(" "), literal('","')), "]"])
    return case((text == literal(""), literal("[]")), else_=array)


def _scopes(self: Any) -> ColumnElement[str]:
    return _words(self.scopes)


def _redirect_uris(self: Any) -> ColumnElement[str]:
    return _words(self.redirect_uris)


def _keys(self: Any) -> Select[Any]:
    keys = keys_of(self.jwks)
    return select(keys.c.kid, keys.c.kty).order_by(keys.c.kid)


def _algorithm(self: Any) -> ColumnElement[str]:
    return case(*((self.kty == literal(type_), literal(name)) for type_, name in ALGORITHMS.items()))


@of(None, "A public key of a client.")
class ClientKey:
    """A key."""

    kid: str = column("The key's id, which assertions name.", READ)
    algorithm: Code = column("What it signs with: ES256, PS256 or Ed25519.", READ, _algorithm)


@of(CLIENT, "A program of an institution that may ask for access tokens. Shown to the operator only.")
class Client:
    """A client."""

    client_id: Code = column("Its id.", READ)
    name: str = column("What it is.", READ)
    institution: Institution = link(referred(INSTITUTION.c.code, "institution_code"), "Whose program it is.", READ)
    scopes: list[str] = column("The scopes it may ask for, sorted.", READ, _scopes)
    keys: list[ClientKey] = rows(_keys, "Its public keys; none where it has a secret or is the web front end.", READ)
    redirect_uris: list[str] = column(
        "Where its users may be sent back to; empty when it asks for itself only.", READ, _redirect_uris
    )
    first_party: bool = column("Whether it is the exchange's own web front end.", READ)
    demonstration: bool = column("Whether it has a secret and is let in in demonstrations only.", READ)
    trusted_documents: bool = column(
        "Whether it may send nothing but the hashes of documents that are registered for it.", READ
    )
    created_at: datetime = column("When it was registered.", READ)
    disabled_at: datetime | None = column("From when it is let in no more; null while it is let in.", READ)


def clients(
    self: Any,
    institution: Annotated[Code | None, argument("Only those of the institution with this code.")] = None,
    *,
    paging: Paging,
) -> Page:
    """Return all clients to the operator; the row rule sees to that."""
    rows = select(*SHOWN)
    if institution is not None:
        rows = rows.where(CLIENT.c.institution_code == institution)
    return Page(rows=rows, order=Order("CLIENT_ID", [(CLIENT.c.client_id, str)]), paging=paging)
