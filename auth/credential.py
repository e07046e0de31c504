"""Whether what a caller was verified by still counts: its token, its grant, its session at the web front end."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from auth.oauth import granting
from auth.oauth.model import RevokedToken
from auth.people.model import WebSession
from auth.principal import Principal
from exchange import clock


def counts(session: Session, principal: Principal) -> bool:
    """Tell whether neither the token was revoked nor the grant or session has ended since the caller was verified."""
    return _unrevoked(session, principal) and _granted(session, principal) and _signed_in(session, principal)


def _unrevoked(session: Session, principal: Principal) -> bool:
    revoked = select(RevokedToken.jti).where(RevokedToken.jti == principal.token_id)
    return principal.token_id is None or session.scalar(revoked) is None


def _granted(session: Session, principal: Principal) -> bool:
    return principal.grant_id is None or granting.alive(session, principal.grant_id) is not None


def _signed_in(session: Session, principal: Principal) -> bool:
    own = (WebSession.digest == principal.session_digest) & (WebSession.expires_at > clock.now())
    return principal.session_digest is None or session.scalar(select(WebSession.digest).where(own)) is not None
