"""Whether somebody is who they say: a login and a password, counted against guessing.

Three transactions with the hashing between them, so that no lock is held and no writer waits while it takes its time.
"""

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from auth.people import password as passwords
from auth.people import throttle
from auth.people.model import User
from auth.people.users import normal
from exchange.errors import ExchangeError


class SignInRefused(ExchangeError):
    """The login is unknown, the password wrong, or the user disabled: one answer, after as much work."""

    code = "SIGN_IN_REFUSED"

    def __init__(self) -> None:
        super().__init__("The login or the password is wrong.")


def signed_in(engine: Engine, login: str, password: str, address: str | None) -> str:
    """Return the user's id. Raises SignInRefused and Throttled.

    `address` is the client's, as auth.people.address names it; None is not counted. Hashes: call it in a thread.
    """
    login = normal(login)
    with Session(engine) as session, session.begin():
        throttle.count(session, login, address)
    user_id, stored = _known(engine, login)
    if not passwords.fits(password, stored) or user_id is None or stored is None:
        raise SignInRefused
    renewed = passwords.hashed(password, login) if passwords.is_outdated(stored) else None
    with Session(engine) as session, session.begin():
        throttle.take_back(session, login, address)
        if renewed is not None:
            unchanged = (User.id == user_id) & (User.password_hash == stored)
            session.execute(update(User).where(unchanged).values(password_hash=renewed))
    return user_id


def _known(engine: Engine, login: str) -> tuple[str | None, str | None]:
    # PostgreSQL can't compare NUL or lone surrogates; no login has other than ASCII.
    if not login.isascii() or not login.isprintable():
        return None, None
    statement = select(User.id, User.password_hash).where(User.login == login, User.disabled_at.is_(None))
    with Session(engine.execution_options(read_only=True)) as session:
        row = session.execute(statement).one_or_none()
    return (None, None) if row is None else (row.id, row.password_hash)
