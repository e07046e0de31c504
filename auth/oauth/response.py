"""Where the browser is sent with the answer to an authorization request."""

from collections.abc import Mapping
from typing import Any

from authlib.common.urls import add_params_to_uri

from exchange.settings import Settings


def redirected(settings: Settings, asked: Mapping[str, Any], **answer: str) -> str:
    """Return the client's address with the answer, the state it sent, and who answers (RFC 9207)."""
    state = {"state": asked["state"]} if asked.get("state") else {}
    address: str = add_params_to_uri(asked["redirect_uri"], list((answer | state | {"iss": settings.issuer}).items()))
    return address
