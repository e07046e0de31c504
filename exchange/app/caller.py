"""Who sends a request to /graphql: found in what the worker remembers, or verified."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError

from auth.oauth.tokens import Verifier
from auth.people.session import CsrfRequired, SessionRefused, Sessions
from auth.principal import Principal
from exchange.app.account import Accounts
from exchange.app.request import Headers
from exchange.db.reader import ReadUnavailable
from resolvers.refusal import refusal


class Callers:
    """Finds the caller of a request for one worker, and the account that the caller pays from."""

    def __init__(self, verifier: Verifier, sessions: Sessions, accounts: Accounts) -> None:
        self._verifier = verifier
        self._sessions = sessions
        self.accounts = accounts

    def remembered(self, head: Headers) -> Principal | None:
        """Return the caller without asking anybody: the public, or one who was verified a moment ago; else None."""
        # A browser's cookie counts where nothing else is said; whose it is, `verified` asks.
        asks = head.authorization is not None or head.cookie is None
        return self._verifier.principal(head.authorization) if asks else None

    async def verified(self, head: Headers, address: str | None = None) -> Principal:
        """Return the caller after a check; `address` is what was asked for, where that isn't /graphql.

        Raises TokenRefused, and Refused where the database can't be asked.
        """
        with _reachable():
            if head.authorization is None:
                return await self._sessions.principal(head.cookie or b"", head.csrf)
            return await self._verifier.verify(head.authorization, head.dpop, head.method, address)

    async def still(self, head: Headers) -> Principal:
        """Return the caller of a request that was verified before, as it is now: its proof was of its beginning.

        Raises as `verified` does.
        """
        with _reachable():
            if head.authorization is None:
                return await self._sessions.principal(head.cookie or b"", head.csrf)
            return await self._verifier.still(head.authorization)

    def renewal(self, head: Headers) -> str | None:
        """Return the nonce for the next proof, where the accepted one has an older nonce; None for a bearer."""
        return self._verifier.renewal(head.dpop)

    async def again(self, head: Headers, stale: Principal) -> Principal:
        """Return the caller by what is true now, after a statement found that something has changed.

        Raises as `verified` does.
        """
        with _reachable():
            if head.authorization is None:
                return await self._sessions.principal(head.cookie or b"", head.csrf, stale)
            return await self._verifier.again(head.authorization, stale)


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except (CsrfRequired, SessionRefused) as refused:
        raise refusal(refused.code, refused.message, status=refused.status, transport=True) from None
    except OperationalError:
        unavailable = ReadUnavailable()
        raise refusal(unavailable.code, unavailable.message, status=503, transport=True) from None
