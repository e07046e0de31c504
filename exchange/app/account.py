"""Whose bucket an operation is paid from: a client's, a person's, or that of an address which nobody writes down."""

import base64
import hashlib
import hmac
import time
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from auth.people.address import address_of
from auth.principal import Principal
from exchange.app.request import Headers, Scope
from exchange.rate.bucket import Limit
from exchange.rate.limits import limits
from exchange.settings import Settings

REMEMBERED = 10_000
"""Addresses that one worker remembers with their keys: parsing and hashing one takes as long as answering."""
UNKNOWN = "unknown"
"""Who comes through a proxy that names no address, and from this machine itself: all have one bucket."""
_EXTENSION = b'{"cost":{"requested":%d,"limit":%d,"remaining":%d,"resetAt":"%b"}}'


class Bill(NamedTuple):
    """What an operation cost, and what its bucket was after it."""

    requested: int
    limit: int
    remaining: int
    resets: int
    """The second of the epoch at which it is full again."""

    @property
    def extension(self) -> bytes:
        """Return the JSON of `extensions`."""
        return _EXTENSION % (self.requested, self.limit, self.remaining, instant(self.resets))


def bill(limit: Limit, requested: int, left: float) -> Bill:
    """Return the bill for an operation that left so much."""
    remaining = int(left) if left < limit.size else limit.size
    return Bill(requested, limit.size, remaining, int(time.time() + (limit.size - remaining) / limit.rate) + 1)


@lru_cache(256)
def instant(second: int) -> bytes:
    """Return a second of the epoch as GraphQL writes it."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()


class Account:
    """What one operation is paid from, and its bill once it is paid: an operation that is begun anew pays once."""

    __slots__ = ("bill", "key", "limit")

    def __init__(self, key: str, limit: Limit) -> None:
        self.key, self.limit = key, limit
        self.bill: Bill | None = None


class Accounts:
    """Finds the accounts of one worker's callers."""

    def __init__(self, settings: Settings, secret: str) -> None:
        """Make it. `secret` is the workers' own: under it addresses are hashed, so that the tables have none."""
        self.public, self.client = limits(settings)
        self._secret = secret.encode()
        self._key_of = lru_cache(REMEMBERED)(self._of_address)

    def of(self, principal: Principal, head: Headers, scope: Scope) -> Account:
        """Return the account of a caller over HTTP or a WebSocket."""
        if principal.client_id is not None:
            return self.known(principal)
        client = scope.get("client")
        return Account(self._key_of(client[0] if client else "", head.forwarded), self.public)

    def known(self, principal: Principal) -> Account:
        """Return the account of a verified caller: a person's who acts in person, else the client's."""
        kind = "person:" if principal.is_self else "client:"
        return Account(kind + principal.actor, self.client)

    def _of_address(self, peer: str, forwarded: bytes) -> str:
        address = address_of(peer, forwarded.decode("latin-1")) or UNKNOWN
        digest = hmac.digest(self._secret, b"rate " + address.encode(), hashlib.sha256)
        return "address:" + base64.urlsafe_b64encode(digest[:18]).decode()
