"""Which addresses a client may register for its users to be sent back to."""

import re
from urllib.parse import urlsplit

from auth.oauth.errors import worded
from exchange.errors import ExchangeError

LONGEST = 512
_ALLOWED = re.compile(r"[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7c\x7e]+")
"""Printable ASCII without the characters that no address has (RFC 3986): quotes, <, >, backslash, ^, `, {, }."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class RedirectRefused(ExchangeError):
    """An address can't be registered for redirects."""

    code = "REDIRECT_REFUSED"


def registrable(addresses: tuple[str, ...]) -> str:
    """Check the addresses; return them as they are stored. Raises RedirectRefused."""
    for address in addresses:
        if not well_formed(address) or not _safe(address):
            raise RedirectRefused(
                f"'{worded(address)}' can't be redirected to: it takes https:// (http:// on a loopback), no fragment, "
                f"and up to {LONGEST} characters of an address."
            )
    return " ".join(dict.fromkeys(addresses))


def well_formed(address: str) -> bool:
    """Tell whether it has characters of an address only: others must not reach headers or Authlib."""
    return len(address) <= LONGEST and _ALLOWED.fullmatch(address) is not None


def _safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    return bool(host) and secure and "#" not in address and "@" not in parts.netloc
