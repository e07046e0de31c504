"""An authorization code: found by its digest, redeemed once."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from auth.oauth.digest import digest
from auth.oauth.granting import Granted, alive, revoke
from auth.oauth.model import AuthorizationCode
from auth.oauth.sweep import sweep
from exchange import clock

KEPT = timedelta(days=1)
"""How long a code is remembered beyond its end, so that its second use is noticed."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as Authlib's grant asks about it."""

    digest: str
    grant_id: str
    redirect_uri: str
    code_challenge: str
    dpop_jkt: str | None

    def get_redirect_uri(self) -> str:
        """Return the address that the authorization request named: the token request must name it again."""
        return self.redirect_uri


def find(session: Session, text: str, client_id: str) -> Code | None:
    """Return the client's code while it can be redeemed. One that was redeemed before ends its grant: a copy is out."""
    sweep(session, AuthorizationCode, KEPT)
    row = session.get(AuthorizationCode, digest(text))
    if row is None or row.client_id != client_id:
        return None
    if row.redeemed_at is not None:
        revoke(session, row.grant_id)
        return None
    if row.expires_at <= clock.now():
        return None
    return Code(row.digest, row.grant_id, row.redirect_uri, row.code_challenge, row.dpop_jkt)


def redeemed(session: Session, code: Code) -> Granted | None:
    """Redeem the code; return its grant, or None: another request was first, which ends the grant, or it has ended."""
    unused = (AuthorizationCode.digest == code.digest) & AuthorizationCode.redeemed_at.is_(None)
    statement = update(AuthorizationCode).where(unused & (AuthorizationCode.expires_at > clock.now()))
    marked = statement.values(redeemed_at=clock.now()).returning(AuthorizationCode.grant_id)
    if session.scalar(marked, execution_options={"synchronize_session": False}) is None:
        revoke(session, code.grant_id)
        return None
    return alive(session, code.grant_id)
