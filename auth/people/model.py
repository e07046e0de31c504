"""The tables of people: users, the enterprises they may act for, their sessions, and failed sign-ins."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from exchange.db.base import Base
from exchange.db.types import Code


class User(Base):
    """A person who signs in: a citizen, somebody of an enterprise (by mandate), or an institution's staff."""

    __tablename__ = "app_user"

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    """usr_ and random characters: it says nothing about the person."""
    login: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    """argon2id, in the PHC string format."""
    institution_code: Mapped[str | None] = mapped_column(Code, ForeignKey("institution.code"))
    """Whose staff the user is; null for everybody else."""
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class MandateState(StrEnum):
    """Whether a user may act for an enterprise."""

    REQUESTED = "REQUESTED"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"
    REVOKED = "REVOKED"


class Mandate(Base):
    """That a user may act for an enterprise, once the operator has confirmed it."""

    __tablename__ = "mandate"
    __table_args__ = (
        Index(
            "uq_mandate_live",
            "user_id",
            "uscc",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        Index(None, "uscc"),
    )

    id: Mapped[str] = mapped_column(Code, primary_key=True)
    user_id: Mapped[str] = mapped_column(Code, ForeignKey("app_user.id"))
    uscc: Mapped[str] = mapped_column(Code, ForeignKey("entity.uscc"))
    state: Mapped[str] = mapped_column(Code)
    requested_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(Code)
    """The user or client of the operator who decided."""
    ended_at: Mapped[datetime | None]
    """When it was refused or revoked."""


class LoginSession(Base):
    """That a browser is signed in at the authorization server."""

    __tablename__ = "login_session"
    __table_args__ = (Index(None, "expires_at"),)

    digest: Mapped[str] = mapped_column(Code, primary_key=True)
    """SHA-256 of the cookie's value, base64url."""
    user_id: Mapped[str] = mapped_column(Code, ForeignKey("app_user.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class WebSession(Base):
    """A browser's session at the web front end, which keeps the tokens: the browser has the cookie only."""

    __tablename__ = "web_session"
    __table_args__ = (Index(None, "expires_at"),)

    digest: Mapped[str] = mapped_column(Code, primary_key=True)
    """SHA-256 of the cookie's value, base64url."""
    csrf: Mapped[str] = mapped_column(Code)
    """What a request with the cookie must repeat in the header X-CSRF-Token."""
    state: Mapped[str] = mapped_column(Code)
    """OAuth's state while the sign-in is under way."""
    code_verifier: Mapped[str] = mapped_column(Code)
    user_id: Mapped[str | None] = mapped_column(Code, ForeignKey("app_user.id"))
    """Null while the sign-in is under way."""
    grant_id: Mapped[str | None] = mapped_column(Code, ForeignKey("oauth_grant.id"))
    access_token: Mapped[str | None]
    refresh_token: Mapped[str | None]
    expires_at: Mapped[datetime]


class FailedLogin(Base):
    """Failed sign-ins of one login or one address, counted to slow guessing down."""

    __tablename__ = "failed_login"

    digest: Mapped[str] = mapped_column(Code, primary_key=True)
    """SHA-256 of the login or the address: no list of logins arises here."""
    failures: Mapped[int]
    blocked_until: Mapped[datetime]
