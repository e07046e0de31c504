"""What FAPI 2.0 asks of every endpoint (5.2, 5.3.2.1, 5.4): grants, clients, clocks, secrets, browsers."""

import time

import pytest
from joserfc.jws import extract_compact
from sqlalchemy import Engine

from exchange.settings import Settings
from tests.access.code_flow import authorize, begun, code, pushed, tokens
from tests.access.oauth_party import REFUSED, Party, http


def test_there_are_no_other_grants(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    for grant in ("password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer"):
        response = party.ask(grant_type=grant, username="a", password="b")
        assert (response.status_code, response.json()) == (400, {"error": "unsupported_grant_type"})


def test_a_client_that_only_says_who_it_is_is_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    for path in ("/oauth/par", "/oauth/token", "/oauth/introspect", "/oauth/revoke"):
        form = {"client_id": party.client_id, "grant_type": "client_credentials", "token": "a"}
        response = party.http.post(path, data=form, headers={"DPoP": party.proof(path)})
        assert (response.status_code, response.json()) == (400, REFUSED)


@pytest.mark.parametrize(("ahead", "accepted"), [(0, True), (9, True), (70, False)])
def test_clocks_may_be_ten_seconds_ahead_and_never_more_than_sixty(
    engine: Engine, settings: Settings, ahead: int, accepted: bool
) -> None:
    party = Party.of_bank(engine, settings)
    at = int(time.time()) + ahead
    assert (party.ask(party.assertion(iat=at, nbf=at, exp=at + 60)).status_code == 200) is accepted
    assert (party.ask(None, party.proof(iat=at, nbf=at)).status_code == 200) is accepted


def test_secrets_that_machines_exchange_have_256_bits(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    body = tokens(party)
    values = {pushed(party).rpartition(":")[2], begun(party), code(party), body["refresh_token"]}
    assert [len(value) for value in values] == [43] * 4
    assert len(extract_compact(body["access_token"].encode()).segments["signature"]) == 86


def test_the_authorization_endpoint_is_not_for_scripts_of_other_sites(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    party.http.headers["origin"] = "https://bank.example"
    response = authorize(party, pushed(party))
    assert response.status_code == 303
    assert not [name for name in response.headers if name.startswith("access-control")]
    assert party.http.options("/oauth/authorize").status_code == 405


def test_browsers_are_told_to_keep_to_tls(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings).elsewhere(issuer="https://exchange.example")
    response = authorize(party, pushed(party))
    assert response.headers["strict-transport-security"] == "max-age=31536000"
    local = authorize(party.elsewhere(issuer=settings.issuer), "none")
    assert "strict-transport-security" not in local.headers


def test_no_answer_with_a_secret_is_stored(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    answers = [party.ask(), party.post("/oauth/par"), party.post("/oauth/revoke", token="a")]
    assert [answer.headers["cache-control"] for answer in answers] == ["no-store"] * 3


def test_what_is_published_says_no_algorithm_that_is_refused(engine: Engine, settings: Settings) -> None:
    document = http(engine, settings).get("/.well-known/oauth-authorization-server").json()
    named = {name: values for name, values in document.items() if "signing_alg" in name}
    assert len(named) == 4
    assert all(values == ["ES256", "PS256", "Ed25519", "EdDSA"] for values in named.values())
