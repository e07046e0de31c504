"""A client with a real key pair and the authorization server it talks to, for the tests of access."""

import asyncio
import json
import time
import uuid
from dataclasses import dataclass, field, replace
from typing import Any, Self

from httpx2 import Response
from joserfc import jwt
from joserfc.jwk import ECKey, Key
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.testclient import TestClient

from auth.oauth import clients, public_keys
from auth.oauth.jws import Pinned
from auth.oauth.model import OAuthClient, SeenAssertion, SigningKey
from auth.oauth.proving import ALGORITHMS
from auth.oauth.routes import routes
from auth.oauth.tokens import Verifier
from auth.principal import Principal
from exchange.db.base import Base
from exchange.institution.model import Institution, InstitutionKind
from exchange.settings import Settings
from tests.access import dpop

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
REFUSED = {"error": "invalid_client", "error_description": "Client authentication failed."}
BUREAU = "TEST-BUREAU"
BANK = "TEST-BANK"
BANK_SCOPES = ("consents:read", "consents:write")
CALLBACK = "https://bank.example/callback?from=exchange"
ALL_SCOPES = "provenance:read public:read submissions:read"


@dataclass(frozen=True, kw_only=True)
class Party:
    """A bureau's client, its private key, and the server over HTTP."""

    engine: Engine
    settings: Settings
    http: TestClient
    client_id: str
    key: Key = field(repr=False)
    bound: bool = True
    """Whether its tokens are bound to its key; a demonstration's are not."""

    @classmethod
    def of(cls, engine: Engine, settings: Settings, key: Key | None = None) -> Self:
        """Register a bureau and a client of it with all its scopes."""
        key = key or ECKey.generate_key("P-256", auto_kid=True)
        return cls._of(engine, settings, key, wanted())

    @classmethod
    def of_bank(cls, engine: Engine, settings: Settings, key: Key | None = None, **changes: Any) -> Self:
        """Register a bank and a client of it whose users are sent back to CALLBACK."""
        key = key or ECKey.generate_key("P-256", auto_kid=True)
        good: dict[str, Any] = {"institution_code": BANK, "scopes": BANK_SCOPES, "redirect_uris": (CALLBACK,)}
        return cls._of(engine, settings, key, wanted(**good | changes))

    @classmethod
    def _of(cls, engine: Engine, settings: Settings, key: Key, asked: clients.Wanted) -> Self:
        add_bureau(engine)
        add_institution(engine, BANK, InstitutionKind.BANK)
        with Session(engine) as session, session.begin():
            client_id = clients.create(session, asked, public_keys.read(jwks(key))).client_id
        return cls(engine=engine, settings=settings, http=http(engine, settings), client_id=client_id, key=key)

    @classmethod
    def of_demonstration(cls, engine: Engine, settings: Settings) -> Self:
        """Register a client whose tokens are bearer tokens."""
        party = cls.of(engine, replace(settings, demo=True))
        with Session(engine) as session, session.begin():
            session.get_one(OAuthClient, party.client_id).demonstration = True
        return replace(party, bound=False)

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Return the claims of a good assertion with changes; None leaves a claim out."""
        now = int(time.time())
        good = {"iss": self.client_id, "sub": self.client_id, "aud": self.settings.issuer, "exp": now + 60, "iat": now}
        return {
            name: value for name, value in ({**good, "jti": uuid.uuid4().hex} | changes).items() if value is not None
        }

    def assertion(self, alg: str = "ES256", key: Any = None, **changes: Any) -> str:
        """Sign an assertion."""
        return signed({"alg": alg, "kid": self.key.kid}, self.claims(**changes), key or self.key)

    def ask(self, assertion: str | None = None, proof: str | None = None, **form: str) -> Response:
        """Post a token request, with a good proof of the party's key where none is given."""
        made = proof or (self.proof() if self.bound else None)
        return self.post("/oauth/token", assertion, made, **{"grant_type": "client_credentials"} | form)

    def post(self, path: str, assertion: str | None = None, proof: str | None = None, **form: str) -> Response:
        """Post a form as the client, with the proof that is given or none."""
        given = {"client_assertion_type": ASSERTION_TYPE, "client_assertion": assertion or self.assertion()}
        return self.http.post(path, data=given | form, headers={"DPoP": proof} if proof else {})

    def proof(self, path: str = "/oauth/token", token: str | None = None, **changes: Any) -> str:
        """Sign a DPoP proof with the party's key."""
        changes = {"alg": ALGORITHMS[self.key.key_type]} | changes
        return dpop.proof(self.engine, changes.pop("key", self.key), self.settings.issuer + path, token, **changes)

    def token(self, **form: str) -> str:
        """Return an access token."""
        response = self.ask(**form)
        assert response.status_code == 200, response.text
        return str(response.json()["access_token"])

    def forged(self, typ: str | None = "at+jwt", key: Key | None = None, **changes: Any) -> str:
        """Sign an access token with the exchange's own key and changed claims; None leaves one out."""
        with Session(self.engine) as session:
            kid, own = session.execute(select(SigningKey.kid, SigningKey.private_jwk)).one()
        now = int(time.time())
        good = {
            "iss": self.settings.issuer,
            "sub": self.client_id,
            "aud": self.settings.audience,
            "exp": now + 300,
            "iat": now,
            "jti": uuid.uuid4().hex,
            "client_id": self.client_id,
            "scope": ALL_SCOPES,
            "cnf": {"jkt": self.key.thumbprint()} if self.bound else None,
        }
        claims = {name: value for name, value in (good | changes).items() if value is not None}
        header = {"alg": "ES256", "kid": kid} | ({"typ": typ} if typ else {})
        return signed(header, claims, key or ECKey.import_key(json.loads(str(own))))

    def verified(self, token: str, verifier: Verifier | None = None) -> Principal:
        """Verify a token as a worker does, with a proof where it is bound to a key."""
        verifier = verifier or Verifier(self.engine, self.settings)
        if not dpop.is_bound(token):
            return asyncio.run(verifier.verify(b"Bearer " + token.encode()))
        proof = self.proof("/graphql", token).encode()
        return asyncio.run(verifier.verify(b"DPoP " + token.encode(), proof))

    def elsewhere(self, **changes: Any) -> Self:
        """Return the same party in front of a server with other settings."""
        settings = replace(self.settings, **changes)
        return replace(self, settings=settings, http=http(self.engine, settings))


def http(engine: Engine, settings: Settings) -> TestClient:
    """Return an HTTP client of the authorization server alone."""
    return TestClient(Starlette(routes=routes(engine, settings)))


def signed(header: dict[str, Any], claims: dict[str, Any], key: Any) -> str:
    """Sign as told, with any algorithm."""
    return jwt.encode(header, claims, key, registry=Pinned(algorithms=[header["alg"]]), default_type=None)


def wanted(**changes: Any) -> clients.Wanted:
    """Return what a client of the bureau is registered as."""
    good: dict[str, Any] = {"name": "Batch sender", "institution_code": BUREAU}
    return clients.Wanted(**{**good, "scopes": ("submissions:read", "provenance:read"), **changes})


def add_bureau(engine: Engine, kind: InstitutionKind = InstitutionKind.BUREAU) -> None:
    """Add the institution."""
    add_institution(engine, BUREAU, kind)


def add_institution(engine: Engine, code: str, kind: InstitutionKind) -> None:
    """Add an institution of any kind."""
    with Session(engine) as session, session.begin():
        session.merge(Institution(code=code, name=f"Institution {code}", kind=kind))


def jwks(key: Key) -> bytes:
    """Write the public half of a key."""
    return json.dumps({"keys": [key.as_dict(private=False)]}).encode()


def stored(engine: Engine) -> dict[str, list[Any]]:
    """Return every row of the authorization server's tables."""
    tables: tuple[type[Base], ...] = (OAuthClient, SigningKey, SeenAssertion)
    with engine.connect() as connection:
        return {
            one.__tablename__: sorted(map(tuple, connection.execute(select(one.__table__))), key=str) for one in tables
        }
