"""A refresh token: as good as its grant, which is as good as its consent; not rotated."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.oauth.digest import digest, made
from auth.oauth.granting import Granted, alive
from auth.oauth.model import RefreshToken


def issue(session: Session, grant_id: str) -> str:
    """Make a refresh token of the grant; only its digest is kept."""
    text = made()
    session.add(RefreshToken(digest=digest(text), grant_id=grant_id))
    return text


def grant(session: Session, text: str) -> Granted | None:
    """Return the grant behind a refresh token while it is alive."""
    grant_id = session.scalar(select(RefreshToken.grant_id).where(RefreshToken.digest == digest(text)))
    return None if grant_id is None else alive(session, grant_id)
