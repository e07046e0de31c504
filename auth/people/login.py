"""Who is signed in at the authorization server in a browser."""

from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from auth.oauth.digest import digest, made
from auth.oauth.model import Grant
from auth.people.expiry import forget
from auth.people.model import LoginSession, User, WebSession
from auth.people.web_client import CLIENT_ID
from exchange import clock

LIFE = timedelta(hours=8)


def begin(session: Session, user_id: str) -> str:
    """Write down that the user is signed in; return the cookie's value, a new one for each sign-in."""
    now = clock.now()
    forget(session, LoginSession.expires_at, now)
    value = made()
    session.add(LoginSession(digest=digest(value), user_id=user_id, created_at=now, expires_at=now + LIFE))
    session.flush()
    return value


def user(session: Session, cookie: str | None) -> User | None:
    """Return the user who is signed in with this cookie, unless disabled."""
    if cookie is None:
        return None
    live = (LoginSession.digest == digest(cookie)) & (LoginSession.expires_at > clock.now())
    signed_in = select(User).join(LoginSession, LoginSession.user_id == User.id)
    return session.scalars(signed_in.where(live, User.disabled_at.is_(None))).one_or_none()


def end(session: Session, cookie: str | None) -> None:
    """Sign the browser out."""
    if cookie is not None:
        statement = delete(LoginSession).where(LoginSession.digest == digest(cookie))
        session.execute(statement, execution_options={"synchronize_session": False})


def end_everywhere(session: Session, user_id: str) -> None:
    """Sign the user out of every browser, here and at the web front end; what other clients were granted stays."""
    granted = (Grant.user_id == user_id) & (Grant.client_id == CLIENT_ID) & Grant.revoked_at.is_(None)
    for statement in (
        delete(LoginSession).where(LoginSession.user_id == user_id),
        delete(WebSession).where(WebSession.user_id == user_id),
        update(Grant).where(granted).values(revoked_at=clock.now()),
    ):
        session.execute(statement, execution_options={"synchronize_session": False})
