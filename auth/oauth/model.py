"""The tables of the authorization server: clients, signing keys, requests under way, grants, and what was seen once."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base, Long
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
    redirect_uris: Mapped[str]
    """Where authorization responses may go, with one space between two; empty: no code flow."""
    first_party: Mapped[bool]
    """The exchange's own web front end: people who sign in through it act for themselves."""
    demonstration: Mapped[bool]
    """Let in only where EXCHANGE_DEMO is on; its tokens are bearer tokens, all others' are bound to a key."""
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    trusted_documents: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It may send nothing but the hashes of documents that are registered for it."""


class TrustedDocument(Base):
    """A document that is registered for a client, by the hash that the client may send in its place."""

    __tablename__ = "trusted_document"

    client_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_client.client_id"), primary_key=True)
    sha256: Mapped[str] = mapped_column(Code, primary_key=True)
    """Of the text in UTF-8, hexadecimal."""
    text: Mapped[str]
    operations: Mapped[str]
    """The kinds and names of its operations, for whoever lists it."""
    created_at: Mapped[datetime]


class SigningKey(Base):
    """A key that signs tokens, consents and tree heads. The index lets only one key an algorithm be the youngest."""

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
    private_jwk: Mapped[str | None]
    """The private key, JSON of RFC 7517: whoever reads this can sign. Erased when the key is retired for good."""
    public_jwk: Mapped[str]
    """Kept for ever: what the key signed can be checked after its retirement."""
    created_at: Mapped[datetime]
    """It is published from here on."""
    active_from: Mapped[datetime]
    """It signs from here on, until a younger key does."""
    retired_at: Mapped[datetime | None]
    """From here on its tokens are not believed; null for the youngest key."""


class ServerSecret(Base):
    """A random value that all workers share, such as the key of DPoP nonces."""

    __tablename__ = "server_secret"

    name: Mapped[str] = mapped_column(Code, primary_key=True)
    value: Mapped[str] = mapped_column(Code)


class SeenAssertion(Base):
    """A client assertion that was used; it can't be used again while it is valid (RFC 7523, section 3)."""

    __tablename__ = "seen_assertion"
    __table_args__ = (Index(None, "expires_at"),)

    client_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_client.client_id"), primary_key=True)
    jti: Mapped[str] = mapped_column(Code, primary_key=True)
    expires_at: Mapped[datetime]


class SeenProof(Base):
    """A DPoP proof that was used; it can't be used again while it is valid (RFC 9449, section 11.1)."""

    __tablename__ = "seen_proof"
    __table_args__ = (Index(None, "expires_at"),)

    digest: Mapped[str] = mapped_column(Code, primary_key=True)
    """SHA-256 of the key's thumbprint and the proof's jti, base64url."""
    expires_at: Mapped[datetime]


class PushedRequest(Base):
    """An authorization request that a client pushed (RFC 9126); taken out by its only use."""

    __tablename__ = "pushed_request"
    __table_args__ = (Index(None, "expires_at"),)

    digest: Mapped[str] = mapped_column(Code, primary_key=True)
    """SHA-256 of the request_uri, base64url: the value itself is nowhere."""
    client_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_client.client_id"))
    parameters: Mapped[str]
    """The checked parameters, JSON."""
    expires_at: Mapped[datetime]


class Interaction(Base):
    """An authorization request while its user signs in and decides."""

    __tablename__ = "interaction"
    __table_args__ = (Index(None, "expires_at"),)

    digest: Mapped[str] = mapped_column(Code, primary_key=True)
    """SHA-256 of the interaction's name in the address, base64url."""
    client_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_client.client_id"))
    parameters: Mapped[str]
    expires_at: Mapped[datetime]


class Grant(Base):
    """What a user granted a client: the root of a code, its tokens and refresh tokens; revoked as a whole."""

    __tablename__ = "oauth_grant"

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    client_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_client.client_id"))
    user_id: Mapped[str] = mapped_column(Code, ForeignKey("app_user.id"))
    scopes: Mapped[str]
    authorization_details: Mapped[str | None]
    """RFC 9396, JSON, as granted: with the consent's id."""
    consent_id: Mapped[str | None] = mapped_column(Code, ForeignKey("consent.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class AuthorizationCode(Base):
    """A code; redeemed once. A second redemption revokes the grant (RFC 6749, section 4.1.2)."""

    __tablename__ = "authorization_code"
    __table_args__ = (Index(None, "expires_at"),)

    digest: Mapped[str] = mapped_column(Code, primary_key=True)
    grant_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_grant.id"))
    client_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_client.client_id"))
    redirect_uri: Mapped[str]
    code_challenge: Mapped[str] = mapped_column(Code)
    dpop_jkt: Mapped[str | None] = mapped_column(Code)
    expires_at: Mapped[datetime]
    redeemed_at: Mapped[datetime | None]


class RefreshToken(Base):
    """A refresh token: not rotated (FAPI 2.0, 5.3.2.1), it lives as long as its grant."""

    __tablename__ = "refresh_token"

    digest: Mapped[str] = mapped_column(Code, primary_key=True)
    grant_id: Mapped[str] = mapped_column(Code, ForeignKey("oauth_grant.id"))


class RevokedToken(Base):
    """An access token that was revoked before it expired."""

    __tablename__ = "revoked_token"
    __table_args__ = (Index(None, "expires_at"),)

    jti: Mapped[str] = mapped_column(Code, primary_key=True)
    expires_at: Mapped[datetime]


class Standing(Base):
    """One row: a number that every change of who may do what raises, by triggers of the database itself.

    Every statement for an authenticated caller compares it with the number at which the caller was verified: so a
    disabled client, a lapsed agreement or a revoked token is refused at the very next query on every worker.
    """

    __tablename__ = "standing"

    id: Mapped[int] = mapped_column(Long, primary_key=True)
    version: Mapped[int] = mapped_column(Long)
