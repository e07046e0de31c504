"""A user's grant as the token endpoint uses it, and which scopes of it are in force."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from auth.door import latest_state
from auth.granted import principal
from auth.oauth.model import Grant
from auth.scopes import written
from exchange import clock
from exchange.consent.model import ConsentState
from exchange.settings import Settings


class Granted:
    """A grant that is alive; Authlib's grants take it as the user whom a token is about."""

    def __init__(self, grant: Grant) -> None:
        self.id = grant.id
        self.client_id = grant.client_id
        self.created_at, self.expires_at = grant.created_at, grant.expires_at
        self.user_id = grant.user_id
        self.scopes = frozenset(grant.scopes.split(" "))
        self.authorization_details = json.loads(grant.authorization_details) if grant.authorization_details else None

    def get_user_id(self) -> str:
        """Return the user's id."""
        return self.user_id

    def get_scope(self) -> str:
        """Return the scopes that were granted."""
        return written(self.scopes)

    def check_client(self, client: Any) -> bool:
        """Tell whether it was granted to this client."""
        return bool(self.client_id == client.get_client_id())

    def claims(self) -> dict[str, Any]:
        """Return what an access token says of the grant."""
        details = {"authorization_details": self.authorization_details} if self.authorization_details else {}
        return {"gid": self.id} | details


def living() -> ColumnElement[bool]:
    """Return the condition under which a grant is alive: one by a consent only while the consent is active."""
    consented = Grant.consent_id.is_(None) | (latest_state(Grant.consent_id) == ConsentState.ACTIVE.value)
    return Grant.revoked_at.is_(None) & (Grant.expires_at > clock.now()) & consented


def alive(session: Session, grant_id: str) -> Granted | None:
    """Return the grant, or None: revoked, at its end, or its consent is not active."""
    grant = session.scalar(select(Grant).where(Grant.id == grant_id, living()))
    return None if grant is None else Granted(grant)


def revoke(session: Session, grant_id: str) -> None:
    """End a grant with its code, refresh token and access tokens, on every worker at once."""
    unrevoked = (Grant.id == grant_id) & Grant.revoked_at.is_(None)
    statement = update(Grant).where(unrevoked).values(revoked_at=clock.now())
    session.execute(statement, execution_options={"synchronize_session": False})


def in_force(
    session: Session, settings: Settings, client_id: str, names: Collection[str], user_id: str | None = None
) -> frozenset[str]:
    """Return those of the scopes that the client, or the user through it, has now; none where it is let in no more."""
    caller = principal(session.connection(), settings, client_id, names, user_id)
    return frozenset() if caller is None else caller.scopes & frozenset(names)
