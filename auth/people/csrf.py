"""Whether a form was filled in on a page of ours: each has a token that follows from its browser's cookie."""

import base64
import hashlib
import hmac


def token(secret: str, form: str) -> str:
    """Return the token of a form for the browser with this cookie; other pages can't read either."""
    mac = hmac.digest(secret.encode(), f"csrf {form}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def fits(given: str | None, secret: str | None, form: str) -> bool:
    """Tell whether the token is the one of the form, in a time that doesn't tell how much of it fits."""
    return bool(given and secret) and hmac.compare_digest(str(given).encode(), token(str(secret), form).encode())
