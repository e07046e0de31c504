"""Reports over HTTP, as the public, an enterprise's user and a bank with consent ask for them."""

from dataclasses import dataclass, replace
from typing import Any

import orjson
from httpx2 import Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from exchange.audit.model import AccessEntry
from exchange.procedure.actor import Actor
from exchange.record.kind import RecordState
from exchange.record.model import CreditRecord
from exchange.record.state import change
from tests.access.oauth_party import Party
from tests.api.counter import LENDER, SCOPES, Counter, Headers
from tests.planning.data import COUNT, USCCS, uscc
from tests.planning.files import ACCESSES

SUBJECT = USCCS[1]
UNKNOWN = uscc(COUNT)
"""A code that nobody has been given."""
ISSUE = """mutation($input: IssueReportInput!) { issueReport(input: $input) {
  ... on CreditReportPayload { facts report { id audience uscc sha256 jws verification entity { name } } }
  ... on CommandError { code message path } } }"""


@dataclass(frozen=True)
class Desk:
    """The counter, with a bank that may have reports issued."""

    at: Counter

    @classmethod
    def of(cls, at: Counter) -> "Desk":
        """Register the bank's second program."""
        scopes = (*SCOPES, "reports:read", "reports:write")
        bank = Party.of_bank(at.desk.engine, at.desk.settings, institution_code=LENDER, scopes=scopes)
        return cls(replace(at, bank=bank))

    def get(self, path: str, headers: Headers | None = None) -> Response:
        """Ask for an address."""
        return self.at.desk.http.get(path, headers=headers or {}, follow_redirects=False)

    def public(self, uscc: str = SUBJECT, ending: str = "json", **headers: str) -> Response:
        """Ask for a public report."""
        return self.get(f"/reports/public/{uscc}.{ending}", headers)

    def bank(self, consent: str, uscc: str = SUBJECT, ending: str = "json", purpose: str = "LOAN_REVIEW") -> Response:
        """Ask for a report as the bank."""
        path = f"/reports/bank/{uscc}.{ending}"
        token = self.at.bank.token()
        proven = {"authorization": f"DPoP {token}", "dpop": self.at.bank.proof(path, token, htm="GET")}
        return self.get(f"{path}?purpose={purpose}&consent={consent}", proven)

    def user(self, *usccs: str, login: str = "zhang.san") -> Headers:
        """Sign in a user who acts for enterprises."""
        self.at.desk.user(login, *usccs)
        return self.at.signed_in(login)

    def verified(self, report: Response) -> Any:
        """Return what the verification says of a report."""
        return self.verdict(report.headers["report-id"])

    def verdict(self, id_: str) -> Any:
        """Return what the verification says of an id, without the prefix in its address."""
        return self.get(f"/verify/{id_.removeprefix('rpt_')}", {"accept": "application/json"}).json()

    def accesses(self) -> int:
        """Count the accesses that were logged since the test began."""
        with Session(self.at.desk.engine) as session:
            return int(session.scalar(select(func.count()).select_from(AccessEntry)) or 0) - ACCESSES

    def bring(self, record: str, state: RecordState) -> None:
        """Bring a record into a state, as its authority does."""
        with Session(self.at.desk.engine) as session, session.begin():
            change(session, record, state, actor=Actor("tester"), reason="示例")

    def set(self, record: str, **columns: Any) -> None:
        """Write something into a record's row."""
        with Session(self.at.desk.engine) as session, session.begin():
            row = session.get_one(CreditRecord, record)
            for name, value in columns.items():
                setattr(row, name, value)


def shown(report: Response, kind: str) -> list[str]:
    """Return the ids of the records of a kind that a report names."""
    found = orjson.loads(report.content)["facts"]["records"].get(kind, {"shown": []})["shown"]
    return [record["id"] for record in found]
