"""How guessing is slowed down: failed sign-ins are counted by login and by address, in the database, for all workers.

An attempt counts as failed before the password is looked at, and is taken back when it was right: so any number of
attempts at the same time are still counted one by one.
"""

import hashlib
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from auth.people.expiry import forget
from auth.people.model import FailedLogin
from exchange import clock
from exchange.errors import ExchangeError

FREE_OF_LOGIN = 5
"""Failures of one login without a delay; the next one waits a second, and each further one twice as long."""
FREE_OF_ADDRESS = 20
"""More, because an office has one address."""
LONGEST = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)
"""How long after the last failure, or the end of its delay, the count begins anew."""


class Throttled(ExchangeError):
    """Too many sign-ins have failed; `seconds` says when to try again."""

    code = "TOO_MANY_ATTEMPTS"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many sign-ins have failed. Try again in {seconds} seconds.")
        self.seconds = seconds


def count(session: Session, login: str, address: str | None) -> None:
    """Count an attempt as failed. Raises Throttled, and then counts nothing."""
    rows = [(_row(session, key), free) for key, free in sorted(_keys(login, address))]
    # Only now: whoever had the rows before wrote a later instant than that at which we began to wait for them.
    now = clock.now()
    waits = max(row.blocked_until for row, _ in rows) - now
    if waits > timedelta():
        raise Throttled(-(-waits // timedelta(seconds=1)))
    for row, free in rows:
        row.failures = row.failures + 1 if row.blocked_until > now - FORGOTTEN else 1
        row.blocked_until = now + delay(row.failures, free)
    # Last: it waits for nobody, and so nobody waits in a circle.
    forget(session, FailedLogin.blocked_until, now - FORGOTTEN)


def take_back(session: Session, login: str, address: str | None) -> None:
    """Say that the attempt was right: the login's count ends, the address's is one lower."""
    for key, free in sorted(_keys(login, address)):
        if free == FREE_OF_LOGIN:
            session.execute(delete(FailedLogin).where(FailedLogin.digest == key))
        else:
            row = _row(session, key)
            row.failures = max(0, row.failures - 1)


def delay(failures: int, free: int) -> timedelta:
    """Return how long to wait after so many failures: nothing, then 1, 2, 4 … seconds, LONGEST at most."""
    if failures < free:
        return timedelta()
    return min(LONGEST, timedelta(seconds=2 ** min(failures - free, 20)))


def _keys(login: str, address: str | None) -> Iterable[tuple[str, int]]:
    yield _digest(f"login {login}"), FREE_OF_LOGIN
    if address is not None:
        yield _digest(f"address {address}"), FREE_OF_ADDRESS


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _row(session: Session, digest: str) -> FailedLogin:
    """Return the row, locked; callers take them in the order of their digests, and so never wait for each other."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    new = dialect.insert(FailedLogin).values(digest=digest, failures=0, blocked_until=clock.now())
    # A change that changes nothing: it locks the row that is there already.
    known = new.on_conflict_do_update(index_elements=["digest"], set_={"failures": FailedLogin.failures})
    session.execute(known)
    return session.get_one(FailedLogin, digest, populate_existing=True)
