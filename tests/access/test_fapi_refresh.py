"""Refresh tokens (FAPI 2.0, 5.3.2.1): not rotated, as long-lived as the grant, never more than was granted."""

from datetime import timedelta

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth import granting
from auth.oauth.model import Grant, OAuthClient
from auth.oauth.proving import ALGORITHMS
from auth.refusal import TokenRefused
from exchange import clock
from exchange.settings import Settings
from tests.access import dpop
from tests.access.code_flow import SCOPE, approved, begun, grant, redeem, refresh, tokens, unguessed
from tests.access.oauth_party import Party


def test_a_refresh_token_is_used_again_and_again(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    token = tokens(party)["refresh_token"]
    for _ in range(2):
        response = refresh(party, token)
        assert response.status_code == 200
        assert response.json().keys() == {"access_token", "token_type", "expires_in", "scope"}
        assert response.json()["scope"] == SCOPE
        assert party.verified(response.json()["access_token"]).user_id == grant(engine).user_id


def test_fewer_scopes_may_be_asked_for_and_no_others(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    token = tokens(party)["refresh_token"]
    assert refresh(party, token, scope="consents:read").json()["scope"] == "consents:read"
    for scope in ("public:read", "consents:read audit:read", "consents:read  consents:write"):
        assert refresh(party, token, scope=scope).json()["error"] == "invalid_scope"
    assert refresh(party, token).json()["scope"] == SCOPE


def test_it_ends_with_the_grant(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    name = begun(party)
    body = redeem(party, approved(party, name, expires_at=clock.now() + timedelta(days=30))).json()
    with Session(engine) as session, session.begin():
        session.get_one(Grant, grant(engine).id).expires_at = clock.now() - timedelta(seconds=1)
    assert refresh(party, body["refresh_token"]).json()["error"] == "invalid_grant"
    with pytest.raises(TokenRefused):
        party.verified(body["access_token"])


def test_it_ends_when_the_grant_is_revoked(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    body = tokens(party)
    with Session(engine) as session, session.begin():
        granting.revoke(session, grant(engine).id)
    assert refresh(party, body["refresh_token"]).json()["error"] == "invalid_grant"
    with pytest.raises(TokenRefused):
        party.verified(body["access_token"])


def test_another_client_can_not_use_it(engine: Engine, settings: Settings) -> None:
    party, other = Party.of_bank(engine, settings), Party.of_bank(engine, settings)
    token = tokens(party)["refresh_token"]
    assert refresh(other, token).json()["error"] == "invalid_grant"
    assert refresh(party, unguessed()).json()["error"] == "invalid_grant"
    assert refresh(party, token).status_code == 200


def test_it_is_not_bound_to_a_key_but_its_access_tokens_are(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    token, new = tokens(party)["refresh_token"], ECKey.generate_key("P-256")
    response = party.ask(None, party.proof(key=new), grant_type="refresh_token", refresh_token=token)
    access = response.json()["access_token"]
    with pytest.raises(TokenRefused):
        party.verified(access)
    assert dpop.is_bound(access)
    assert ALGORITHMS[new.key_type] == "ES256"


def test_a_scope_that_was_taken_from_the_registration_is_not_issued_any_more(
    engine: Engine, settings: Settings
) -> None:
    party = Party.of_bank(engine, settings)
    token = tokens(party)["refresh_token"]
    _register(engine, party, "public:read consents:read")
    assert refresh(party, token).json()["scope"] == "consents:read"
    assert refresh(party, token, scope=SCOPE).json()["error"] == "invalid_scope"
    _register(engine, party, "public:read")
    assert refresh(party, token).json()["error"] == "invalid_grant"


def _register(engine: Engine, party: Party, scopes: str) -> None:
    with Session(engine) as session, session.begin():
        session.get_one(OAuthClient, party.client_id).scopes = scopes
