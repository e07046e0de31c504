"""Whom a request's token stands for: from memory when it was checked a moment ago, else checked."""

import asyncio
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from sqlalchemy import Engine

from auth.oauth.access_token import read, thumbprint
from auth.oauth.believed import believed
from auth.oauth.jws import TokenMalformed
from auth.oauth.keyring import Keyring
from auth.oauth.presented import Asked, Presented
from auth.principal import ANONYMOUS, Principal
from auth.refusal import TokenRefused
from exchange.settings import Settings

REMEMBERED_SECONDS = 5.0
"""How long a verified token is believed without looking. Each statement compares the standing beside it."""
REMEMBERED_TOKENS = 4096
THREADS = 4
"""Of their own: token requests that wait for a database must not keep tokens from being checked."""
LONGEST_HEADER = 8192
"""Bytes; a token of ours has about 800, and one with authorization details up to 4,000 more."""

_HEADER = re.compile(rb"(bearer|dpop) +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)
"""RFC 6750, 2.1 and RFC 9449, 7.1."""


class _Remembered(NamedTuple):
    principal: Principal
    jkt: str | None
    """The thumbprint of the key that each request must prove; None for a bearer token."""
    until: float
    """On the clock of time.monotonic."""


class Verifier:
    """Checks access tokens for one worker. Used on its event loop only; the checking itself runs in threads."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine.execution_options(read_only=True)
        self._settings = settings
        self._keyring = Keyring(engine)
        self._presented = Presented(engine, settings)
        self._remembered: dict[bytes, _Remembered] = {}
        self.checks = 0
        """Tokens that were verified, not found in memory."""
        self._pending: dict[bytes, asyncio.Future[_Remembered]] = {}
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="access-token")

    @property
    def remembered(self) -> int:
        """Return how many tokens are remembered."""
        return len(self._remembered)

    def principal(self, authorization: bytes | None) -> Principal | None:
        """Return the caller from memory, ANONYMOUS without a header, or None: then `verify` must be asked.

        A token that is bound to a key is never answered from here: its proof is of one request.
        """
        if authorization is None:
            return ANONYMOUS
        found = self._known(authorization)
        return found.principal if found is not None and found.jkt is None else None

    async def verify(
        self, authorization: bytes, dpop: bytes | None = None, method: str = "POST", address: str | None = None
    ) -> Principal:
        """Return the caller whose token this Authorization header's value holds. Raises TokenRefused.

        `dpop` is the value of the DPoP header, `address` what its proof is for where that isn't /graphql. Requests
        that ask for the same token at the same time wait for one check of it; each proof is checked for itself.
        """
        found = self._known(authorization) or await self._checked(authorization)
        if found.jkt is not None:
            _, token = _split(authorization, self._settings)
            await self._presented.check(token, dpop, Asked(method, address), found.jkt)
        return found.principal

    async def again(self, authorization: bytes, stale: Principal) -> Principal:
        """Return the caller by what is true now, of a request that `verify` accepted as `stale`.

        For a statement that found another standing. The request's proof stays accepted. Raises TokenRefused.
        """
        found = self._known(authorization)
        if found is None or found.principal.standing <= stale.standing:
            self.forget(authorization)
            found = await self._checked(authorization)
        if found.principal.standing <= stale.standing:
            # That check was under way already, and began before the change.
            self.forget(authorization)
            found = await self._checked(authorization)
        return found.principal

    async def still(self, authorization: bytes) -> Principal:
        """Return the caller whose token was verified with a proof before, as it is now. Raises TokenRefused."""
        found = self._known(authorization) or await self._checked(authorization)
        return found.principal

    def forget(self, authorization: bytes) -> None:
        """Believe a token from memory no more."""
        self._remembered.pop(authorization, None)

    def renewal(self, dpop: bytes | None) -> str | None:
        """Return the nonce for the answer's DPoP-Nonce header where the request's accepted proof has an older one."""
        return None if dpop is None else self._presented.renewal(dpop)

    def _known(self, authorization: bytes) -> _Remembered | None:
        found = self._remembered.get(authorization)
        return found if found is not None and found.until > time.monotonic() else None

    async def _checked(self, authorization: bytes) -> _Remembered:
        check = self._pending.get(authorization)
        if check is None:
            scheme, token = _split(authorization, self._settings)
            check = asyncio.get_running_loop().run_in_executor(self._threads, self._check, scheme, token)
            self._pending[authorization] = check
            self.checks += 1
            check.add_done_callback(lambda done: self._settle(authorization, done))
        return await asyncio.shield(check)

    def _settle(self, authorization: bytes, check: "asyncio.Future[_Remembered]") -> None:
        del self._pending[authorization]
        if check.cancelled() or check.exception() is not None:
            return
        self._remembered.pop(authorization, None)
        if len(self._remembered) >= REMEMBERED_TOKENS:
            # The oldest is the first: all are remembered for about as long.
            del self._remembered[next(iter(self._remembered))]
        self._remembered[authorization] = check.result()

    def _check(self, scheme: bytes, token: bytes) -> _Remembered:
        started = time.monotonic()
        dpop = scheme == b"dpop"
        try:
            claims = read(token, self._keyring, self._settings)
        except TokenMalformed:
            raise TokenRefused.invalid_token(self._settings, bound=dpop) from None
        jkt = thumbprint(claims)
        if dpop != (jkt is not None):
            # RFC 9449, 7.2: a bound token is no bearer's, and one that isn't bound proves nothing with a proof.
            raise TokenRefused.invalid_token(self._settings, bound=True)
        with self._engine.connect() as connection:
            found = believed(connection, self._settings, claims)
        if found is None:
            raise TokenRefused.invalid_token(self._settings, bound=dpop)
        return _Remembered(found.principal, jkt, started + min(REMEMBERED_SECONDS, found.until - time.time()))


def _split(authorization: bytes, settings: Settings) -> tuple[bytes, bytes]:
    found = _HEADER.fullmatch(authorization) if len(authorization) <= LONGEST_HEADER else None
    if found is None:
        raise TokenRefused.invalid_request(settings)
    return found.group(1).lower(), found.group(2)
