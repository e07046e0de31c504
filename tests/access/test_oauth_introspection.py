"""Introspection (RFC 7662): what a client learns of its own tokens, and nobody of others'."""

import time

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth import clients, granting
from exchange.institution.model import InstitutionKind
from exchange.settings import Settings
from tests.access.code_flow import SCOPE, USER, grant, refresh, tokens, unguessed
from tests.access.oauth_party import ALL_SCOPES, REFUSED, Party, add_institution

INACTIVE = {"active": False}


def test_a_client_learns_of_its_own_token(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    token = party.token()
    response = party.post("/oauth/introspect", token=token)
    found = response.json()
    assert (response.status_code, response.headers["cache-control"]) == (200, "no-store")
    assert {name: found[name] for name in found if name not in ("iat", "exp", "jti")} == {
        "active": True,
        "token_type": "DPoP",
        "iss": "http://127.0.0.1:8000",
        "aud": "http://127.0.0.1:8000/graphql",
        "sub": party.client_id,
        "client_id": party.client_id,
        "scope": ALL_SCOPES,
        "cnf": {"jkt": party.key.thumbprint()},
    }
    assert found["exp"] - found["iat"] == 300


def test_a_users_tokens_say_whose_they_are(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    body = tokens(party)
    access = party.post("/oauth/introspect", token=body["access_token"]).json()
    kept = party.post("/oauth/introspect", token=body["refresh_token"], token_type_hint="refresh_token").json()
    assert (access["sub"], access["scope"], access["active"]) == (USER, SCOPE, True)
    assert {name: kept[name] for name in kept if name not in ("iat", "exp")} == {
        "active": True,
        "iss": "http://127.0.0.1:8000",
        "client_id": party.client_id,
        "sub": USER,
        "scope": SCOPE,
    }
    assert 3500 < kept["exp"] - time.time() <= 3600


def test_another_client_learns_nothing(engine: Engine, settings: Settings) -> None:
    party, other = Party.of_bank(engine, settings), Party.of_bank(engine, settings)
    body = tokens(party)
    for token in (body["access_token"], body["refresh_token"], unguessed(), "公开", "a.b.c"):
        response = other.post("/oauth/introspect", token=token)
        assert (response.status_code, response.json()) == (200, INACTIVE)


def test_the_operator_learns_of_all(engine: Engine, settings: Settings) -> None:
    token = Party.of(engine, settings).token()
    add_institution(engine, "TEST-OPERATOR", InstitutionKind.OPERATOR)
    operator = Party.of_bank(
        engine, settings, institution_code="TEST-OPERATOR", scopes=("audit:read",), redirect_uris=()
    )
    assert operator.post("/oauth/introspect", token=token).json()["active"] is True


def test_only_scopes_in_force_are_told(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    token = party.token()
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE oauth_client SET scopes = 'public:read'")
    assert party.post("/oauth/introspect", token=token).json()["scope"] == "public:read"


def test_what_has_ended_is_inactive(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    body = tokens(party)
    later = refresh(party, body["refresh_token"]).json()["access_token"]
    expired = party.forged(exp=int(time.time()) - 6)
    with Session(engine) as session, session.begin():
        granting.revoke(session, grant(engine).id)
    for token in (body["access_token"], body["refresh_token"], later, expired):
        assert party.post("/oauth/introspect", token=token).json() == INACTIVE


def test_an_assertion_and_a_forgery_are_no_tokens(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    party.token()
    assert party.post("/oauth/introspect", token=party.assertion()).json() == INACTIVE
    assert party.post("/oauth/introspect", token=party.forged()).json()["active"] is True
    forged = party.forged(key=ECKey.generate_key("P-256"))
    assert party.post("/oauth/introspect", token=forged).json() == INACTIVE


@pytest.mark.parametrize("path", ["/oauth/introspect", "/oauth/revoke"])
def test_who_asks_must_prove_it_and_name_a_token(engine: Engine, settings: Settings, path: str) -> None:
    party = Party.of(engine, settings)
    token = party.token()
    assert party.http.post(path, data={"token": token}).json() == REFUSED
    assert party.post(path, party.assertion("ES256", ECKey.generate_key("P-256")), token=token).json() == REFUSED
    response = party.post(path)
    assert (response.status_code, response.json()) == (
        400,
        {"error": "invalid_request", "error_description": "The form lacks token."},
    )
    assertion = party.assertion()
    assert [party.post(path, assertion, token=token).status_code for _ in range(2)] == [200, 400]


def test_a_disabled_clients_token_is_inactive_for_the_operator(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    token = party.token()
    add_institution(engine, "TEST-OPERATOR", InstitutionKind.OPERATOR)
    operator = Party.of_bank(engine, settings, institution_code="TEST-OPERATOR", scopes=(), redirect_uris=())
    with Session(engine) as session, session.begin():
        clients.disable(session, party.client_id)
    assert operator.post("/oauth/introspect", token=token).json() == INACTIVE
