"""An authorization request while its user signs in and decides, and what the decision answers to the client."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from auth.oauth.digest import digest, made
from auth.oauth.model import AuthorizationCode, Grant, Interaction, OAuthClient
from auth.oauth.response import redirected
from exchange import clock
from exchange.errors import ExchangeError
from exchange.institution.model import Institution
from exchange.settings import Settings

LIFE = timedelta(minutes=10)
CODE_LIFE = timedelta(seconds=60)
"""FAPI 2.0, 5.3.2.1: a code lives 60 seconds at most."""


class InteractionGone(ExchangeError):
    """The authorization request was answered already, has expired, or never was."""

    code = "INTERACTION_GONE"

    def __init__(self) -> None:
        super().__init__("This sign-in has ended or expired. Go back to where you came from and begin again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What a client asks a user for."""

    client_id: str
    client_name: str
    institution_code: str
    institution_name: str
    first_party: bool
    scopes: tuple[str, ...]
    authorization_details: tuple[dict[str, Any], ...]
    """As auth.oauth.details checked them; at most one."""


def begin(session: Session, client_id: str, parameters: str) -> str:
    """Keep a pushed request while its user decides; return its name, which only that user's address bar has."""
    name = made()
    expires_at = clock.now() + LIFE
    session.add(Interaction(digest=digest(name), client_id=client_id, parameters=parameters, expires_at=expires_at))
    return name


def pending(session: Session, name: str) -> Pending | None:
    """Return what is asked, or None: answered, expired, unknown, or the client was disabled meanwhile."""
    asks = select(Interaction.parameters, OAuthClient, Institution)
    enabled = _live(name) & OAuthClient.disabled_at.is_(None)
    asks = asks.join(OAuthClient, OAuthClient.client_id == Interaction.client_id)
    row = session.execute(
        asks.join(Institution, Institution.code == OAuthClient.institution_code).where(enabled)
    ).one_or_none()
    if row is None:
        return None
    parameters, client, institution = row
    asked = json.loads(parameters)
    return Pending(
        client_id=client.client_id,
        client_name=client.name,
        institution_code=institution.code,
        institution_name=institution.name,
        first_party=client.first_party,
        scopes=tuple(asked["scope"].split(" ")),
        authorization_details=tuple(asked.get("authorization_details") or ()),
    )


def approve(
    session: Session,
    settings: Settings,
    name: str,
    user_id: str,
    *,
    authorization_details: Sequence[Mapping[str, Any]] | None = None,
    consent_id: str | None = None,
    expires_at: datetime,
) -> str:
    """Grant what is asked; return the address to send the browser to, with a code for the client.

    `authorization_details` are those granted, with the consent's id and the enterprise; the grant and its refresh
    token end at `expires_at`, or with the consent. Raises InteractionGone.
    """
    client_id, asked = _taken(session, name)
    details = json.dumps(list(authorization_details), ensure_ascii=False) if authorization_details else None
    grant = Grant(
        id=f"grant_{made()}",
        client_id=client_id,
        user_id=user_id,
        scopes=asked["scope"],
        authorization_details=details,
        consent_id=consent_id,
        created_at=clock.now(),
        expires_at=expires_at,
    )
    session.add(grant)
    session.flush()
    return redirected(settings, asked, code=_code(session, grant, asked))


def deny(session: Session, settings: Settings, name: str) -> str:
    """Refuse what is asked; return the address to send the browser to. Raises InteractionGone."""
    _, asked = _taken(session, name)
    return redirected(settings, asked, error="access_denied", error_description="The user refused the request.")


def _taken(session: Session, name: str) -> tuple[str, dict[str, Any]]:
    taken = delete(Interaction).where(_live(name)).returning(Interaction.client_id, Interaction.parameters)
    row = session.execute(taken, execution_options={"synchronize_session": False}).one_or_none()
    if row is None:
        raise InteractionGone
    return row.client_id, json.loads(row.parameters)


def _live(name: str) -> Any:
    return (Interaction.digest == digest(name)) & (Interaction.expires_at > clock.now())


def _code(session: Session, grant: Grant, asked: Mapping[str, Any]) -> str:
    code = made()
    session.add(
        AuthorizationCode(
            digest=digest(code),
            grant_id=grant.id,
            client_id=grant.client_id,
            redirect_uri=asked["redirect_uri"],
            code_challenge=asked["code_challenge"],
            dpop_jkt=asked.get("dpop_jkt"),
            expires_at=clock.now() + CODE_LIFE,
        )
    )
    return code
