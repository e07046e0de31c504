"""What lies behind the credit file's door of the small registry: filings, agreements and consents in every state.

And who passed it: accesses of two institutions and of a person, some of them disputed.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from exchange import clock
from exchange.agreement.model import Agreement, AgreementItem, AgreementParty, AgreementPurpose
from exchange.audit.model import AccessEntry
from exchange.catalogue.items import ANNUAL_REPORT, REGISTERED_CONTACT, RISK_CLASS
from exchange.consent.model import Consent, ConsentBalance, ConsentEvent, ConsentItem
from exchange.dispute.model import AccessDispute
from exchange.filing.model import AnnualReport, RegisteredContact, RiskClass

STATES = ("ACTIVE", "AWAITING", "PAUSED", "REVOKED", "CONSUMED")
GRANTEE = "DEMO-A"
ACCESSES = 18
OVERDUE = 12
"""Whose dispute is: it suspends a consent that is paused anyway."""
LIMITED = 5
"""Whose consent's data range is the last day of its first report's year; a second report is of the year after."""


def consent_id(n: int) -> str:
    """Return the id of the n-th consent: it concerns the n-th enterprise, and its state is the n-th of STATES."""
    return f"cns_{n:032x}"


def access_id(n: int) -> str:
    """Return the id of the n-th access, without its prefix: odd ones are DEMO-B's, every seventh is a person's."""
    return f"{n:032x}"


def dispute_id(n: int) -> str:
    """Return the id of the n-th access's dispute: every third one of an institution has one."""
    return f"dsp_{n:032x}"


class Rows:
    """Rows by their table, in the order in which the tables were first named: one statement a table writes them."""

    def __init__(self) -> None:
        self.of: dict[Any, list[dict[str, Any]]] = {}

    def put(self, model: Any, **values: Any) -> None:
        """Add a row; what isn't given is null."""
        table = model.__table__
        keyed = {c.name: values.get(c.name) for c in table.columns if c.name in values or c.nullable}
        self.of.setdefault(table, []).append(keyed)

    def write(self, connection: Connection) -> None:
        """Write them all."""
        for table, rows in self.of.items():
            connection.execute(insert(table), rows)


def fill_files(connection: Connection, usccs: tuple[str, ...]) -> None:
    """Put filings of the first enterprises in, an agreement of the grantee, and its consents."""
    rows = Rows()
    for n, uscc in enumerate(usccs):
        rows.put(RegisteredContact, **_contact(n, uscc))
        for year in range(2023, 2023 + n % 4 + (n == LIMITED)):
            rows.put(AnnualReport, **_report(n, uscc, year))
        rows.put(RiskClass, **_risk(n, uscc))
    _agree(rows)
    for n, uscc in enumerate(usccs):
        _consent(rows, n, uscc)
    for n in range(ACCESSES):
        _access(rows, n, usccs)
    rows.write(connection)


def _stated() -> dict[str, Any]:
    return {"supplier_code": "DEMO-A", "stated_at": clock.now()}


def _contact(n: int, uscc: str) -> dict[str, Any]:
    return {"uscc": uscc, "phone": f"0752-{n}" if n % 2 else None, "email": f'a"{n}@example.org', **_stated()}


def _report(n: int, uscc: str, year: int) -> dict[str, Any]:
    return {"uscc": uscc, "year": year, "employees": n or None, "profit_fen": -(10**12) * n, **_stated()}


def _risk(n: int, uscc: str) -> dict[str, Any]:
    return {"uscc": uscc, "assessed_on": date(2026, 1, 5), "grade": "ABCD"[n % 4], **_stated()}


def _agree(rows: Rows) -> None:
    long = {"legal_basis": "示例", "security_terms": "示例", "created_at": clock.now()}
    today = clock.today()
    for id_, number, until in (("agr_1", "示例-1", 30), ("agr_2", "示例-2", -1)):
        days = {"valid_from": today - timedelta(days=60), "valid_until": today + timedelta(days=until)}
        rows.put(Agreement, id=id_, number=number, title="示例", **days, **long)
        for institution in ("DEMO-A", "DEMO-B"):
            party = {"agreement_id": id_, "institution_code": institution}
            rows.put(AgreementParty, **party)
        for item in (RISK_CLASS, ANNUAL_REPORT):
            rows.put(AgreementItem, agreement_id=id_, item_code=item)
    for id_, purpose in (("agr_1", "SUPERVISION"), ("agr_2", "STATISTICS")):
        rows.put(AgreementPurpose, agreement_id=id_, purpose=purpose)


def _consent(rows: Rows, n: int, uscc: str) -> None:
    now = clock.now()
    rows.put(
        Consent,
        id=consent_id(n),
        uscc=uscc,
        grantee_code=GRANTEE,
        purpose="LOAN_REVIEW",
        mode="VIEW",
        fetch="PERIODIC",
        fetch_limit=10,
        data_from=date(2023, 12, 31) if n == LIMITED else None,
        data_until=date(2023, 12, 31) if n == LIMITED else None,
        data_life_days=0,
        valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=-1 if n % 7 == 6 else 30),
        lodged_by="bank",
        lodged_at=now,
    )
    for item in (ANNUAL_REPORT, REGISTERED_CONTACT)[: 1 + n % 2]:
        rows.put(ConsentItem, consent_id=consent_id(n), item_code=item)
    for state in ("AWAITING", STATES[n % len(STATES)]):
        event = {"consent_id": consent_id(n), "state": state, "at": now, "actor": "usr_1"}
        rows.put(ConsentEvent, **event)
    rows.put(ConsentBalance, consent_id=consent_id(n), remaining=(n % 5 and 3) or 5)


def _access(rows: Rows, n: int, usccs: tuple[str, ...]) -> None:
    reader = "" if n % 7 == 6 else "DEMO-B" if n % 2 else "DEMO-A"
    basis = ("CONSENT", "AGREEMENT", "COURT")[n % 3] if reader else "SELF"
    named = {
        "id": access_id(n),
        "at": clock.now() - timedelta(hours=ACCESSES - n),
        "request_id": f"request-{n}",
        "client_id": "bank",
        "institution_code": reader,
        "user_id": "usr_1" if n % 4 == 0 or not reader else None,
        "uscc": usccs[n % 5],
        "purpose": "LOAN_REVIEW" if reader else "OWN_RECORD",
        "basis": basis,
        "consent_id": consent_id(n % 5) if basis == "CONSENT" else None,
        "agreement_id": "agr_1" if basis == "AGREEMENT" else None,
        "operation": f'示例"{n}" {n:064x}',
        "policies": ("", "CreditFile.annualReports", "CreditFile.annualReports CreditFile.riskClasses")[n % 3],
        "row_count": n,
        "outcome": "DELIVERED",
    }
    rows.put(AccessEntry, **named)
    if reader and n % 3 == 0:
        _dispute(rows, n, named)


def _dispute(rows: Rows, n: int, access: dict[str, Any]) -> None:
    answered = {"answer": "示例\n答复", "answered_by": "bank", "answered_at": clock.now()} if n % 2 else {}
    rows.put(
        AccessDispute,
        id=dispute_id(n),
        entry_id=access["id"],
        **{name: access[name] for name in ("uscc", "institution_code", "consent_id")},
        reason='为什么"查询"',
        lodged_by="usr_1",
        lodged_at=clock.now(),
        due_on=clock.today() + timedelta(days=-1 if n == OVERDUE else 20),
        rule_code="ACCESS_DISPUTE_ANSWER",
        provisional=n % 9 == 0,
        **answered,
    )
