"""The facts of a made-up enterprise's report, and what is hostile in them."""

from datetime import UTC, datetime
from typing import Any

from exchange.report.audience import Audience
from exchange.report.canonical import canonical, digest
from exchange.report.issuing import Issued

ISSUER = "https://exchange.example"
ID = "rpt_abcdefghijklmnopqrstuvwxyz"
MADE_AT = datetime(2026, 11, 23, 2, 0, 5, tzinfo=UTC)
HOSTILE = '示例"<script>alert(1)</script>&amp;\\#panic() *粗* $x$ `c` @a 公司'
"""Markup of HTML and of typst, quotes and escapes: all of it is to be read as it stands."""
REGISTERED: dict[str, Any] = {
    "uscc": "91990000MA0000001B",
    "name": "示例明湖电子有限公司",
    "kind": "ENTERPRISE",
    "status": "ACTIVE",
    "registeredOn": "2012-03-05",
    "registeredCapital": {"fen": "500000050", "currency": "CNY"},
    "businessScope": "电子元器件制造；软件开发。",
    "region": {"name": "惠城区", "parent": {"name": "惠州市", "parent": {"name": "广东省"}}},
    "fictitious": True,
    "provenance": {"supplier": {"name": "示例市场监督管理局"}},
}


def record(n: int, **changes: Any) -> dict[str, Any]:
    """Return a penalty."""
    stated = {
        "id": f"rec_{n:032x}",
        "state": "ACTIVE",
        "severity": "GENERAL",
        "documentNumber": f"示例罚〔2026〕{n}号",
        "authority": "示例局",
        "decidedOn": "2026-05-12",
        "publishedFrom": "2026-05-12",
        "publishedUntil": "2027-05-12",
        "supplier": {"name": "示例局"},
        "catalogueItem": {"name": "行政处罚", "publicity": "PUBLIC"},
        "source": "published",
        "violation": "未按规定公示年报",
        "categories": ["FINE", "WARNING"],
        "fineFen": "500050",
    }
    return stated | changes


def facts(audience: Audience = Audience.PUBLIC, *shown: dict[str, Any], **entity: Any) -> dict[str, Any]:
    """Return the facts of a report with these penalties."""
    records = {"PENALTY": {"total": len(shown), "shown": list(shown)}} if shown else {}
    found = {"audience": audience.value, "entity": REGISTERED | entity, "records": records}
    if audience is Audience.PUBLIC:
        return found
    purpose = "OWN_RECORD" if audience is Audience.SELF else "LOAN_REVIEW"
    access = {"granted": True, "basis": "CONSENT", "consent": "cns_1", "purpose": purpose}
    file = {"annualReports": [{"year": 2025, "employees": 86, "profitFen": "-12300055"}]}
    covered = {"covered": ["annualReports"], "notCovered": ["JUDGMENT"], "reader": "示例银行"}
    return found | covered | {"access": access, "file": file}


def issued(found: dict[str, Any]) -> Issued:
    """Return the report of facts, without a database."""
    content = canonical(found)
    return Issued(
        id=ID,
        audience=Audience(found["audience"]),
        uscc=found["entity"]["uscc"],
        made_at=MADE_AT,
        facts=found,
        content=content,
        sha256=digest(content),
        jws="",
    )
