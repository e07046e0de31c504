"""A bank's program before an exchange that meets faults: what it asks, and what it is told."""

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self

from httpx2 import Client, Response

from exchange import clock
from tests.access.oauth_party import Party
from tests.api.purse import answered
from tests.clients.bank import ITEM, OWNED, Bank
from tests.clients.running import Running
from tests.planning.data import USCCS

SCOPES = ("consents:read", "consents:write", "creditfile:read", "creditfile.contact:read")
NAME = '{ entity(uscc: "%s") { name } }' % USCCS[0]
NAMED = {"entity": {"name": "示例甲有限公司"}}
FILE = """query($uscc: USCC!, $consent: ID!) { entity(uscc: $uscc) {
  creditFile(purpose: LOAN_REVIEW, consent: $consent) { access { granted } registeredContact { phone } } } }"""
LODGE = """mutation($input: LodgeConsentInput!) { lodgeConsent(input: $input) {
  ... on ConsentPayload { consent { id } } ... on CommandError { code message } } }"""


@dataclass
class Program:
    """The program: its token, and proofs of its key that were made while the database was there."""

    bank: Bank
    party: Party
    http: Client
    token: str = ""
    consent: str = ""
    until: str = ""
    """The end of what it lodges: a command sent again is the same to the last digit."""
    proofs: list[str] = field(default_factory=list)

    @classmethod
    def enrolled(cls, running: Running, http: Client) -> Self:
        """Enrol a bank whose program has a token and a consent."""
        bank = Bank.enrolled(running, SCOPES)
        party = bank.at(http)
        until = (clock.now() + timedelta(days=30)).isoformat()
        return cls(bank, party, http, party.token(scope=" ".join(SCOPES)), bank.consent(), until)

    def prepare(self, count: int) -> None:
        """Make proofs ahead: they need a nonce, which is of the database."""
        self.proofs = [self.party.proof("/graphql", self.token) for _ in range(count)]

    def post(self, query: str, **variables: Any) -> Response:
        """Send an operation as the program."""
        proof = self.proofs.pop() if self.proofs else self.party.proof("/graphql", self.token)
        headers = {"authorization": f"DPoP {self.token}", "dpop": proof}
        return self.http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)

    def name(self) -> Response:
        """Ask for what everybody may know, as nobody in particular."""
        return self.http.post("/graphql", json={"query": NAME})

    def file(self) -> Response:
        """Ask for what must be logged."""
        return self.post(FILE, uscc=OWNED, consent=self.consent)

    def lodge(self, key: str | None = None) -> Response:
        """Lodge a request for consent, under a key."""
        terms = {"uscc": OWNED, "purpose": "LOAN_REVIEW", "items": [ITEM], "mode": "VIEW", "fetch": "ONE_TIME"}
        more = {"validUntil": self.until, "idempotencyKey": key or secrets.token_hex(8)}
        return self.post(LODGE, input=terms | more)


def lodged(answer: Response) -> str:
    """Return the id of what was lodged."""
    assert answer.status_code == 200, answer.text
    return str(answer.json()["data"]["lodgeConsent"]["consent"]["id"])


def refused(answer: Response) -> tuple[int, str, bool]:
    """Return status and code of a refusal, and whether it says when to come again; there are no data in it."""
    body = answered(answer.content)
    assert body.keys() == {"errors"}, body
    return answer.status_code, body["errors"][0]["extensions"]["code"], "retry-after" in answer.headers
