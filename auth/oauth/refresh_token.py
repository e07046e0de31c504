"""A refresh token: as good as its grant, which is as good as its consent; not rotated."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.oauth.digest import digest, made
from auth.oauth.granting import Granted, alive
from auth.oauth.model import Grant, RefreshToken


def issue(session: Session, grant_id: str) -> str:
    """Make a refresh token of the grant; only its digest is kept."""
    text = made()
    session.add(RefreshToken(digest=digest(text), grant_id=grant_id))
    return text


def grant(session: Session, text: str) -> Granted | None:
    """Return the grant behind a refresh token while it is alive."""
    found = behind(session, text)
    return None if found is None else alive(session, found.id)


def behind(session: Session, text: str) -> Grant | None:
    """Return the grant behind a refresh token, alive or not."""
    of_token = select(Grant).join(RefreshToken, RefreshToken.grant_id == Grant.id)
    return session.scalar(of_token.where(RefreshToken.digest == digest(text)))
