"""Which client assertions prove a client: every row of the security page's table that is about them."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, Key, OctKey, OKPKey, RSAKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth import clients
from exchange.settings import Settings
from tests.access.oauth_party import REFUSED, Party, signed, stored


@pytest.mark.parametrize(
    ("alg", "key"),
    [
        ("ES256", ECKey.generate_key("P-256", auto_kid=True)),
        ("PS256", RSAKey.generate_key(2048, auto_kid=True)),
        ("Ed25519", OKPKey.generate_key("Ed25519", auto_kid=True)),
        ("EdDSA", OKPKey.generate_key("Ed25519", auto_kid=True)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_algorithms_of_fapi_are_accepted(engine: Engine, settings: Settings, alg: str, key: Key) -> None:
    party = Party.of(engine, settings, key)
    assert party.ask(party.assertion(alg)).status_code == 200


def test_a_client_with_one_key_needs_no_kid(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    assert party.ask(signed({"alg": "ES256"}, party.claims(), party.key)).status_code == 200


def test_the_client_id_may_stand_beside_the_assertion(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    assert party.ask(client_id=party.client_id).status_code == 200


def test_an_end_five_minutes_ahead_is_accepted(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    assert party.ask(party.assertion(exp=int(time.time()) + 300)).status_code == 200


def _unsecured(party: Party) -> str:
    parts = ({"alg": "none"}, party.claims())
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


def _header(header: Any, payload: bytes | None = None) -> Callable[[Party], str]:
    def made(party: Party) -> str:
        body = payload or json.dumps(party.claims()).encode()
        parts = (json.dumps(header).encode(), body, b"signature")
        return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)

    return made


def _by_public_key(party: Party) -> str:
    public = party.key.as_pem(private=False)  # type: ignore[union-attr]
    return signed({"alg": "HS256"}, party.claims(), OctKey.import_key(base64.b64encode(public)))


def _surrogate(party: Party) -> str:
    text = json.dumps(party.claims(jti="X")).replace('"X"', '"\\ud800"')
    return jws.serialize_compact({"alg": "ES256"}, text, party.key)


BAD: dict[str, Callable[[Party], str]] = {
    "unknown client": lambda party: party.assertion(iss="nobody", sub="nobody"),
    "another key": lambda party: party.assertion(key=ECKey.generate_key("P-256")),
    "unknown kid": lambda party: signed({"alg": "ES256", "kid": "other"}, party.claims(), party.key),
    "unsecured": _unsecured,
    "HMAC by the public key": _by_public_key,
    "another curve": lambda party: party.assertion("ES384", ECKey.generate_key("P-384")),
    "another audience": lambda party: party.assertion(aud="https://elsewhere.example"),
    "the token endpoint as audience": lambda party: party.assertion(aud=f"{party.settings.issuer}/oauth/token"),
    "a list of audiences": lambda party: party.assertion(aud=[party.settings.issuer]),
    "no audience": lambda party: party.assertion(aud=None),
    "six minutes ahead": lambda party: party.assertion(exp=int(time.time()) + 360),
    "years ahead": lambda party: party.assertion(exp=10**12),
    "beyond all numbers": lambda party: party.assertion(exp=10**400),
    "an end that is no number": lambda party: party.assertion(exp="soon"),
    "an end that is true": lambda party: party.assertion(exp=True),
    "not a number": lambda party: party.assertion(exp=float("nan")),
    "no end": lambda party: party.assertion(exp=None),
    "expired": lambda party: party.assertion(exp=int(time.time()) - 11),
    "not yet valid": lambda party: party.assertion(nbf=int(time.time()) + 50),
    "issued in the future": lambda party: party.assertion(iat=int(time.time()) + 50),
    "expired before all numbers": lambda party: party.assertion(exp=-(10**400)),
    "not valid before all numbers end": lambda party: party.assertion(nbf=10**400),
    "issued beyond all numbers": lambda party: party.assertion(iat=10**400),
    "no jti": lambda party: party.assertion(jti=None),
    "an empty jti": lambda party: party.assertion(jti=""),
    "a jti that is no text": lambda party: party.assertion(jti=7),
    "a jti without end": lambda party: party.assertion(jti="x" * 256),
    "a jti with NUL": lambda party: party.assertion(jti="a\0b"),
    "a jti with half a character": _surrogate,
    "another issuer": lambda party: party.assertion(iss="somebody"),
    "no issuer": lambda party: party.assertion(iss=None),
    "no subject": lambda party: party.assertion(sub=None),
    "a subject that is no text": lambda party: party.assertion(iss=["a"], sub=["a"]),
    "a subject with NUL": lambda party: party.assertion(iss="a\0b", sub="a\0b"),
    "a header that is text": _header("alg"),
    "a header that is a list": _header(["alg"]),
    "an algorithm that is a list": _header({"alg": ["ES256"]}),
    "a kid that is a number": _header({"alg": "ES256", "kid": 7}),
    "unknown critical header": _header({"alg": "ES256", "crit": ["x"], "x": 1}),
    "claims that are a list": _header({"alg": "ES256"}, b"[]"),
    "claims nested without end": _header({"alg": "ES256"}, b'{"sub":' + b"[" * 3000 + b"]" * 3000 + b"}"),
    "claims in no UTF-8": _header({"alg": "ES256"}, b'{"sub":"\xff"}'),
    "no token at all": lambda _: "assertion",
    "two dots": lambda _: "..",
    "no base64": lambda _: "é.é.é",
}


@pytest.mark.parametrize("bad", BAD)
def test_any_other_assertion_gets_one_answer_and_changes_nothing(engine: Engine, settings: Settings, bad: str) -> None:
    party = Party.of(engine, settings)
    before = stored(engine)
    response = party.ask(BAD[bad](party))
    assert (response.status_code, response.json()) == (400, REFUSED)
    assert response.headers["cache-control"] == "no-store"
    assert stored(engine) == before


def test_rs256_is_refused_where_ps256_is_accepted(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings, RSAKey.generate_key(2048, auto_kid=True))
    before = stored(engine)
    assert party.ask(party.assertion("RS256")).json() == REFUSED
    assert stored(engine) == before


def test_another_client_id_beside_the_assertion_is_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    before = stored(engine)
    assert party.ask(client_id="another").json() == REFUSED
    assert stored(engine) == before


def test_an_assertion_of_another_type_is_refused(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    saml = "urn:ietf:params:oauth:client-assertion-type:saml2-bearer"
    assert party.ask(client_assertion_type=saml).json() == REFUSED
    assert stored(engine)["seen_assertion"] == []


def test_a_disabled_client_is_answered_like_an_unknown_one(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    with Session(engine) as session, session.begin():
        clients.disable(session, party.client_id)
    before = stored(engine)
    response = party.ask()
    assert (response.status_code, response.json()) == (400, REFUSED)
    assert stored(engine) == before


def test_an_assertion_for_one_exchange_is_worth_nothing_at_another(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    assertion = party.assertion()
    assert party.elsewhere(issuer="https://other.example").ask(assertion).json() == REFUSED
    assert stored(engine)["seen_assertion"] == []
