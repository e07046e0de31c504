"""The cookies of people's browsers: names that only this host can set, values that say nothing, out of scripts' reach.

The prefix __Host- makes browsers refuse them without Secure, with a Domain, or with another Path. Browsers take a
Secure cookie over http from this machine itself (127.0.0.1 and localhost), so a demonstration works too.
"""

import re
from collections.abc import Mapping

from starlette.responses import Response

SIGN_IN = "__Host-exchange-signin"
"""That of the authorization server: who is signed in in this browser."""
WEB = "__Host-exchange-session"
"""That of the web front end."""
_VALUE = re.compile(r"[A-Za-z0-9_-]{43}")


def read(cookies: Mapping[str, str], name: str) -> str | None:
    """Return the cookie's value if it could be one of ours."""
    value = cookies.get(name, "")
    return value if _VALUE.fullmatch(value) else None


def put(response: Response, name: str, value: str) -> None:
    """Give the browser the cookie; it ends with the browser, or with the session that it stands for."""
    response.set_cookie(name, value, path="/", secure=True, httponly=True, samesite="lax")


def end(response: Response, name: str) -> None:
    """Take the cookie away."""
    response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="lax")
