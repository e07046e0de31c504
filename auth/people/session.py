"""Whom a request with the front end's cookie stands for: from memory when it was checked a moment ago, else checked."""

import asyncio
import hmac
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select

from auth.granted import principal
from auth.oauth.digest import digest
from auth.oauth.granting import living
from auth.oauth.model import Grant
from auth.people.cookie import WEB, could_be_ours, named
from auth.people.model import WebSession
from auth.people.web_client import CLIENT_ID
from auth.principal import ANONYMOUS, Principal
from exchange import clock
from exchange.errors import ExchangeError
from exchange.settings import Settings

REMEMBERED_SECONDS = 5.0
"""As for tokens: see auth.oauth.tokens."""
REMEMBERED_SESSIONS = 4096
THREADS = 2


class SessionRefused(ExchangeError):
    """The cookie's session has ended; `status` is for the HTTP answer."""

    code = "UNAUTHENTICATED"
    status = 401

    def __init__(self) -> None:
        super().__init__("The session has ended. Sign in again at /session/start.")


class CsrfRequired(ExchangeError):
    """A request with the cookie doesn't show that it comes from the front end itself."""

    code = "CSRF_REQUIRED"
    status = 403

    def __init__(self) -> None:
        super().__init__("A request with the session's cookie repeats its csrfToken in the header X-CSRF-Token.")


class _Remembered(NamedTuple):
    principal: Principal
    csrf: bytes
    until: float
    """On the clock of time.monotonic."""


class Sessions:
    """Checks sessions for one worker. Used on its event loop only; the checking itself runs in threads."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine = engine.execution_options(read_only=True)
        self._settings = settings
        self._remembered: dict[bytes, _Remembered] = {}
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="web-session")

    async def principal(self, cookies: bytes, csrf: bytes | None, stale: Principal | None = None) -> Principal:
        """Return the user whose session the Cookie header's value holds; ANONYMOUS where it holds none.

        `csrf` is the value of X-CSRF-Token. With `stale`, as whom the same request was answered before, only what is
        younger is believed: for a statement that found another standing. Raises CsrfRequired and SessionRefused.
        """
        value = named(cookies, WEB)
        if value is None:
            return ANONYMOUS
        if csrf is None:
            raise CsrfRequired
        found = self._known(value, stale) or await self._checked(value)
        if not hmac.compare_digest(found.csrf, csrf):
            raise CsrfRequired
        return found.principal

    def _known(self, value: bytes, stale: Principal | None) -> _Remembered | None:
        found = self._remembered.get(value)
        if found is None or found.until <= time.monotonic():
            return None
        return found if stale is None or found.principal.standing > stale.standing else None

    async def _checked(self, value: bytes) -> _Remembered:
        self._remembered.pop(value, None)
        if not could_be_ours(value):
            raise SessionRefused
        found = await asyncio.get_running_loop().run_in_executor(self._threads, self._check, value.decode())
        if len(self._remembered) >= REMEMBERED_SESSIONS:
            # The oldest is the first: all are remembered for about as long.
            del self._remembered[next(iter(self._remembered))]
        self._remembered[value] = found
        return found

    def _check(self, value: str) -> _Remembered:
        started = time.monotonic()
        found = digest(value)
        own = (WebSession.digest == found) & (WebSession.expires_at > clock.now())
        signed_in = select(WebSession.csrf, WebSession.user_id, Grant.id, Grant.scopes)
        with self._engine.connect() as connection:
            row = connection.execute(signed_in.join(Grant, Grant.id == WebSession.grant_id).where(own)).one_or_none()
            if row is None:
                raise SessionRefused
            # It reads the standing first; what is looked at after that can't be older than it.
            caller = principal(connection, self._settings, CLIENT_ID, row.scopes.split(" "), row.user_id)
            ends_in = _life(connection, row.id)
        if caller is None or ends_in <= 0:
            raise SessionRefused
        caller = replace(caller, grant_id=row.id, session_digest=found)
        return _Remembered(caller, row.csrf.encode(), started + min(REMEMBERED_SECONDS, ends_in))


def _life(connection: Connection, grant_id: str) -> float:
    """Return how many seconds the grant has left, and this day: agreements are by day."""
    ends_at = connection.scalar(select(Grant.expires_at).where(Grant.id == grant_id, living()))
    return 0.0 if ends_at is None else (min(ends_at, clock.midnight()) - clock.now()).total_seconds()
