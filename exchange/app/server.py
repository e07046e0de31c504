"""How uvicorn is set up wherever the exchange is served."""

from typing import Any

import orjson
from uvicorn.logging import DefaultFormatter

from exchange.app.connection import LOG
from exchange.app.direct import DirectConnection
from exchange.app.log import ExceptionInfo, raised
from exchange.app.websocket import Connection


class Formatter(DefaultFormatter):
    """uvicorn's own, but of an exception it writes no text: that may quote a request."""

    def formatException(self, ei: ExceptionInfo | tuple[None, None, None]) -> str:  # noqa: N802 - logging's name
        """Return the types that were raised and where, as JSON."""
        return orjson.dumps([] if ei[0] is None else raised(ei)).decode()


OPTIONS: dict[str, Any] = {
    "loop": "auto",
    "http": DirectConnection,
    "ws": Connection,
    "ws_max_size": 1 << 20,
    "ws_per_message_deflate": False,
    "lifespan": "on",
    "access_log": False,
    "log_level": "warning",
    "log_config": {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": Formatter, "fmt": "%(levelprefix)s %(message)s"}},
        "handlers": {"plain": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "loggers": {
            "uvicorn": {"handlers": ["plain"], "propagate": False},
            LOG.name: {"level": "ERROR"},
        },
    },
    "server_header": False,
    "proxy_headers": False,
    "timeout_graceful_shutdown": 10,
}
"""A WebSocket's message is measured again by exchange.app.socket, against the settings.

Requests under way have ten seconds to finish; our own log has a line a request, in batches. What a proxy says of
the caller's address is read in auth.people.address only; the issuer comes from the settings."""
