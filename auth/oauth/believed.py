"""Whether an access token of ours still counts, and for whom: its client, user, grant, and its revocation."""

from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from auth.granted import principal
from auth.oauth.access_token import CLOCK_SECONDS
from auth.oauth.granting import living
from auth.oauth.model import Grant, RevokedToken
from auth.principal import Principal
from exchange import clock
from exchange.settings import Settings


class Believed(NamedTuple):
    """A token that counts now."""

    principal: Principal
    until: float
    """Seconds since the epoch: not beyond the token's end, its grant's end, and this day, for agreements are by day.

    The epoch itself for a grant by a consent: what becomes of a consent doesn't raise the standing, so a token of
    such a grant is looked at for each request.
    """


def believed(connection: Connection, settings: Settings, claims: dict[str, Any]) -> Believed | None:
    """Return whom the token stands for now, or None: revoked, or its client, user or grant counts no more."""
    user_id = claims["sub"] if "gid" in claims else None
    if "cnf" not in claims and not settings.demo:
        # Only a demonstration's clients have bearer tokens.
        return None
    # First: it reads the standing before anything else is looked at.
    caller = principal(connection, settings, claims["client_id"], claims["scope"].split(" "), user_id)
    if caller is None or _revoked(connection, claims["jti"]):
        return None
    until = min(claims["exp"] + CLOCK_SECONDS, clock.midnight().timestamp())
    if user_id is not None:
        ends_at = _grant_end(connection, claims)
        if ends_at is None:
            return None
        until = min(until, ends_at)
    return Believed(replace(caller, token_id=claims["jti"], grant_id=claims.get("gid")), until)


def _revoked(connection: Connection, jti: str) -> bool:
    return connection.scalar(select(RevokedToken.jti).where(RevokedToken.jti == jti)) is not None


def _grant_end(connection: Connection, claims: dict[str, Any]) -> float | None:
    own = (Grant.id == claims["gid"]) & (Grant.client_id == claims["client_id"]) & (Grant.user_id == claims["sub"])
    row = connection.execute(select(Grant.expires_at, Grant.consent_id).where(own, living())).one_or_none()
    if row is None:
        return None
    return 0.0 if row.consent_id is not None else float(row.expires_at.timestamp())
