"""What is stored of a value that only its bearer may know: its SHA-256, so that nobody can use what the table holds."""

import base64
import hashlib
import secrets

LONGEST = 512
"""Characters of a value that somebody sends; ours have 43, or a prefix and 43."""


def made() -> str:
    """Return a new value of 256 random bits, 43 characters."""
    return secrets.token_urlsafe(32)


def digest(value: str) -> str:
    """Return the SHA-256 of a text in UTF-8, base64url without padding: 43 characters."""
    return base64.urlsafe_b64encode(hashlib.sha256(value.encode()).digest()).rstrip(b"=").decode()
