"""Which access tokens are believed, and whom they stand for."""

import asyncio
import time
from collections.abc import Callable

import pytest
from joserfc.jwk import ECKey, OctKey
from sqlalchemy import Engine

from auth.oauth.tokens import Verifier
from auth.principal import ANONYMOUS, Principal
from auth.refusal import TokenRefused
from auth.standing import version
from exchange.settings import Settings
from tests.access.oauth_party import BUREAU, Party, signed, stored

METADATA = "http://127.0.0.1:8000/.well-known/oauth-protected-resource/graphql"


def test_a_token_stands_for_client_and_institution(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    assert party.verified(party.token(scope="submissions:read")) == Principal(
        client_id=party.client_id,
        institution_code=BUREAU,
        kind="BUREAU",
        scopes=frozenset({"public:read", "submissions:read"}),
        standing=_standing(engine),
    )


def test_no_header_is_anonymous(engine: Engine, settings: Settings) -> None:
    assert Verifier(engine, settings).principal(None) is ANONYMOUS


def test_a_scope_taken_from_the_registration_is_gone_from_its_tokens(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    token = party.token()
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE oauth_client SET scopes = 'provenance:read'")
    assert party.verified(token).scopes == {"public:read", "provenance:read"}


BAD: dict[str, Callable[[Party], str]] = {
    "no token": lambda _: "abc",
    "another key": lambda party: party.forged(key=ECKey.generate_key("P-256")),
    "HMAC": lambda party: signed({"alg": "HS256", "typ": "at+jwt"}, party.claims(), OctKey.generate_key(256)),
    "a client assertion": lambda party: party.assertion(aud=party.settings.audience),
    "no typ": lambda party: party.forged(typ=None),
    "typ JWT": lambda party: party.forged(typ="JWT"),
    "another issuer": lambda party: party.forged(iss="https://elsewhere.example"),
    "no issuer": lambda party: party.forged(iss=None),
    "another audience": lambda party: party.forged(aud="https://elsewhere.example/graphql"),
    "the issuer as audience": lambda party: party.forged(aud=party.settings.issuer),
    "a list of audiences": lambda party: party.forged(aud=[party.settings.audience]),
    "no audience": lambda party: party.forged(aud=None),
    "expired": lambda party: party.forged(exp=int(time.time()) - 6),
    "no end": lambda party: party.forged(exp=None),
    "an end that is no number": lambda party: party.forged(exp="never"),
    "issued in the future": lambda party: party.forged(iat=int(time.time()) + 60),
    "not yet valid": lambda party: party.forged(nbf=int(time.time()) + 60),
    "no iat": lambda party: party.forged(iat=None),
    "no jti": lambda party: party.forged(jti=None),
    "no scope": lambda party: party.forged(scope=None),
    "a list of scopes": lambda party: party.forged(scope=["public:read"]),
    "no client": lambda party: party.forged(client_id=None),
    "unknown client": lambda party: party.forged(client_id="nobody", sub="nobody"),
    "a client with NUL": lambda party: party.forged(client_id="a\0", sub="a\0"),
    "another subject": lambda party: party.forged(sub="somebody"),
    "no subject": lambda party: party.forged(sub=None),
    "bound to another key": lambda party: party.forged(cnf={"jkt": "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}),
    "bound to nothing that is known": lambda party: party.forged(cnf={"x5t#S256": "abc"}),
    "bound to no text": lambda party: party.forged(cnf={"jkt": 7}),
    "bound by no object": lambda party: party.forged(cnf="abc"),
    "of no grant": lambda party: party.forged(gid="grant_nobody"),
    "a grant that is no text": lambda party: party.forged(gid=7),
    "bound to no key": lambda party: party.forged(cnf=None),
}
BEARER = ("no token", "HMAC", "a client assertion", "bound to no key")
"""These say nothing of a key, and come without a proof."""


@pytest.mark.parametrize("bad", BAD)
def test_any_other_token_gets_one_refusal(engine: Engine, settings: Settings, bad: str) -> None:
    party = Party.of(engine, settings)
    party.token()
    before = stored(engine)
    with pytest.raises(TokenRefused) as refused:
        party.verified(BAD[bad](party))
    assert (refused.value.code, refused.value.status) == ("UNAUTHENTICATED", 401)
    message = "The access token is expired, revoked or not valid here."
    assert refused.value.message == message
    scheme, algs = ("Bearer", "") if bad in BEARER else ("DPoP", ', algs="ES256 PS256 Ed25519"')
    challenge = f'{scheme} error="invalid_token", error_description="{message}"{algs}, resource_metadata="{METADATA}"'
    assert refused.value.challenge == challenge
    assert stored(engine) == before


def test_a_forged_token_is_believed_when_nothing_is_changed(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    party.token()
    assert party.verified(party.forged()).client_id == party.client_id


def test_another_exchange_does_not_believe_it(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    with pytest.raises(TokenRefused):
        party.elsewhere(issuer="https://other.example").verified(party.token())


@pytest.mark.parametrize(
    "header",
    [b"", b"Bearer", b"Bearer ", b"Basic YTpi", b"Bearer a b", b"Bearer \xff", b"DPoP", b"Bearer " + b"a" * 8192],
)
def test_a_header_without_a_token_is_refused(engine: Engine, settings: Settings, header: bytes) -> None:
    verifier = Verifier(engine, settings)
    assert verifier.principal(header) is None
    with pytest.raises(TokenRefused) as refused:
        asyncio.run(verifier.verify(header))
    assert (refused.value.code, refused.value.status) == ("UNAUTHENTICATED", 400)
    assert refused.value.challenge.startswith('Bearer error="invalid_request"')


def test_the_scheme_may_be_written_in_any_case(engine: Engine, settings: Settings) -> None:
    party = Party.of(engine, settings)
    token = party.token()
    header, proof = b"dPOP  " + token.encode(), party.proof("/graphql", token).encode()
    assert asyncio.run(Verifier(engine, settings).verify(header, proof)).client_id == party.client_id


def _standing(engine: Engine) -> int:
    with engine.connect() as connection:
        return version(connection)
