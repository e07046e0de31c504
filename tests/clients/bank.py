"""A bank of a test's own, with a client and an agreement in force, and the user who answers for an enterprise."""

import json
import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Self, cast

from httpx2 import Client, Response
from joserfc.jwk import ECKey
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from auth.oauth import clients, public_keys
from auth.people import mandates, seal, users
from exchange import clock
from exchange.agreement import rules
from exchange.agreement.terms import Terms
from exchange.consent import decision, lodging
from exchange.consent.terms import Terms as ConsentTerms
from exchange.institution.roll import create
from tests.access import oauth_party
from tests.access.oauth_party import Party
from tests.clients.running import Running
from tests.planning.data import USCCS

CALLBACK = "https://bank.example/callback"
CALLBACKS = (CALLBACK, oauth_party.CALLBACK)
SCOPES = ("consents:read", "creditfile:read", "creditfile.contact:read")
ITEM = "REGISTERED_CONTACT"
PASSWORD = "correct horse battery"
OWNED = USCCS[1]
EMAIL = 'a"1@example.org'
"""What the registry has as the owned enterprise's."""


@dataclass(frozen=True, kw_only=True)
class Bank:
    """A bank before a running server. `party` is its client; `at` gives it a connection."""

    running: Running
    code: str
    agreement_id: str
    party: Party

    @classmethod
    def enrolled(cls, running: Running, scopes: tuple[str, ...] = SCOPES) -> Self:
        """Enrol a bank, register its client and enter its agreement."""
        code, key = f"BANK-{secrets.token_hex(4).upper()}", ECKey.generate_key("P-256", auto_kid=True)
        jwks = public_keys.read(json.dumps({"keys": [key.as_dict(private=False)]}).encode())
        wanted = clients.Wanted(name="信贷系统", institution_code=code, scopes=scopes, redirect_uris=CALLBACKS)
        with Session(running.engine) as session, session.begin():
            create(session.connection(), code, "示例银行", "BANK")
            client_id = clients.create(session, wanted, jwks).client_id
            agreement_id = rules.enter(session, _agreement(code)).id
        nowhere = cast(TestClient, None)
        party = Party(engine=running.engine, settings=running.settings, http=nowhere, client_id=client_id, key=key)
        return cls(running=running, code=code, agreement_id=agreement_id, party=party)

    def at(self, line: Client) -> Party:
        """Return the client on a connection. A test client is an HTTP client too: it is used as no more than that."""
        return replace(self.party, http=cast(TestClient, line))

    def consent(self) -> str:
        """Lodge a request for consent and approve it; return the consent's id."""
        until = clock.now() + timedelta(days=30)
        asked = ConsentTerms(
            uscc=OWNED,
            purpose="LOAN_REVIEW",
            items=(ITEM,),
            mode="VIEW",
            fetch="PERIODIC",
            fetch_limit=100,
            valid_until=until,
        )
        with Session(self.running.engine) as session, session.begin():
            lodged = lodging.lodge(session, asked, grantee_code=self.code, client_id=self.party.client_id)
            sign = seal.sealing(session, self.running.settings)
            return decision.approve(session, lodged.id, actor="usr_test", sign=sign).id

    def request(self) -> dict[str, str]:
        """Return what its client asks a user for."""
        detail = {
            "type": "credit_profile_access",
            "purpose": "LOAN_REVIEW",
            "items": [ITEM],
            "mode": "VIEW",
            "fetch": "ONE_TIME",
            "valid_until": (clock.now() + timedelta(days=30)).isoformat(),
        }
        return {"scope": "creditfile:read creditfile.contact:read", "authorization_details": json.dumps([detail])}


def owner(running: Running) -> str:
    """Create a user with a confirmed mandate for the enterprise; return the login."""
    login = f"user-{secrets.token_hex(4)}"
    with Session(running.engine) as session, session.begin():
        user = users.create(session, login=login, name="张三", password=PASSWORD)
        mandate = mandates.request(session, user.id, OWNED)
        mandates.confirm(session, mandate.id, decided_by=mandates.COMMAND_LINE)
    return login


def ask(party: Party, token: str, query: str, proof: str | None = None, **variables: Any) -> Response:
    """Send an operation with the token and a proof."""
    return sent(party, token, {"query": query, "variables": variables}, proof)


def sent(party: Party, token: str, body: dict[str, Any], proof: str | None = None) -> Response:
    """Send a request's body with the token and a proof."""
    headers = {"authorization": f"DPoP {token}", "dpop": proof or party.proof("/graphql", token)}
    return party.http.post("/graphql", json=body, headers=headers)


def _agreement(code: str) -> Terms:
    today = clock.today()
    return Terms(
        number=f"示例-{code}",
        title="示例",
        parties=(code, "DEMO-A"),
        items=(ITEM,),
        purposes=("LOAN_REVIEW",),
        legal_basis="示例",
        security_terms="示例",
        valid_from=today,
        valid_until=today + timedelta(days=30),
    )
