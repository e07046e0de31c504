"""Passwords: which are accepted, how they are hashed (argon2id), and whether one is right.

Hashing takes about a tenth of a second and 64 MiB: never call it on the event loop, nor inside a transaction that
others wait for.
"""

import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from exchange.errors import ExchangeError

SHORTEST = 12
LONGEST = 200
_HASHER = PasswordHasher()


class PasswordRefused(ExchangeError):
    """A password can't be chosen."""

    code = "PASSWORD_REFUSED"


def hashed(password: str, login: str) -> str:
    """Return what is stored of a new password. Raises PasswordRefused."""
    normal = _normal(password)
    if not SHORTEST <= len(normal) <= LONGEST:
        raise PasswordRefused(f"A password has {SHORTEST} to {LONGEST} characters.")
    if not normal.isprintable():
        raise PasswordRefused("A password has printable characters only.")
    if normal.casefold() == login.casefold():
        raise PasswordRefused("The password is the login: choose another one.")
    return _HASHER.hash(normal)


def fits(password: str, stored: str | None) -> bool:
    """Tell whether it is the password; without a stored hash, take as long and say no."""
    nobody = _nobody()
    try:
        _HASHER.verify(stored or nobody, _normal(password[:LONGEST]))
    except VerificationError:
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Tell whether the hash was made with other parameters than new ones are."""
    return _HASHER.check_needs_rehash(stored)


def _normal(password: str) -> str:
    # The same characters come in different code points from different keyboards (NIST SP 800-63B, 3.1.1.2).
    return unicodedata.normalize("NFKC", password)


@cache
def _nobody() -> str:
    """Return a hash that no password fits, made with the parameters of now."""
    return _HASHER.hash(secrets.token_hex(32))
