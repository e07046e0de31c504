"""What a demonstration client's secret is, and whether one fits.

A secret is 256 random bits of ours, never a password that somebody chose: it can't be guessed from its SHA-256,
and equal ones don't occur. A slow or salted hash would add nothing but a way to keep the server busy.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import unquote_plus


def make() -> str:
    """Return a new secret of 43 characters."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """Return what is stored of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def fits(secret: str, stored: str | None) -> bool:
    """Tell whether the stored hash is this secret's, in a time that doesn't tell how much of it fits."""
    return stored is not None and hmac.compare_digest(hashed(secret), stored)


def from_basic(authorization: str) -> tuple[str, str] | None:
    """Return the client's id and secret from an Authorization header (RFC 6749, 2.3.1); None if it holds none."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        client_id, colon, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
        return (unquote_plus(client_id, errors="strict"), unquote_plus(secret, errors="strict")) if colon else None
    except ValueError:
        return None


def from_form(form: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the client's id and secret from the form; None if it doesn't hold both."""
    client_id, secret = form.get("client_id"), form.get("client_secret")
    return (client_id, secret) if client_id and secret else None
