"""A record to object to, who read it, and files that belong to no case yet: for tests of procedures."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.orm import Session

from exchange import clock
from exchange.audit.model import AccessEntry
from exchange.evidence.model import Evidence
from exchange.feed.model import FeedEvent
from exchange.identifier import ordered
from exchange.objection import rules
from exchange.objection.model import Objection, ObjectionOutcome
from exchange.procedure.actor import Actor
from exchange.record.model import CreditRecord
from tests.planning.data import USCCS

USCC = USCCS[30]
"""An enterprise of the small registry without files."""
SUBJECT = Actor("usr_1")
SUPPLIER = Actor("bureau", "DEMO-A")
OPERATOR = Actor("operator", "T-OPERATOR")
BANK = Actor("bank", "DEMO-B")


def put_record(connection: Connection, n: int = 1, **changes: Any) -> str:
    """Write a public penalty of the enterprise, decided 200 days ago; return its id."""
    today = clock.today()
    row = {
        "id": f"rec_case{n:028x}",
        "kind": "PENALTY",
        "item_code": "PENALTY",
        "publicity": "PUBLIC",
        "supplier_code": "DEMO-A",
        "external_id": f"示例罚-{n}",
        "uscc": USCC,
        "state": "ACTIVE",
        "published_from": today - timedelta(days=200),
        "published_until": today + timedelta(days=100),
        "subject_name": "示例有限公司",
        "document_number": f"示例罚〔2026〕{n}号",
        "authority": "示例市场监督管理局",
        "decided_on": today - timedelta(days=200),
        "severity": "GENERAL",
        "facts": "{}",
        "digest": f"{n:064x}",
        "version": 1,
        "submission_id": 1,
        "line": n,
        "known_from": clock.now() - timedelta(days=199),
    }
    connection.execute(insert(CreditRecord).values(**row | changes))
    return str(row["id"] if "id" not in changes else changes["id"])


def put_access(connection: Connection, institution: str, days_ago: int, uscc: str = USCC, **changes: Any) -> None:
    """Let an institution pass the enterprise's door; '' is a person of the enterprise itself."""
    entry = {
        "id": ordered(),
        "at": clock.now() - timedelta(days=days_ago),
        "request_id": "test",
        "client_id": "client",
        "institution_code": institution,
        "uscc": uscc,
        "purpose": "LOAN_REVIEW",
        "basis": "CONSENT" if institution else "SELF",
        "operation": "test",
        "policies": "CreditFile.annualReports",
        "row_count": 1,
        "outcome": "DELIVERED",
    }
    connection.execute(insert(AccessEntry).values(**entry | changes))


def put_evidence(connection: Connection, n: int, by: Actor = SUBJECT, **changes: Any) -> str:
    """Write a file's row; return its id."""
    row = {
        "id": f"evd_{n:032x}",
        "file_name": f"证明{n}.pdf",
        "media_type": "application/pdf",
        "size": 3,
        "sha256": "0" * 64,
        "uploaded_by": by.id,
        "institution_code": by.institution_code,
        "uploaded_at": clock.now(),
    }
    connection.execute(insert(Evidence).values(**row | changes))
    return str(row["id"])


def told(connection: Connection, after: int = 0) -> list[tuple[str, str | None, bool, str | None]]:
    """Return the feed's events behind a position: type, enterprise, whether public, institution."""
    event = FeedEvent.__table__.c
    columns = select(event.type, event.uscc, event.is_public, event.institution_code)
    rows = connection.execute(columns.where(event.position > after).order_by(event.position))
    return [tuple(row) for row in rows]


def months_ago(months: int) -> date:
    """Return the day of the same number some months ago, or the month's 28th."""
    today = clock.today()
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, 28))


def lodge(session: Session, record: str, text: str = "处罚对象不是本公司", **more: Any) -> Objection:
    """Object to a record."""
    return rules.lodge(session, record, text=text, actor=SUBJECT, **more)


def decide(session: Session, objection: Objection, outcome: ObjectionOutcome = ObjectionOutcome.UPHELD) -> Objection:
    """Let the supplier decide."""
    return rules.decide(session, objection.id, outcome, reasons="已核查", actor=SUPPLIER)


def state_of(session: Session, record: str) -> str:
    """Return a record's state."""
    return session.get_one(CreditRecord, record).state
