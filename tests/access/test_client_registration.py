"""Which clients can be registered: whose, with which scopes, with which keys."""

import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from joserfc.jwk import ECKey, KeySet, OctKey, OKPKey, RSAKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth import clients, public_keys
from auth.oauth.public_keys import KeyRefused
from auth.scopes import ScopeRefused, parse
from exchange.errors import ExchangeError
from exchange.institution.model import InstitutionKind
from tests.access.oauth_party import add_bureau, jwks, stored, wanted

PUBLIC = public_keys.pair()[1]


def test_a_client_may_read_what_is_public_besides_its_scopes(engine: Engine) -> None:
    add_bureau(engine)
    with Session(engine) as session, session.begin():
        client = clients.create(session, wanted(scopes=("submissions:read",)), PUBLIC)
        assert client.scopes == "public:read submissions:read"
        assert client.client_id.startswith("client-")
        assert (client.auth_method, client.demonstration, client.secret_hash) == ("private_key_jwt", False, None)


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"institution_code": "NOBODY"}, "INSTITUTION_UNKNOWN", "No institution has the code 'NOBODY'."),
        ({"scopes": ("nothing:read",)}, "SCOPE_REFUSED", "The scope 'nothing:read' is unknown."),
        ({"client_id": "a b"}, "CLIENT_REFUSED", "The client id 'a b' takes"),
        ({"client_id": "客户"}, "CLIENT_REFUSED", "The client id '客户' takes"),
        ({"client_id": "x" * 65}, "CLIENT_REFUSED", "The client id 'xxx"),
    ],
)
def test_a_client_that_can_not_be_is_refused(engine: Engine, changes: dict[str, Any], code: str, message: str) -> None:
    add_bureau(engine)
    with pytest.raises(ExchangeError) as refused, Session(engine) as session, session.begin():
        clients.create(session, wanted(**changes), PUBLIC)
    assert refused.value.code == code
    assert refused.value.message.startswith(message)
    assert stored(engine)["oauth_client"] == []


def test_a_credit_service_can_not_have_the_scope_of_suppliers(engine: Engine) -> None:
    add_bureau(engine, InstitutionKind.CREDIT_SERVICE)
    with (
        Session(engine) as session,
        pytest.raises(ScopeRefused, match=r"kind CREDIT_SERVICE may not .* 'submissions:read'"),
    ):
        clients.create(session, wanted(), PUBLIC)


def test_an_id_is_given_once(engine: Engine) -> None:
    add_bureau(engine)
    with Session(engine) as session, session.begin():
        clients.create(session, wanted(client_id="bureau-1"), PUBLIC)
        with pytest.raises(clients.ClientRefused, match="'bureau-1' is taken"):
            clients.create(session, wanted(client_id="bureau-1"), PUBLIC)


def test_disabling_twice_keeps_the_first_instant(engine: Engine) -> None:
    add_bureau(engine)
    with Session(engine) as session, session.begin():
        client_id = clients.create(session, wanted(), PUBLIC).client_id
        first = clients.disable(session, client_id).disabled_at
        assert first is not None
        assert clients.disable(session, client_id).disabled_at == first


def test_an_unknown_client_can_not_be_disabled(engine: Engine) -> None:
    with Session(engine) as session, pytest.raises(clients.ClientUnknown, match="'nobody'"):
        clients.disable(session, "nobody")


@pytest.mark.parametrize(
    "key",
    [ECKey.generate_key("P-256"), RSAKey.generate_key(2048), OKPKey.generate_key("Ed25519")],
    ids=["P-256", "RSA", "Ed25519"],
)
def test_a_key_is_read_as_jwks_jwk_and_pem(key: Any) -> None:
    jwk = json.dumps(key.as_dict(private=False)).encode()
    read = {public_keys.read(data) for data in (jwks(key), jwk, key.as_pem(private=False))}
    (found,) = KeySet.import_key_set(json.loads(read.pop())).keys
    assert not read
    assert not found.is_private
    assert found.kid == key.thumbprint()


def test_use_and_algorithm_of_a_key_are_not_kept() -> None:
    key = OKPKey.generate_key("Ed25519", parameters={"use": "sig", "alg": "EdDSA", "kid": "mine"})
    assert json.loads(public_keys.read(jwks(key)))["keys"][0].keys() == {"kty", "crv", "x", "kid"}


BAD_KEYS = {
    "P-384": jwks(ECKey.generate_key("P-384")),
    "secp256k1": jwks(ECKey.generate_key("secp256k1")),
    "Ed448": jwks(OKPKey.generate_key("Ed448")),
    "X25519": jwks(OKPKey.generate_key("X25519")),
    "for encryption": jwks(ECKey.generate_key("P-256", parameters={"use": "enc"})),
    "symmetric": json.dumps(OctKey.generate_key(256).as_dict()).encode(),
    "private JWK": json.dumps(ECKey.generate_key("P-256").as_dict(private=True)).encode(),
    "private PEM": ECKey.generate_key("P-256").as_pem(private=True),
    "no x": jwks(ECKey.generate_key("P-256")).replace(b'"x"', b'"z"'),
    "no keys": b'{"keys": []}',
    "a number among the keys": b'{"keys": [1]}',
    "keys that are an object": b'{"keys": {"a": 1}}',
    "keys that are a number": b'{"keys": 1}',
    "a list": b"[]",
    "a number": b"1",
    "empty": b"",
    "no UTF-8": b"\xff",
    "broken PEM": b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
    "endless": b"[" * 9000,
}


@pytest.mark.parametrize("bad", BAD_KEYS)
def test_a_key_that_is_weak_private_or_none_is_refused(bad: str) -> None:
    with pytest.raises(KeyRefused):
        public_keys.read(BAD_KEYS[bad])


SMALL = (
    0,
    1,
    2**255 - 20,
    2**255 - 19,
    2**255 - 18,
    int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little"),
    int.from_bytes(bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"), "little"),
)
"""The y of Ed25519's points of small order, canonical and not."""


@pytest.mark.parametrize("sign", [0, 2**255])
@pytest.mark.parametrize("y", SMALL)
def test_a_key_for_which_anybody_can_sign_is_refused(y: int, sign: int) -> None:
    x = urlsafe_b64encode((y + sign).to_bytes(32, "little")).rstrip(b"=").decode()
    with pytest.raises(KeyRefused):
        public_keys.read(json.dumps({"kty": "OKP", "crv": "Ed25519", "x": x}).encode())


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_short_rsa_key_is_refused() -> None:
    with pytest.raises(KeyRefused, match="2048 bits"):
        public_keys.read(jwks(RSAKey.generate_key(1024)))


def test_two_keys_with_one_kid_are_refused() -> None:
    keys = [ECKey.generate_key("P-256", parameters={"kid": "1"}).as_dict(private=False) for _ in range(2)]
    with pytest.raises(KeyRefused, match="a kid of its own"):
        public_keys.read(json.dumps({"keys": keys}).encode())


def test_scopes_are_parsed_once_each() -> None:
    assert parse("public:read submissions:read public:read") == {"public:read", "submissions:read"}


@pytest.mark.parametrize("text", ["", " ", " public:read", "public:read ", "a  b", "a\tb", "a\nb", 'a"b', "a\\b", "é"])
def test_a_malformed_scope_is_refused(text: str) -> None:
    with pytest.raises(ScopeRefused, match="malformed"):
        parse(text)
