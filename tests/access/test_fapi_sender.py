"""Sender-constrained tokens at the token endpoint (FAPI 2.0, 5.3.2.1; RFC 9449): no token without a good proof."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from auth.oauth.model import SeenProof, ServerSecret
from auth.oauth.nonce import SLOT_SECONDS, Nonces, ensure
from auth.oauth.proof import normal
from exchange.settings import Settings
from tests.access import dpop
from tests.access.oauth_party import Party

MALFORMED = "The DPoP proof is malformed or its signature is wrong."
RSA = RSAKey.generate_key(2048)
PRIVATE = ECKey.generate_key("P-256")


def test_a_client_without_a_proof_gets_no_token(engine: Engine, settings: Settings) -> None:
    response = Party.of(engine, settings).post("/oauth/token", grant_type="client_credentials")
    assert (response.status_code, response.json()["error"]) == (400, "invalid_dpop_proof")
    assert "dpop-nonce" not in response.headers


def test_a_proof_without_a_nonce_is_told_one(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    response = party.ask(None, party.proof(nonce=None))
    assert (response.status_code, response.json()) == (
        400,
        {"error": "use_dpop_nonce", "error_description": "The DPoP proof takes the nonce of the header DPoP-Nonce."},
    )
    assert party.ask(None, party.proof(nonce=response.headers["dpop-nonce"])).status_code == 200


@pytest.mark.parametrize(("age", "status"), [(-1, 200), (0, 200), (1, 200), (2, 400)])
def test_a_nonce_is_good_for_its_time_and_as_long_again(
    engine: Engine, settings: Settings, age: int, status: int
) -> None:
    party = Party.of(engine, settings)
    slot = int(time.time()) // SLOT_SECONDS - age
    response = party.ask(None, party.proof(nonce=Nonces(engine).of(slot)))
    assert response.status_code == status
    assert response.headers["dpop-nonce"] == Nonces(engine).current()
    assert response.json().get("error") == (None if status == 200 else "use_dpop_nonce")


def test_all_workers_hand_out_the_same_nonce(engine: Engine, settings: Settings) -> None:
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: ensure(engine), range(8)))
    assert len(secrets) == 1
    assert len({Nonces(engine).of(7) for _ in range(2)}) == 1
    with Session(engine) as session:
        assert session.scalars(select(ServerSecret.value)).one() not in Nonces(engine).current()


BAD: dict[str, tuple[Callable[[Party], str], str]] = {
    "no proof": (lambda _: "abc", MALFORMED),
    "two proofs": (lambda party: f"{party.proof()},{party.proof()}", MALFORMED),
    "too long": (lambda _: "a" * 5000, "The DPoP proof is too long."),
    "an access token's type": (lambda party: party.proof(typ="at+jwt"), MALFORMED),
    "no type": (lambda party: party.proof(typ=None), MALFORMED),
    "no key": (lambda party: party.proof(jwk=None), MALFORMED),
    "a private key": (lambda party: party.proof(jwk=PRIVATE.as_dict(private=True), signer=PRIVATE), MALFORMED),
    "another key's signature": (lambda party: party.proof(signer=PRIVATE), MALFORMED),
    "RS256": (lambda party: party.proof(alg="RS256", key=RSA), MALFORMED),
    "none": (lambda party: party.proof(alg="none"), MALFORMED),
    "HS256": (
        lambda party: party.proof(
            alg="HS256",
            signer=OctKey.import_key("a" * 32),
            jwk={"kty": "oct", "k": "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE"},
        ),
        MALFORMED,
    ),
    "a weak key": (lambda party: party.proof(alg="PS256", key=_weak()), MALFORMED),
    "ES384": (lambda party: party.proof(alg="ES384", key=ECKey.generate_key("P-384")), MALFORMED),
    "another method": (lambda party: party.proof(htm="GET"), "The DPoP proof is for another method: htm."),
    "no method": (lambda party: party.proof(htm=None), "The DPoP proof is for another method: htm."),
    "another address": (lambda party: party.proof("/graphql"), "The DPoP proof is for another address: htu."),
    "another host": (
        lambda party: party.proof(htu="https://evil.example/oauth/token"),
        "The DPoP proof is for another address: htu.",
    ),
    "no address": (lambda party: party.proof(htu=None), "The DPoP proof is for another address: htu."),
    "an address that is none": (
        lambda party: party.proof(htu="http://[::1"),
        "The DPoP proof is for another address: htu.",
    ),
    "no jti": (lambda party: party.proof(jti=None), "The DPoP proof takes a jti of 1 to 255 characters."),
    "an endless jti": (lambda party: party.proof(jti="a" * 256), "The DPoP proof takes a jti of 1 to 255 characters."),
    "a jti that is a number": (lambda party: party.proof(jti=7), "The DPoP proof takes a jti of 1 to 255 characters."),
    "made long ago": (
        lambda party: party.proof(iat=int(time.time()) - 62),
        "The DPoP proof was made more than 60 seconds ago or ahead: iat.",
    ),
    "made ahead": (
        lambda party: party.proof(iat=int(time.time()) + 62),
        "The DPoP proof was made more than 60 seconds ago or ahead: iat.",
    ),
    "made beyond all numbers": (
        lambda party: party.proof(iat=10**400),
        "The DPoP proof was made more than 60 seconds ago or ahead: iat.",
    ),
    "made before all numbers": (
        lambda party: party.proof(iat=-(10**400)),
        "The DPoP proof was made more than 60 seconds ago or ahead: iat.",
    ),
    "made at no number": (
        lambda party: party.proof(iat=float("nan")),
        "The DPoP proof was made more than 60 seconds ago or ahead: iat.",
    ),
    "never made": (
        lambda party: party.proof(iat=None),
        "The DPoP proof was made more than 60 seconds ago or ahead: iat.",
    ),
}


@pytest.mark.parametrize("bad", BAD)
def test_any_other_proof_gets_no_token(engine: Engine, settings: Settings, bad: str) -> None:
    party = Party.of(engine, settings)
    make, description = BAD[bad]
    response = party.ask(None, make(party))
    assert (response.status_code, response.json()) == (
        400,
        {"error": "invalid_dpop_proof", "error_description": description},
    )
    assert _seen(engine) == 0


@pytest.mark.parametrize("nonce", ["", "abc", "公开", 7, ["a"]])
def test_a_made_up_nonce_is_refused(engine: Engine, settings: Settings, nonce: Any) -> None:
    party = Party.of(engine, settings)
    assert party.ask(None, party.proof(nonce=nonce)).json()["error"] == "use_dpop_nonce"


@pytest.mark.parametrize(
    "key", [RSA, OKPKey.generate_key("Ed25519"), RSAKey.generate_key(4096)], ids=["RSA", "Ed25519", "long RSA"]
)
def test_the_key_may_be_of_any_accepted_kind(engine: Engine, settings: Settings, key: Any) -> None:
    party = Party.of(engine, settings)
    proof = party.proof(key=key, alg="PS256" if isinstance(key, RSAKey) else "Ed25519")
    assert party.ask(None, proof).status_code == 200


def test_a_proof_is_good_for_one_request_on_any_worker(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    proof = party.proof()
    used = {"error": "invalid_dpop_proof", "error_description": "The DPoP proof was used before."}
    assert party.ask(None, proof).status_code == 200
    assert party.ask(None, proof).json() == used
    assert party.elsewhere().ask(None, proof).json() == used


def test_twenty_requests_with_one_proof_give_one_token(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    party.token()
    proof = party.proof()
    assertions = [party.assertion() for _ in range(20)]
    with ThreadPoolExecutor(20) as pool:
        statuses = list(pool.map(lambda one: party.ask(one, proof).status_code, assertions))
    assert sorted(statuses) == [200] + [400] * 19
    assert _seen(engine) == 2


def test_a_proof_stays_used_when_the_rest_of_the_request_is_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    proof = party.proof()
    assert party.ask(None, proof, scope="records:write").json()["error"] == "invalid_scope"
    assert party.ask(None, proof).json()["error"] == "invalid_dpop_proof"


def test_two_clients_may_use_the_same_jti(engine: Engine, settings: Settings) -> None:
    for party in (Party.of(engine, settings), Party.of(engine, settings)):
        assert party.ask(None, party.proof(jti="1")).status_code == 200


def test_the_address_is_compared_as_addresses_are(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    assert party.ask(None, party.proof(htu="HTTP://127.0.0.1:8000/oauth/t%6fken?a=b#c")).status_code == 200
    assert normal("https://A.example:443/%7ea%2f") == normal("https://a.example/~a%2F")
    assert normal("https://a.example") == normal("https://a.example/")
    assert normal("https://a.example/a") != normal("https://a.example/A")


def test_a_demonstration_client_may_do_without(engine: Engine, settings: Settings) -> None:
    response = Party.of_demonstration(engine, settings).ask()
    assert (response.status_code, response.json()["token_type"]) == (200, "Bearer")


def test_a_demonstration_client_that_proves_a_key_has_its_token_bound(engine: Engine, settings: Settings) -> None:
    party = Party.of_demonstration(engine, settings)
    response = party.ask(None, party.proof())
    assert response.json()["token_type"] == "DPoP"
    assert dpop.is_bound(response.json()["access_token"])


def _weak() -> RSAKey:
    with pytest.warns(Warning, match="2048"):
        return RSAKey.generate_key(1024)


def _seen(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalars(select(func.count()).select_from(SeenProof)).one()
