"""The exchange with its access log taken out: what the same gated query costs without logging. For comparison only."""

from collections.abc import Sequence
from typing import Any

from exchange.app import http
from exchange.app.http import Exchange
from exchange.settings import Settings


class Silent:
    """Logs nothing."""

    async def write(self, _entries: Sequence[Any]) -> None:
        """Do nothing."""

    async def close(self) -> None:
        """Do nothing."""


def application() -> Exchange:
    """Make a worker's application that logs nothing."""
    vars(http)["access_log"] = lambda _settings, **_more: Silent()
    return Exchange(Settings.load())
