"""A registered client as the benchmarks' caller: its tokens, of the bearer and bound to a key, and proofs for these."""

import base64
import hashlib
import json
import secrets
import time
import urllib.error
import urllib.request
from typing import Any, NamedTuple
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import ECKey
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from auth.oauth import clients, public_keys
from auth.oauth.model import OAuthClient
from exchange.settings import Settings

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Caller(NamedTuple):
    """A client that proves itself by its key."""

    client_id: str
    key: ECKey

    def token(self, issuer: str) -> str:
        """Ask for an access token that is bound to the key."""
        address, nonce = f"{issuer}/oauth/token", None
        for _ in range(2):
            form = {
                "grant_type": "client_credentials",
                "client_assertion_type": ASSERTION,
                "client_assertion": self._assertion(issuer),
            }
            headers = {"DPoP": Prover(self.key, address, nonce).proof()}
            answer, head = _posted(address, form, headers)
            if "access_token" in answer:
                return str(answer["access_token"])
            nonce = head.get("DPoP-Nonce")
        raise RuntimeError(f"No token for {self.client_id}: {answer}")

    def prover(self, issuer: str, token: str) -> "Prover":
        """Return what makes proofs for requests to /graphql with the token."""
        headers = {
            "content-type": "application/json",
            "authorization": f"DPoP {token}",
            "DPoP": Prover(self.key, f"{issuer}/graphql", None, token).proof(),
        }
        request = urllib.request.Request(f"{issuer}/graphql", b"{}", headers)  # noqa: S310 - the address is ours
        try:
            with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
                nonce = response.headers.get("DPoP-Nonce")
        except urllib.error.HTTPError as refused:
            nonce = refused.headers.get("DPoP-Nonce")
        return Prover(self.key, f"{issuer}/graphql", nonce, token)

    def _assertion(self, issuer: str) -> str:
        now = int(time.time())
        claims = {"iss": self.client_id, "sub": self.client_id, "aud": issuer, "exp": now + 60, "iat": now}
        claims["jti"] = secrets.token_hex(16)
        return _signed(self.key, {"alg": "ES256", "kid": self.key.kid}, claims)


class Prover:
    """Makes DPoP proofs for a POST to one address, as fast as a client can."""

    def __init__(self, key: ECKey, address: str, nonce: str | None, token: str | None = None) -> None:
        self.key = key
        self.header = {"typ": "dpop+jwt", "alg": "ES256", "jwk": key.as_dict(private=False)}
        self.fixed: dict[str, Any] = {"htm": "POST", "htu": address}
        if nonce:
            self.fixed["nonce"] = nonce
        if token:
            self.fixed["ath"] = _base64(hashlib.sha256(token.encode()).digest())

    def proof(self) -> str:
        """Return a new proof."""
        return _signed(self.key, self.header, {**self.fixed, "jti": secrets.token_hex(16), "iat": int(time.time())})


def register(engine: Engine, institution: str, scopes: tuple[str, ...], client_id: str) -> Caller:
    """Register a client with a new key, or give the one of that name a new key."""
    key, jwks = public_keys.pair()
    with Session(engine) as session, session.begin():
        known = session.get(OAuthClient, client_id)
        if known is None:
            wanted = clients.Wanted(name="Benchmark", institution_code=institution, scopes=scopes, client_id=client_id)
            clients.create(session, wanted, jwks)
        else:
            known.jwks = jwks
    return Caller(client_id, key)


def bearer(engine: Engine, institution: str, scopes: tuple[str, ...], client_id: str, issuer: str) -> str:
    """Register a demonstration's client once more, and ask for its bearer token with its secret."""
    with Session(engine) as session, session.begin():
        unique = f"{client_id}-{secrets.token_hex(4)}"
        wanted = clients.Wanted(name="Benchmark", institution_code=institution, scopes=scopes, client_id=unique)
        _client, secret = clients.create_demonstration(session, Settings(demo=True), wanted)
    basic = base64.b64encode(f"{unique}:{secret}".encode()).decode()
    form = {"grant_type": "client_credentials"}
    answer, _ = _posted(f"{issuer}/oauth/token", form, {"authorization": f"Basic {basic}"})
    return str(answer["access_token"])


def _posted(address: str, form: dict[str, str], headers: dict[str, str]) -> tuple[dict[str, Any], Any]:
    request = urllib.request.Request(address, urlencode(form).encode(), headers)  # noqa: S310 - the address is ours
    try:
        with urllib.request.urlopen(request, timeout=10) as response:  # noqa: S310
            return json.load(response), response.headers
    except urllib.error.HTTPError as refused:
        return json.load(refused), refused.headers


def _signed(key: ECKey, header: dict[str, Any], claims: dict[str, Any]) -> str:
    signed = b".".join(_base64(json.dumps(each).encode()).encode() for each in (header, claims))
    private = key.private_key
    assert isinstance(private, EllipticCurvePrivateKey)
    r, s = decode_dss_signature(private.sign(signed, ECDSA(SHA256())))
    return f"{signed.decode()}.{_base64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
