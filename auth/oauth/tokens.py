"""Whom a request's Authorization header stands for: from memory when it was checked a moment ago, else checked."""

import asyncio
import re
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from sqlalchemy import Engine

from auth.oauth.access_token import CLOCK_SECONDS, read
from auth.oauth.admission import admitted
from auth.oauth.jws import TokenMalformed
from auth.oauth.keyring import Keyring
from auth.principal import ANONYMOUS, PUBLIC_SCOPES, Principal
from auth.refusal import TokenRefused
from exchange.settings import Settings

REMEMBERED_SECONDS = 5.0
"""How long a verified token is believed without looking: a disabled client is refused after at most that."""
REMEMBERED_TOKENS = 4096
THREADS = 4
"""Of their own: token requests that wait for a database must not keep tokens from being checked."""
LONGEST_HEADER = 4096
"""Bytes; a token of ours has about 700."""

_BEARER = re.compile(rb"bearer +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)
"""RFC 6750, 2.1."""


class _Remembered(NamedTuple):
    principal: Principal
    until: float
    """On the clock of time.monotonic."""


class Verifier:
    """Checks access tokens for one worker. Used on its event loop only; the checking itself runs in threads."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine.execution_options(read_only=True)
        self._settings = settings
        self._keyring = Keyring(engine)
        self._remembered: dict[bytes, _Remembered] = {}
        self._pending: dict[bytes, asyncio.Future[_Remembered]] = {}
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="access-token")

    def principal(self, authorization: bytes | None) -> Principal | None:
        """Return the caller from memory, ANONYMOUS without a header, or None: then `verify` must be asked."""
        if authorization is None:
            return ANONYMOUS
        found = self._remembered.get(authorization)
        return found.principal if found is not None and found.until > time.monotonic() else None

    async def verify(self, authorization: bytes) -> Principal:
        """Return the caller whose token this header's value holds. Raises TokenRefused.

        Requests that ask for the same token at the same time wait for one check of it.
        """
        check = self._pending.get(authorization)
        if check is None:
            token = _bearer(authorization, self._settings)
            check = asyncio.get_running_loop().run_in_executor(self._threads, self._check, token)
            self._pending[authorization] = check
            check.add_done_callback(lambda done: self._settle(authorization, done))
        return (await asyncio.shield(check)).principal

    def _settle(self, authorization: bytes, check: "asyncio.Future[_Remembered]") -> None:
        del self._pending[authorization]
        if check.cancelled() or check.exception() is not None:
            return
        self._remembered.pop(authorization, None)
        if len(self._remembered) >= REMEMBERED_TOKENS:
            # The oldest is the first: all are remembered for about as long.
            del self._remembered[next(iter(self._remembered))]
        self._remembered[authorization] = check.result()

    def _check(self, token: bytes) -> _Remembered:
        started = time.monotonic()
        try:
            claims = read(token, self._keyring, self._settings)
        except TokenMalformed:
            raise TokenRefused.invalid_token(self._settings) from None
        with self._engine.connect() as connection:
            found = admitted(connection, self._settings, claims["client_id"])
        if found is None:
            raise TokenRefused.invalid_token(self._settings)
        granted = frozenset(claims["scope"].split(" ")) & frozenset(found.scopes.split(" "))
        principal = Principal(
            client_id=found.client_id,
            institution_code=found.institution_code,
            institution_kind=found.institution_kind,
            scopes=PUBLIC_SCOPES | granted,
        )
        life = claims["exp"] + CLOCK_SECONDS - time.time()
        return _Remembered(principal, started + min(REMEMBERED_SECONDS, life))


def _bearer(authorization: bytes, settings: Settings) -> bytes:
    found = _BEARER.fullmatch(authorization) if len(authorization) <= LONGEST_HEADER else None
    if found is None:
        raise TokenRefused.invalid_request(settings)
    return found.group(1)
