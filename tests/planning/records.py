"""The records of the small registry: every kind, public and not, in force and ended, with former words and events."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Connection, insert

from exchange.record.model import CreditRecord, CreditRecordVersion, RecordEvent

KNOWN = datetime(2026, 3, 1, 1, 0, 0, 120, tzinfo=UTC)
CORRECTED = KNOWN + timedelta(days=30)
ITEMS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    (
        "LICENCE",
        "LICENCE",
        "PUBLIC",
        {"document_name": '准予"许可"', "category": "ORDINARY", "valid_until": "2099-12-31"},
    ),
    (
        "PENALTY",
        "PENALTY",
        "PUBLIC",
        {"violation": "示例\n违法", "categories": ["FINE", "WARNING"], "fine_fen": 10**13},
    ),
    ("ABNORMAL_OPERATION", "ABNORMAL_OPERATION", "PUBLIC", {"reason": "未公示年报", "removed_on": "2027-01-31"}),
    ("HONOUR", "HONOUR", "PUBLIC", {"title": "示例荣誉", "level": "MUNICIPAL"}),
    ("TAX_RATING_A", "TAX_RATING", "PUBLIC", {"year": 2025, "grade": "A"}),
    ("TAX_RATING", "TAX_RATING", "CONSENT", {"year": 2024, "grade": "B"}),
    ("TAX_ARREARS", "TAX_ARREARS", "CONSENT", {"tax": "增值税", "amount_fen": 123}),
    ("WAGE_ARREARS", "WAGE_ARREARS", "GOVERNMENT", {"amount_fen": 5, "workers": 7}),
    ("SOCIAL_INSURANCE", "SOCIAL_INSURANCE", "CONSENT", {"insured": 12, "due_fen": 8, "period_from": "2026-01-01"}),
    ("HOUSING_FUND", "HOUSING_FUND", "CONSENT", {"depositors": 3, "arrears_fen": 0}),
    ("UTILITY_PAYMENT", "UTILITY_PAYMENT", "CONSENT", {"utility": "WATER", "overdue_days": 4}),
    ("CONTRACT_PERFORMANCE", "CONTRACT_PERFORMANCE", "CONSENT", {"title": "示例合同", "performance": "PERFORMED"}),
    ("COMMITMENT", "COMMITMENT", "PUBLIC", {"category": "VOLUNTARY", "content": "示例“承诺”"}),
    ("JUDGMENT", "JUDGMENT", "CONSENT", {"cause": "买卖合同纠纷", "role": "RESPONDENT"}),
    ("ARBITRATION_OUTCOME", "ARBITRATION_OUTCOME", "CONSENT", {"disclosure": "PARTIES_AGREED", "amount_fen": 1}),
    ("GUARANTEE", "GUARANTEE", "CONSENT", {"role": "GUARANTOR", "creditor": "示例银行"}),
)
"""Item, kind, publicity and facts, in turn."""
STATES = ("ACTIVE", "DISPUTED", "ACTIVE", "RESTORED", "ACTIVE", "WITHDRAWN", "ACTIVE")
SEVERE = ("PENALTY", "ABNORMAL_OPERATION", "TAX_ARREARS", "WAGE_ARREARS")
HOLDERS = 6
DECIDED, OVER, LASTING = date(2026, 2, 20), date(2026, 2, 28), date(2099, 12, 30)
"""Days that stay what they are: the golden answers name them."""
EACH = 2 * len(ITEMS)


def record_id(n: int) -> str:
    """Return the id of the n-th record: the first 32 are of the first enterprise, every item twice."""
    return f"rec_{n:032x}"


def fill_records(connection: Connection, usccs: tuple[str, ...]) -> None:
    """Write records of the first enterprises, and their past."""
    rows = [_record(n, usccs[n // EACH]) for n in range(HOLDERS * EACH)]
    connection.execute(insert(CreditRecord), rows)
    connection.execute(insert(CreditRecordVersion), [_version(row) for row in rows if row["version"] == 2])
    connection.execute(insert(RecordEvent), [_event(row) for row in rows if row["state"] != "ACTIVE"])


def _record(n: int, uscc: str) -> dict[str, Any]:
    item, kind, publicity, facts = ITEMS[n % len(ITEMS)]
    decided = None if n % 29 == 28 else DECIDED - timedelta(days=n % 11)
    first = decided if n % 13 else None
    return {
        "id": record_id(n),
        "kind": kind,
        "item_code": item,
        "publicity": publicity,
        "supplier_code": "DEMO-A" if n % 3 else "DEMO-B",
        "external_id": f'示例-{n}"',
        "uscc": uscc,
        "state": STATES[n % len(STATES)],
        "published_from": first,
        "published_until": (None, LASTING, OVER)[n % 5 % 3],
        "subject_name": '示例"甲"有限公司',
        "document_number": f"示例罚〔2026〕{n}号" if n % 4 else None,
        "authority": "示例局" if n % 6 else None,
        "decided_on": decided,
        "severity": ("MINOR", "GENERAL", "SERIOUS")[n % 3] if kind in SEVERE else None,
        "facts": orjson.dumps(facts if n % 17 else {}).decode(),
        "digest": f"{n:064x}",
        "version": 2 if n % 4 == 0 else 1,
        "submission_id": 1 + n % 3,
        "line": n + 2,
        "known_from": CORRECTED if n % 4 == 0 else KNOWN,
    }


def _version(row: dict[str, Any]) -> dict[str, Any]:
    stated = ("subject_name", "document_number", "authority", "severity", "facts", "submission_id", "line")
    former = {"digest": "0" * 64, "version": 1, "known_from": KNOWN, "known_to": CORRECTED}
    return {name: row[name] for name in stated} | former | {"record_id": row["id"], "decided_on": date(2026, 1, 5)}


def _event(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"rev_{row['id'][4:]}",
        "record_id": row["id"],
        "state": row["state"],
        "at": CORRECTED,
        "by": "bureau",
        "institution_code": row["supplier_code"],
        "reason": "示例\t理由",
    }
