"""Revocation (RFC 7009): a token that is given back is worth nothing, at once and on every worker."""

import pytest
from httpx2 import Response
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from auth.oauth.model import RevokedToken
from auth.refusal import TokenRefused
from exchange.app.http import Exchange
from exchange.settings import Settings
from tests.access.code_flow import grant, refresh, tokens, unguessed
from tests.access.oauth_party import Party


def test_a_revoked_access_token_is_refused_and_its_refresh_token_is_not(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    body = tokens(party)
    response = party.post("/oauth/revoke", token=body["access_token"], token_type_hint="access_token")
    assert (response.status_code, response.content) == (200, b"")
    with pytest.raises(TokenRefused):
        party.verified(body["access_token"])
    assert party.verified(refresh(party, body["refresh_token"]).json()["access_token"])


def test_a_revoked_refresh_token_takes_the_whole_grant_along(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    body = tokens(party)
    assert party.post("/oauth/revoke", token=body["refresh_token"]).status_code == 200
    assert grant(engine).revoked_at is not None
    assert refresh(party, body["refresh_token"]).json()["error"] == "invalid_grant"
    with pytest.raises(TokenRefused):
        party.verified(body["access_token"])


def test_nobody_revokes_anothers_tokens(engine: Engine, settings: Settings) -> None:
    party, other = Party.of_bank(engine, settings), Party.of_bank(engine, settings)
    body = tokens(party)
    for token in (body["access_token"], body["refresh_token"], unguessed(), "公开"):
        response = other.post("/oauth/revoke", token=token)
        assert (response.status_code, response.content) == (200, b"")
    assert party.verified(body["access_token"])
    assert refresh(party, body["refresh_token"]).status_code == 200


def test_revoking_twice_is_as_good_as_once(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    token = party.token()
    assert [party.post("/oauth/revoke", token=token).status_code for _ in range(2)] == [200, 200]
    with Session(engine) as session:
        assert len(session.scalars(select(RevokedToken)).all()) == 1


def test_the_next_query_with_it_is_refused_on_every_worker(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    token = party.token()
    with TestClient(Exchange(settings)) as one, TestClient(Exchange(settings)) as two:
        assert [_ask(worker, party, token).status_code for worker in (one, two)] == [200, 200]
        party.post("/oauth/revoke", token=token)
        answers = [_ask(worker, party, token) for worker in (one, two)]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert all('error="invalid_token"' in answer.headers["www-authenticate"] for answer in answers)
    assert all("data" not in answer.json() for answer in answers)


def _ask(worker: TestClient, party: Party, token: str) -> Response:
    headers = {"authorization": f"DPoP {token}", "dpop": party.proof("/graphql", token)}
    return worker.post("/graphql", json={"query": "{ viewer { scopes } }"}, headers=headers)
