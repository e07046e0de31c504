"""Everybody who meets at the exchange's counter: people in their user centre, a bank's and a bureau's programs."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine

from auth.people.cookie import WEB
from exchange.app.http import Exchange
from exchange.app.tree_head import sign
from exchange.audit import sealer
from exchange.institution.roll import create
from exchange.settings import Settings
from tests.access.oauth_party import Party
from tests.api.purse import answered
from tests.people.desk import ISSUER, Desk, desk, query
from tests.planning.data import USCCS

LENDER = "DEMO-B"
"""A bank that an agreement lets ask for annual reports; each needs the enterprise's consent."""
SCOPES = (
    "creditfile:read",
    "creditfile.annual:read",
    "consents:read",
    "consents:write",
    "accesses:read",
    "disputes:write",
)
LODGE = """mutation($input: LodgeConsentInput!) {
  lodgeConsent(input: $input) { ... on ConsentPayload { consent { id } } ... on CommandError { code message } }
}"""
APPROVE = """mutation($id: ID!) {
  approveConsent(input: {consent: $id}) { ... on ConsentPayload { consent { state } } ... on CommandError { code } }
}"""
FILE = """query Review($uscc: USCC!, $consent: ID!) {
  creditFile(uscc: $uscc, purpose: LOAN_REVIEW, consent: $consent) { access { granted } annualReports { year } }
}"""

Headers = dict[str, str]


@dataclass(frozen=True)
class Counter:
    """The whole exchange over HTTP, and who comes to it."""

    desk: Desk
    bank: Party

    def signed_in(self, login: str) -> Headers:
        """Sign a user in at the front end; return what the browser's requests then carry."""
        http = self.desk.http
        http.cookies.clear()
        started = http.get("/session/start", follow_redirects=False)
        back = self.desk.sign_in(query(started.headers["location"])["interaction"], login)
        http.get(back.headers["location"], follow_redirects=False)
        csrf = str(http.get("/session").json()["csrfToken"])
        cookie = f"{WEB}={http.cookies[WEB]}"
        http.cookies.clear()
        return {"cookie": cookie, "x-csrf-token": csrf}

    def operator(self) -> Headers:
        """Sign one of the operator's staff in."""
        with self.desk.engine.begin() as connection:
            create(connection, "TEST-OPERATOR", "示例中心", "OPERATOR")
        self.desk.user("wang.wu", institution_code="TEST-OPERATOR")
        return self.signed_in("wang.wu")

    def of(self, party: Party) -> Headers:
        """Return what a program's next request carries: a proof is good for one."""
        token = party.token()
        return {"authorization": f"DPoP {token}", "dpop": party.proof("/graphql", token)}

    def ask(self, headers: Headers, document: str, /, **variables: Any) -> Any:
        """Send an operation; return the answer's JSON without what it tells of its cost."""
        body = {"query": document, "variables": variables}
        return answered(self.desk.http.post("/graphql", json=body, headers=headers).content)

    def consent(self, user: Headers, uscc: str = USCCS[1], fetches: int = 10) -> str:
        """Let the bank ask for consent and the user approve; return the consent's id."""
        terms = {"uscc": uscc, "purpose": "LOAN_REVIEW", "items": ["ANNUAL_REPORT"], "mode": "VIEW"}
        until = "2027-06-30T00:00:00+08:00"
        given = {**terms, "fetch": "PERIODIC", "fetchLimit": fetches, "validUntil": until}
        lodged = self.ask(self.of(self.bank), LODGE, input=given)["data"]["lodgeConsent"]
        consent = str(lodged["consent"]["id"])
        approved = self.ask(user, APPROVE, id=consent)["data"]["approveConsent"]
        assert approved["consent"]["state"] == "ACTIVE"
        return consent

    def fetch(self, consent: str, uscc: str = USCCS[1]) -> bool:
        """Let the bank fetch the enterprise's data; return whether the door was open."""
        answer = self.ask(self.of(self.bank), FILE, uscc=uscc, consent=consent)["data"]["creditFile"]
        assert (answer["annualReports"] is not None) is answer["access"]["granted"]
        return bool(answer["access"]["granted"])

    def seal(self) -> None:
        """Seal what was logged."""
        sealer.seal_all(self.desk.engine, sign)


def counter(engine: Engine, settings: Settings) -> Counter:
    """Set everything up over the small registry; nothing is sealed unless a test says so."""
    settings = replace(settings, issuer=ISSUER, seal_seconds=3_600.0)
    found = desk(engine, settings, Exchange(settings))
    bank = Party.of_bank(engine, settings, institution_code=LENDER, scopes=SCOPES)
    return Counter(found, bank)
