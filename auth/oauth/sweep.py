"""How what has expired is forgotten: a little with each request, so that no table only grows."""

from datetime import timedelta

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from auth.oauth.model import AuthorizationCode, Interaction, PushedRequest, RevokedToken, SeenAssertion, SeenProof
from exchange import clock

SWEPT = 100
"""Expired rows that one request forgets."""
Expiring = (
    type[AuthorizationCode]
    | type[Interaction]
    | type[PushedRequest]
    | type[RevokedToken]
    | type[SeenAssertion]
    | type[SeenProof]
)


def sweep(session: Session, table: Expiring, kept: timedelta = timedelta()) -> None:
    """Delete some rows that expired `kept` ago, and none that another request is just deleting: nobody waits here."""
    key = tuple(table.__table__.primary_key)
    expired = select(*key).where(table.expires_at < clock.now() - kept).limit(SWEPT).with_for_update(skip_locked=True)
    session.execute(delete(table).where(tuple_(*key).in_(expired)), execution_options={"synchronize_session": False})
