"""Pushed authorization requests (RFC 9126; FAPI 2.0, 5.3.2.2): what is accepted, and what is refused at once."""

import json

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from auth.oauth.model import PushedRequest
from exchange.settings import Settings
from tests.access.code_flow import CHALLENGE, push, pushed
from tests.access.oauth_party import CALLBACK, REFUSED, Party

REDIRECT = "The redirect_uri is not exactly a registered one."
PKCE = "It takes a code_challenge of 43 characters with code_challenge_method S256."


def test_a_pushed_request_gets_a_request_uri_of_ninety_seconds(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    response = push(party)
    assert (response.status_code, response.headers["cache-control"]) == (201, "no-store")
    assert response.json() == {"request_uri": response.json()["request_uri"], "expires_in": 90}
    assert response.json()["request_uri"].startswith("urn:ietf:params:oauth:request_uri:")
    assert len(response.json()["request_uri"]) == 34 + 43


def test_the_request_uri_is_not_stored(engine: Engine, settings: Settings) -> None:
    request_uri = pushed(Party.of_bank(engine, settings))
    with Session(engine) as session:
        row = session.scalars(select(PushedRequest)).one()
    assert request_uri.rpartition(":")[2] not in f"{row.digest} {row.parameters}"
    assert json.loads(row.parameters) == {
        "redirect_uri": CALLBACK,
        "state": "a state",
        "scope": "consents:read consents:write",
        "code_challenge": CHALLENGE,
        "dpop_jkt": None,
        "authorization_details": None,
    }


@pytest.mark.parametrize(
    ("changes", "error", "description"),
    [
        ({"redirect_uri": ""}, "invalid_request", REDIRECT),
        ({"redirect_uri": "https://bank.example/callback"}, "invalid_request", REDIRECT),
        ({"redirect_uri": CALLBACK + "&more=1"}, "invalid_request", REDIRECT),
        ({"redirect_uri": CALLBACK + '"'}, "invalid_request", REDIRECT),
        ({"redirect_uri": CALLBACK + "'"}, "invalid_request", REDIRECT),
        ({"redirect_uri": CALLBACK + "\r\nSet-Cookie: a=b"}, "invalid_request", REDIRECT),
        ({"redirect_uri": "https://bank.example/公开"}, "invalid_request", REDIRECT),
        ({"redirect_uri": "https://evil.example/"}, "invalid_request", REDIRECT),
        ({"response_type": ""}, "unsupported_response_type", "The response_type is code."),
        ({"response_type": "token"}, "unsupported_response_type", "The response_type is code."),
        ({"response_type": "code id_token"}, "unsupported_response_type", "The response_type is code."),
        ({"response_mode": "fragment"}, "invalid_request", "The response_mode is query."),
        ({"code_challenge": ""}, "invalid_request", PKCE),
        ({"code_challenge": CHALLENGE + "A"}, "invalid_request", PKCE),
        ({"code_challenge": CHALLENGE[:-1]}, "invalid_request", PKCE),
        ({"code_challenge_method": ""}, "invalid_request", PKCE),
        ({"code_challenge_method": "plain"}, "invalid_request", PKCE),
        ({"request": "e30.e30."}, "invalid_request", "The parameter request is not accepted here."),
        (
            {"request_uri": "https://bank.example/"},
            "invalid_request",
            "The parameter request_uri is not accepted here.",
        ),
        ({"scope": "records:write"}, "invalid_scope", None),
        ({"scope": "audit:read"}, "invalid_scope", "The client is not registered for: audit:read."),
        ({"state": "公开"}, "invalid_request", "The state takes up to 2000 printable ASCII characters."),
        ({"resource": "https://elsewhere.example"}, "invalid_target", "The resource is the API alone."),
        ({"dpop_jkt": "short"}, "invalid_request", "The dpop_jkt is no SHA-256 thumbprint."),
        ({"client_id": "another"}, "invalid_client", "Client authentication failed."),
    ],
)
def test_a_request_that_is_not_exactly_right_is_refused_when_it_is_pushed(
    engine: Engine, settings: Settings, changes: dict[str, str], error: str, description: str | None
) -> None:
    response = push(Party.of_bank(engine, settings), **changes)
    assert (response.status_code, response.json()["error"]) == (400, error)
    assert description is None or response.json()["error_description"] == description
    assert _count(engine) == 0


def test_a_client_that_proves_nothing_pushes_nothing(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    response = party.http.post("/oauth/par", data={"client_id": party.client_id, "response_type": "code"})
    assert (response.status_code, response.json()) == (400, REFUSED)
    assert push(party, client_assertion=party.assertion("ES256", ECKey.generate_key("P-256"))).json() == REFUSED
    assert _count(engine) == 0


def test_a_client_without_redirects_pushes_nothing(engine: Engine, settings: Settings) -> None:
    response = push(Party.of(engine, settings), scope="public:read")
    assert (response.status_code, response.json()["error_description"]) == (400, REDIRECT)


def test_a_proof_names_the_key_that_the_code_is_bound_to(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    response = push(party, party.proof("/oauth/par"))
    assert response.status_code == 201
    assert response.headers["dpop-nonce"]
    with Session(engine) as session:
        (parameters,) = session.scalars(select(PushedRequest.parameters))
    assert json.loads(parameters)["dpop_jkt"] == party.key.thumbprint()


def test_a_named_key_that_is_not_the_proofs_is_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    response = push(party, party.proof("/oauth/par"), dpop_jkt=ECKey.generate_key("P-256").thumbprint())
    assert response.json() == {
        "error": "invalid_request",
        "error_description": "The dpop_jkt is not the key of the DPoP proof.",
    }
    assert push(party, party.proof("/oauth/par"), dpop_jkt=party.key.thumbprint()).status_code == 201


def test_a_proof_of_the_token_endpoint_is_refused_here(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    response = push(party, party.proof("/oauth/token"))
    assert (response.status_code, response.json()["error"]) == (400, "invalid_dpop_proof")


def test_a_proof_that_pushed_one_request_pushes_no_other(engine: Engine, settings: Settings) -> None:
    party = Party.of_bank(engine, settings)
    proof = party.proof("/oauth/par")
    assert [push(party, proof).status_code for _ in range(2)] == [201, 400]
    assert _count(engine) == 1


def _count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalars(select(func.count()).select_from(PushedRequest)).one()
