"""The sessions of the web front end: a code flow that stays in this process, so that the browser has a cookie only.

The front end is a client like any other, with PKCE, state and iss; its requests just need no network. It keeps no
token: the session names its grant, which is looked at again and again, and ends with it.
"""

import hmac
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from sqlalchemy import delete
from sqlalchemy.orm import Session

from auth.oauth import code, granting, interaction
from auth.oauth.digest import LONGEST, digest, made
from auth.oauth.granting import Granted
from auth.oauth.model import Interaction
from auth.oauth.sweep import sweep
from auth.people import mandates, web_client
from auth.people.expiry import forget
from auth.people.login import LIFE
from auth.people.model import User, WebSession
from exchange import clock
from exchange.errors import ExchangeError
from exchange.settings import Settings

UNDER_WAY = timedelta(minutes=15)
"""How long a sign-in may take."""


class SignInFailed(ExchangeError):
    """What came back from the authorization server isn't the answer to this browser's request."""

    code = "SIGN_IN_FAILED"

    def __init__(self) -> None:
        super().__init__("The sign-in has failed or taken too long. Begin again.")


def start(session: Session, settings: Settings) -> tuple[str, str]:
    """Begin a sign-in; return the cookie's value and the interaction's name."""
    forget(session, WebSession.expires_at, clock.now())
    sweep(session, Interaction)
    client = web_client.ensure(session, settings)
    cookie, state, verifier = made(), made(), made()
    asked = {
        "scope": client.scopes,
        "redirect_uri": client.redirect_uris,
        "state": state,
        "code_challenge": create_s256_code_challenge(verifier),
    }
    session.add(_row(cookie, state=state, code_verifier=verifier, expires_at=clock.now() + UNDER_WAY))
    return cookie, interaction.begin(session, client.client_id, json.dumps(asked))


def finish(session: Session, settings: Settings, cookie: str | None, answer: Mapping[str, str]) -> str | None:
    """Redeem the code; return the signed-in session's cookie, another one than before; None: the sign-in has failed.

    Nothing is raised, so that what a failure ends is committed too: a code that came twice ends its grant.
    """
    begun = _found(session, cookie)
    if begun is None or begun.user_id is not None:
        return None
    session.delete(begun)
    ours = answer.get("iss") == settings.issuer and hmac.compare_digest(
        answer.get("state", "").encode(), begun.state.encode()
    )
    granted = _redeemed(session, settings, begun, answer.get("code", "")) if ours else None
    if granted is None:
        return None
    value = made()
    row = _row(value, state="", code_verifier="", expires_at=clock.now() + LIFE)
    row.user_id, row.grant_id = granted.user_id, granted.id
    session.add(row)
    return value


def shown(session: Session, cookie: str | None) -> dict[str, Any]:
    """Return what the front end may know of its session."""
    found = _found(session, cookie)
    alive = found is not None and found.grant_id is not None and granting.alive(session, found.grant_id)
    user = session.get(User, found.user_id) if found and alive else None
    if found is None or user is None or user.disabled_at is not None:
        return {"signedIn": False, "csrfToken": None, "name": None, "mandates": []}
    held = [{"uscc": uscc, "name": name} for uscc, name in mandates.enterprises(session, user.id)]
    return {"signedIn": True, "csrfToken": found.csrf, "name": user.name, "mandates": held}


def end(session: Session, cookie: str | None, csrf: str) -> bool:
    """End the session and its grant; return whether there was one and the token is its own."""
    found = _found(session, cookie)
    if found is None or not hmac.compare_digest(found.csrf.encode(), csrf.encode()):
        return False
    if found.grant_id is not None:
        granting.revoke(session, found.grant_id)
    session.execute(delete(WebSession).where(WebSession.digest == found.digest))
    return True


def _row(cookie: str, **values: Any) -> WebSession:
    return WebSession(digest=digest(cookie), csrf=made(), **values)


def _found(session: Session, cookie: str | None) -> WebSession | None:
    row = session.get(WebSession, digest(cookie)) if cookie else None
    return row if row is not None and row.expires_at > clock.now() else None


def _redeemed(session: Session, settings: Settings, begun: WebSession, text: str) -> Granted | None:
    found = code.find(session, text, web_client.CLIENT_ID) if 0 < len(text) <= LONGEST else None
    if found is None or found.redirect_uri != settings.issuer + web_client.CALLBACK_PATH:
        return None
    if found.code_challenge != create_s256_code_challenge(begun.code_verifier):
        return None
    return code.redeemed(session, found)
