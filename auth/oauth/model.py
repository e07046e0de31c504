"""The tables of the authorization server: clients, the keys that sign tokens, assertions already used."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class AuthMethod(StrEnum):
    """How a client proves who it is at the token endpoint; the names are those of OAuth."""

    PRIVATE_KEY_JWT = "private_key_jwt"
    CLIENT_SECRET = "client_secret"  # noqa: S105 - the name of a method
    """client_secret_basic and client_secret_post: demonstration clients only."""


class OAuthClient(Base):
    """A program of an institution. It has either public keys or, for demonstrations, the hash of a secret."""

    __tablename__ = "oauth_client"

    client_id: Mapped[str] = mapped_column(Code, primary_key=True)
    name: Mapped[str]
    institution_code: Mapped[str] = mapped_column(Code, ForeignKey("institution.code"))
    scopes: Mapped[str]
    """With one space between two, in the order of the alphabet."""
    auth_method: Mapped[str] = mapped_column(Code)
    jwks: Mapped[str | None]
    """The client's public keys, JSON of RFC 7517."""
    secret_hash: Mapped[str | None] = mapped_column(Code)
    """SHA-256, hexadecimal: see auth.oauth.secret for why no slower hash is used."""
    demonstration: Mapped[bool]
    """Let in only where EXCHANGE_DEMO is on."""
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class SigningKey(Base):
    """A key that signs access tokens. The index lets only one key an algorithm be the youngest."""

    __tablename__ = "signing_key"
    __table_args__ = (
        Index(
            "uq_signing_key_youngest",
            "alg",
            unique=True,
            sqlite_where=text("retired_at IS NULL"),
            postgresql_where=text("retired_at IS NULL"),
        ),
    )

    kid: Mapped[str] = mapped_column(Code, primary_key=True)
    alg: Mapped[str] = mapped_column(Code)
    private_jwk: Mapped[str]
    """The private key, JSON of RFC 7517: whoever reads this table can sign tokens."""
    created_at: Mapped[datetime]
    """It is published from here on."""
    active_from: Mapped[datetime]
    """It signs from here on, until a younger key does."""
    retired_at: Mapped[datetime | None]
    """From here on its signatures are not believed; null for the youngest key."""


class SeenAssertion(Base):
    """A client assertion that was used; it can't be used again while it is valid (RFC 7523, section 3)."""

    __tablename__ = "seen_assertion"
    __table_args__ = (Index(None, "expires_at"),)

    client_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_client.client_id"), primary_key=True)
    jti: Mapped[str] = mapped_column(Code, primary_key=True)
    expires_at: Mapped[datetime]
