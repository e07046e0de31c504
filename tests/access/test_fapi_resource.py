"""Sender-constrained tokens at the API (FAPI 2.0, 5.3.4; RFC 9449, section 7): each request proves the token's key."""

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from httpx2 import Response
from joserfc.jwk import ECKey
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from auth.oauth import clients
from auth.oauth.model import SeenProof
from auth.oauth.nonce import SLOT_SECONDS, Nonces
from auth.oauth.tokens import Verifier
from exchange.app.http import Exchange
from exchange.settings import Settings
from tests.access import dpop
from tests.access.oauth_party import BUREAU, Party

VIEWER = {"query": "{ viewer { institution { code } } }"}
METADATA = 'resource_metadata="http://127.0.0.1:8000/.well-known/oauth-protected-resource/graphql"'
REFUSED = "The access token is expired, revoked or not valid here."
OTHER = ECKey.generate_key("P-256")


@pytest.fixture
def party(engine: Engine, settings: Settings) -> Party:
    """A bureau's client."""
    return Party.of(engine, settings)


@pytest.fixture
def api(settings: Settings) -> Iterator[TestClient]:
    """The whole application."""
    with TestClient(Exchange(settings)) as client:
        yield client


def test_a_bound_token_with_a_proof_is_answered(party: Party, api: TestClient) -> None:
    token = party.token()
    for _ in range(2):
        response = _ask(api, f"DPoP {token}", party.proof("/graphql", token))
        assert (response.status_code, response.json()["data"]) == (200, {"viewer": {"institution": {"code": BUREAU}}})
        assert "dpop-nonce" not in response.headers


def test_the_method_is_that_of_the_request(party: Party, api: TestClient) -> None:
    token = party.token()
    headers = {"authorization": f"DPoP {token}", "dpop": party.proof("/graphql", token, htm="GET")}
    assert api.get("/graphql", params=VIEWER, headers=headers).status_code == 200
    headers["dpop"] = party.proof("/graphql", token, htm="POST")
    assert api.get("/graphql", params=VIEWER, headers=headers).status_code == 401


def test_the_query_of_the_address_is_not_part_of_the_proof(party: Party, api: TestClient) -> None:
    token = party.token()
    proof = party.proof("/graphql", token, htm="GET", htu="http://127.0.0.1:8000/graphql?query=x")
    response = api.get("/graphql", params=VIEWER, headers={"authorization": f"DPoP {token}", "dpop": proof})
    assert response.status_code == 200


BAD: dict[str, tuple[Callable[[Party, str], str | None], str, str]] = {
    "no proof": (
        lambda _, __: None,
        "invalid_dpop_proof",
        "The access token is bound to a key: the header DPoP is missing.",
    ),
    "no text": (
        lambda _, __: "abc",
        "invalid_dpop_proof",
        "The DPoP proof is malformed or its signature is wrong.",
    ),
    "the token endpoint's address": (
        lambda party, token: party.proof("/oauth/token", token),
        "invalid_dpop_proof",
        "The DPoP proof is for another address: htu.",
    ),
    "no token's hash": (
        lambda party, _: party.proof("/graphql"),
        "invalid_dpop_proof",
        "The DPoP proof is for another access token: ath.",
    ),
    "another token's hash": (
        lambda party, _: party.proof("/graphql", party.token()),
        "invalid_dpop_proof",
        "The DPoP proof is for another access token: ath.",
    ),
    "made long ago": (
        lambda party, token: party.proof("/graphql", token, iat=int(time.time()) - 62),
        "invalid_dpop_proof",
        "The DPoP proof was made more than 60 seconds ago or ahead: iat.",
    ),
    "none": (
        lambda party, token: party.proof("/graphql", token, alg="none"),
        "invalid_dpop_proof",
        "The DPoP proof is malformed or its signature is wrong.",
    ),
    "another key": (lambda party, token: party.proof("/graphql", token, key=OTHER), "invalid_token", REFUSED),
    "no nonce": (
        lambda party, token: party.proof("/graphql", token, nonce=None),
        "use_dpop_nonce",
        "The DPoP proof takes the nonce of the header DPoP-Nonce.",
    ),
    "an expired nonce": (
        lambda party, token: party.proof("/graphql", token, nonce=_nonce(party, 2)),
        "use_dpop_nonce",
        "The DPoP proof takes the nonce of the header DPoP-Nonce.",
    ),
}


@pytest.mark.parametrize("bad", BAD)
def test_any_other_proof_is_challenged(party: Party, api: TestClient, bad: str) -> None:
    token = party.token()
    make, error, description = BAD[bad]
    response = _ask(api, f"DPoP {token}", make(party, token))
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == (
        f'DPoP error="{error}", error_description="{description}", algs="ES256 PS256 Ed25519", {METADATA}'
    )
    assert response.json() == {"errors": [{"message": description, "extensions": {"code": "UNAUTHENTICATED"}}]}
    assert response.headers.get("dpop-nonce") == (_nonce(party, 0) if error == "use_dpop_nonce" else None)


def test_a_bound_token_is_no_bearers(party: Party, api: TestClient) -> None:
    token = party.token()
    for proof in (None, party.proof("/graphql", token)):
        response = _ask(api, f"Bearer {token}", proof)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith('DPoP error="invalid_token"')


def test_a_token_that_is_not_bound_is_worth_nothing_as_one(engine: Engine, settings: Settings) -> None:
    party = Party.of_demonstration(engine, settings)
    token = party.token()
    with TestClient(Exchange(party.settings)) as api:
        assert _ask(api, f"Bearer {token}").status_code == 200
        response = _ask(api, f"DPoP {token}", party.proof("/graphql", token))
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith('DPoP error="invalid_token"')


def test_outside_a_demonstration_no_token_is_a_bearers(party: Party, api: TestClient) -> None:
    party.token()
    response = _ask(api, f"Bearer {party.forged(cnf=None)}")
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith('Bearer error="invalid_token"')


def test_a_proof_is_good_for_one_request_on_any_worker(party: Party, api: TestClient, settings: Settings) -> None:
    token = party.token()
    proof = party.proof("/graphql", token)
    assert _ask(api, f"DPoP {token}", proof).status_code == 200
    with TestClient(Exchange(settings)) as other:
        for worker in (api, other):
            response = _ask(worker, f"DPoP {token}", proof)
            assert response.status_code == 401
            assert 'error_description="The DPoP proof was used before."' in response.headers["www-authenticate"]
            assert "data" not in response.json()


def test_a_proof_of_the_token_endpoint_stays_used_there_only(party: Party, api: TestClient) -> None:
    token = party.token()
    assert _ask(api, f"DPoP {token}", party.proof("/graphql", token)).status_code == 200
    with party.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(SeenProof)) == 2


def test_an_older_nonce_is_accepted_and_a_new_one_told(party: Party, api: TestClient) -> None:
    token = party.token()
    response = _ask(api, f"DPoP {token}", party.proof("/graphql", token, nonce=_nonce(party, 1)))
    assert response.status_code == 200
    assert response.headers["dpop-nonce"] == _nonce(party, 0)


def test_two_proofs_in_two_headers_are_none(party: Party, api: TestClient) -> None:
    token = party.token()
    headers = [("authorization", f"DPoP {token}"), *[("dpop", party.proof("/graphql", token)) for _ in range(2)]]
    assert api.post("/graphql", json=VIEWER, headers=headers).status_code == 401


@pytest.mark.parametrize("header", ["DPoP", "DPoP ", "Basic YTpi", "DPoP a b"])
def test_a_header_without_a_token_is_a_bad_request(party: Party, api: TestClient, header: str) -> None:
    response = _ask(api, header)
    assert response.status_code == 400
    assert response.headers["www-authenticate"].startswith('Bearer error="invalid_request"')


def test_a_token_in_the_address_is_not_read(party: Party, api: TestClient) -> None:
    response = api.get("/graphql", params={**VIEWER, "access_token": party.token()})
    assert BUREAU not in response.text


def test_a_disabled_client_is_refused_at_its_next_query_on_every_worker(
    party: Party, api: TestClient, settings: Settings
) -> None:
    token = party.token()
    with TestClient(Exchange(settings)) as other:
        for worker in (api, other):
            assert _ask(worker, f"DPoP {token}", party.proof("/graphql", token)).status_code == 200
        with Session(party.engine) as session, session.begin():
            clients.disable(session, party.client_id)
        for worker in (api, other):
            response = _ask(worker, f"DPoP {token}", party.proof("/graphql", token))
            assert response.status_code == 401
            assert "data" not in response.json()


def test_a_token_is_checked_anew_without_its_proof(party: Party) -> None:
    """The proof of a request that is begun anew was accepted already, and would be refused as used."""
    token = party.token()
    verifier = Verifier(party.engine, party.settings)
    header, proof = f"DPoP {token}".encode(), party.proof("/graphql", token).encode()

    async def twice() -> Any:
        stale = await verifier.verify(header, proof)
        return stale, await verifier.again(header, stale)

    stale, again = asyncio.run(twice())
    assert stale == again
    assert dpop.is_bound(token)


def _ask(api: TestClient, authorization: str, proof: str | None = None) -> Response:
    headers = {"authorization": authorization} | ({"dpop": proof} if proof else {})
    return api.post("/graphql", json=VIEWER, headers=headers)


def _nonce(party: Party, age: int) -> str:
    return Nonces(party.engine).of(int(time.time()) // SLOT_SECONDS - age)
