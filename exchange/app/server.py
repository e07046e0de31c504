"""How uvicorn is set up wherever the exchange is served."""

from typing import Any

OPTIONS: dict[str, Any] = {
    "loop": "auto",
    "http": "httptools",
    "ws": "none",
    "lifespan": "on",
    "access_log": False,
    "log_level": "warning",
    "server_header": False,
    "proxy_headers": False,
    "timeout_graceful_shutdown": 10,
}
"""Requests under way have ten seconds to finish; our own log has a line a request, in batches. What a proxy says of
the caller's address is read in auth.people.address only; the issuer comes from the settings."""
