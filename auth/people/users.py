"""Who may sign in: users are created, disabled, and get new passwords, each in the caller's transaction."""

import re
import secrets
import unicodedata

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from auth.people import login as login_sessions
from auth.people import password as passwords
from auth.people.model import User
from exchange import clock
from exchange.errors import ExchangeError
from exchange.institution.model import Institution

NAME_LENGTH = 100
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,63}")


class UserRefused(ExchangeError):
    """A user can't be created as asked."""

    code = "USER_REFUSED"


class UserExists(ExchangeError):
    """The login belongs to a user already."""

    code = "USER_EXISTS"


class UserUnknown(ExchangeError):
    """There is no such user."""

    code = "USER_UNKNOWN"


def create(session: Session, *, login: str, name: str, password: str, institution_code: str | None = None) -> User:
    """Create a user, an institution's staff if it is named. Raises UserRefused, UserExists and PasswordRefused."""
    login = normal(login)
    if not _LOGIN.fullmatch(login):
        raise UserRefused("A login has 3 to 64 of a-z, 0-9 and . _ @ + - and begins with a letter or digit.")
    if not (name.isprintable() and name.strip() and len(name) <= NAME_LENGTH):
        raise UserRefused(f"A name has 1 to {NAME_LENGTH} printable characters.")
    # Before the first statement: while the password is hashed, no other writer should have to wait.
    password_hash = passwords.hashed(password, login)
    if institution_code is not None and session.get(Institution, institution_code) is None:
        raise UserRefused(f"No institution has the code '{institution_code}'.")
    user = User(
        id=f"usr_{secrets.token_hex(12)}",
        login=login,
        name=name.strip(),
        password_hash=password_hash,
        institution_code=institution_code,
        created_at=clock.now(),
    )
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError:
        raise UserExists("The login is taken.") from None
    return user


def disable(session: Session, user_id: str) -> User:
    """Let the user in no more: the next query of any session or token is refused. Raises UserUnknown."""
    user = found(session, user_id)
    user.disabled_at = user.disabled_at or clock.now()
    session.flush()
    return user


def change_password(session: Session, user_id: str, password: str) -> User:
    """Give the user a new password, and sign out whoever used the old one. Raises UserUnknown and PasswordRefused."""
    user = found(session, user_id)
    user.password_hash = passwords.hashed(password, user.login)
    login_sessions.end_everywhere(session, user_id)
    session.flush()
    return user


def found(session: Session, user_id: str) -> User:
    """Return the user. Raises UserUnknown."""
    user = session.get(User, user_id)
    if user is None:
        raise UserUnknown(f"There is no user '{user_id}'.")
    return user


def named(session: Session, login: str) -> User:
    """Return the user with the login. Raises UserUnknown, whose message leaves the login out."""
    user = session.scalars(select(User).where(User.login == normal(login))).one_or_none()
    if user is None:
        raise UserUnknown("No user has this login.")
    return user


def listed(session: Session) -> list[User]:
    """Return all users by login, the disabled ones too."""
    return list(session.scalars(select(User).order_by(User.login)))


def normal(login: str) -> str:
    """Return the login as it is stored: without spaces around it, in small half-width letters."""
    return unicodedata.normalize("NFKC", login).strip().casefold()
