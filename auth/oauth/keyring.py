"""What one worker remembers of the published keys, and when it looks again."""

import time
from datetime import datetime
from threading import Lock
from typing import Any

from joserfc.jwk import ECKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth.keys import imported, published
from exchange import clock

REMEMBERED_SECONDS = 60.0
RELOAD_SECONDS = 1.0
"""An unknown kid makes a worker look again, at most this often: made-up kids must not cost a query each."""


class Keyring:
    """The public keys of one worker, by kid. Its methods read the database and are safe in threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(read_only=True)
        self._lock = Lock()
        self._keys: dict[str, tuple[ECKey, datetime | None]] = {}
        self._loaded = float("-inf")

    def find(self, kid: object) -> ECKey | None:
        """Return the key while its signatures are believed."""
        if not isinstance(kid, str):
            return None
        self._load(REMEMBERED_SECONDS)
        if kid not in self._keys:
            self._load(RELOAD_SECONDS)
        key, retired_at = self._keys.get(kid, (None, None))
        return key if retired_at is None or retired_at > clock.now() else None

    def public(self) -> dict[str, Any]:
        """Return the key set as RFC 7517 publishes it."""
        self._load(RELOAD_SECONDS)
        return {"keys": [key.as_dict(private=False) for key, _ in self._keys.values()]}

    def _load(self, older_than: float) -> None:
        with self._lock:
            if time.monotonic() - self._loaded < older_than:
                return
            with Session(self._engine) as session:
                self._keys = {row.kid: (imported(row.public_jwk), row.retired_at) for row in published(session)}
            self._loaded = time.monotonic()
