"""What the token endpoint issues for client credentials, and what it refuses to a proven client."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth.model import SeenAssertion
from exchange.settings import Settings
from tests.access.oauth_party import ALL_SCOPES, Party, stored


def test_a_client_gets_a_token_of_rfc_9068(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    response = party.ask()
    keys = KeySet.import_key_set(party.http.get("/oauth/jwks").json())
    token = jwt.decode(response.json()["access_token"], keys, algorithms=["ES256"])

    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    assert {name: value for name, value in response.json().items() if name != "access_token"} == {
        "token_type": "DPoP",
        "expires_in": 300,
        "scope": ALL_SCOPES,
    }
    assert token.header == {"typ": "at+jwt", "alg": "ES256", "kid": keys.keys[0].kid}
    assert token.claims == {
        "iss": "http://127.0.0.1:8000",
        "sub": party.client_id,
        "client_id": party.client_id,
        "aud": "http://127.0.0.1:8000/graphql",
        "scope": ALL_SCOPES,
        "iat": token.claims["iat"],
        "exp": token.claims["iat"] + 300,
        "jti": token.claims["jti"],
        "cnf": {"jkt": party.key.thumbprint()},
    }
    assert abs(token.claims["iat"] - time.time()) < 5


def test_two_tokens_have_different_ids(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    first, second = (jwt.decode(party.token(), _keys(party), algorithms=["ES256"]).claims["jti"] for _ in range(2))
    assert first != second
    assert len(first) >= 16


def test_a_part_of_the_registered_scopes_is_granted_as_asked(engine: Engine, settings: Settings) -> None:
    assert Party.of(engine, settings).ask(scope="submissions:read").json()["scope"] == "submissions:read"


@pytest.mark.parametrize(
    ("scope", "message"),
    [
        ("public:read records:write", "The scope 'records:write' is unknown."),
        ("public:read  submissions:read", "The scope is malformed"),
        ('public:"read', "The scope is malformed"),
        ("公开", "The scope is malformed"),
    ],
)
def test_a_scope_that_is_none_is_refused(engine: Engine, settings: Settings, scope: str, message: str) -> None:
    response = Party.of(engine, settings).ask(scope=scope)
    assert (response.status_code, response.json()["error"]) == (400, "invalid_scope")
    assert response.json()["error_description"].startswith(message)
    assert "access_token" not in response.text


def test_a_scope_that_is_not_registered_is_refused_and_not_left_out(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE oauth_client SET scopes = 'public:read'")
    response = party.ask(scope="public:read submissions:read")
    assert response.status_code == 400
    assert response.json() == {
        "error": "invalid_scope",
        "error_description": "The client is not registered for: submissions:read.",
    }


def test_an_assertion_stays_used_when_the_rest_of_the_request_is_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    assertion = party.assertion()
    assert party.ask(assertion, scope="records:write").json()["error"] == "invalid_scope"
    assert party.ask(assertion).json()["error"] == "invalid_client"


def test_twenty_uses_of_one_assertion_at_once_give_one_token(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    party.token()
    before = stored(engine)
    assertion = party.assertion()
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: party.ask(assertion), range(20)))

    assert sorted(answer.status_code for answer in answers) == [200] + [400] * 19
    assert {answer.json().get("error") for answer in answers} == {None, "invalid_client"}
    after = stored(engine)
    assert len(after["seen_assertion"]) == len(before["seen_assertion"]) + 1
    assert after["signing_key"] == before["signing_key"]


@pytest.mark.parametrize("grant", ["implicit", "password", 'x"y\\z\n', "客户"])
def test_another_grant_is_refused_before_the_assertion_is_used(engine: Engine, settings: Settings, grant: str) -> None:
    party = Party.of(engine, settings)
    before = stored(engine)
    response = party.ask(grant_type=grant)
    assert (response.status_code, response.json()) == (400, {"error": "unsupported_grant_type"})
    assert stored(engine) == before


def test_expired_assertions_are_forgotten(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    party.token()
    (client_id, used, expires_at) = stored(engine)["seen_assertion"][0]
    party.token()
    with Session(engine) as session, session.begin():
        session.get_one(SeenAssertion, (client_id, used)).expires_at -= timedelta(days=1)
    party.token()

    assert client_id == party.client_id
    assert 60 < expires_at.timestamp() - time.time() <= 71
    assert len(stored(engine)["seen_assertion"]) == 2
    assert used not in str(stored(engine)["seen_assertion"])


def test_neither_token_nor_assertion_is_logged(
    engine: Engine, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    party = Party.of(engine, settings)
    caplog.set_level(logging.DEBUG)
    assertion = party.assertion()
    token = party.ask(assertion).json()["access_token"]
    party.ask(assertion)
    party.verified(token)
    for secret in (assertion, token):
        assert secret not in caplog.text
        assert secret.rpartition(".")[2] not in caplog.text


def _keys(party: Party) -> KeySet:
    return KeySet.import_key_set(party.http.get("/oauth/jwks").json())
