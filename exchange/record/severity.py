"""How grave an adverse record is, where its supplier doesn't say."""

from collections.abc import Mapping
from typing import Any

from exchange.record.kind import RecordKind, Severity

MINOR = frozenset({"WARNING", "PUBLIC_CRITICISM"})
SERIOUS = frozenset({"LICENCE_REVOKED", "BUSINESS_SUSPENDED", "CLOSURE", "TRADE_BAN"})
"""Codes of penalties' categories. Fines are GENERAL: from which amount one is huge (巨额), no rule at hand says."""


def severity(kind: RecordKind, stated: str | None, facts: Mapping[str, Any]) -> Severity | None:
    """Return a record's severity: as stated, or of a penalty by its categories and procedure; else none.

    Source: 信用修复管理办法 (国家发展改革委令第36号): minor are 简易程序, 警告, 通报批评; serious are 巨额罚款,
    吊销许可证, 限制从业.
    """
    if stated is not None:
        return Severity(stated)
    if kind is not RecordKind.PENALTY:
        return None
    categories = frozenset(facts.get("categories") or ())
    if categories & SERIOUS:
        return Severity.SERIOUS
    mild = bool(categories) and categories <= MINOR
    return Severity.MINOR if mild or facts.get("procedure") == "SIMPLE" else Severity.GENERAL
