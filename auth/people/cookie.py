"""The cookies of people's browsers: names that only this host can set, values that say nothing, out of scripts' reach.

The prefix __Host- makes browsers refuse them without Secure, with a Domain, or with another Path. Browsers take a
Secure cookie over http from this machine itself (127.0.0.1 and localhost), so a demonstration works too.
"""

import re

from starlette.responses import Response

SIGN_IN = "__Host-exchange-signin"
"""That of the authorization server: who is signed in in this browser."""
WEB = "__Host-exchange-session"
"""That of the web front end."""
_NAMED = {name: re.compile(rb"(?:^|;[ \t]*)" + name.encode() + rb"=([^;]*)") for name in (SIGN_IN, WEB)}
_VALUE = re.compile(rb"[A-Za-z0-9_-]{43}")


def named(header: bytes, name: str) -> bytes | None:
    """Return the value of the cookie in a Cookie header's value; None where it isn't there, or more than once.

    The name must be exactly ours: libraries strip more than blanks from it, and browsers protect the prefix only.
    """
    found = _NAMED[name].findall(header)
    return found[0] if len(found) == 1 else None


def read(header: bytes, name: str) -> str | None:
    """Return the cookie's value if it could be one of ours."""
    value = named(header, name)
    return value.decode() if value is not None and could_be_ours(value) else None


def could_be_ours(value: bytes) -> bool:
    """Tell whether a value has the form of those that we give."""
    return _VALUE.fullmatch(value) is not None


def put(response: Response, name: str, value: str) -> None:
    """Give the browser the cookie; it ends with the browser, or with the session that it stands for."""
    response.set_cookie(name, value, path="/", secure=True, httponly=True, samesite="lax")


def end(response: Response, name: str) -> None:
    """Take the cookie away."""
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")
