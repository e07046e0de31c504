"""The words of a report in Chinese: labels as the field standards have them, choices, days and amounts."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from unicodedata import category

from exchange import clock
from exchange.catalogue.model import FieldType
from exchange.entity.fact import EntityKind, EntityStatus
from exchange.record.fact import COLUMNS, FACTS
from exchange.record.kind import RecordKind, RecordState, Severity
from exchange.record.window import LONG_TERM
from exchange.reference.catalogue import catalogue_fields, catalogue_items
from exchange.report.audience import Audience

EXCHANGE = "信用信息交换平台"
EXCHANGE_ENGLISH = "Credit information exchange"
AUDIENCE = {Audience.PUBLIC: "公开版", Audience.SELF: "本企业查询版", Audience.BANK: "授权查询版"}
KIND = {
    RecordKind.LICENCE: "行政许可",
    RecordKind.PENALTY: "行政处罚",
    RecordKind.ABNORMAL_OPERATION: "经营异常名录",
    RecordKind.HONOUR: "表彰奖励",
    RecordKind.TAX_RATING: "纳税信用级别",
    RecordKind.TAX_ARREARS: "欠税",
    RecordKind.WAGE_ARREARS: "拖欠工资",
    RecordKind.SOCIAL_INSURANCE: "社会保险缴纳",
    RecordKind.HOUSING_FUND: "住房公积金缴存",
    RecordKind.UTILITY_PAYMENT: "公用事业缴费",
    RecordKind.CONTRACT_PERFORMANCE: "合同履约",
    RecordKind.COMMITMENT: "信用承诺及履行情况",
    RecordKind.JUDGMENT: "司法判决",
    RecordKind.ARBITRATION_OUTCOME: "仲裁结果",
    RecordKind.GUARANTEE: "对外担保",
}
SECTION: Mapping[str, str] = {
    "ENTITY": "登记信息",
    "registeredContact": "登记联络方式",
    "annualReports": "企业选择不公示的年度报告数据",
    **{kind.value: name for kind, name in KIND.items()},
}
SEVERITY = {Severity.MINOR: "轻微", Severity.GENERAL: "一般", Severity.SERIOUS: "严重"}
STATE = {RecordState.ACTIVE: "有效", RecordState.DISPUTED: "异议处理中，结论未定"}
ENTITY_KIND = {
    EntityKind.ENTERPRISE: "企业",
    EntityKind.INDIVIDUAL_BUSINESS: "个体工商户",
    EntityKind.INSTITUTION: "事业单位",
    EntityKind.SOCIAL_ORGANISATION: "社会组织",
    EntityKind.GOVERNMENT_AGENCY: "机关",
    EntityKind.RURAL_COLLECTIVE: "农村集体经济组织",
    EntityKind.OTHER: "其他组织",
}
STATUS = {
    EntityStatus.ACTIVE: "存续",
    EntityStatus.SUSPENDED: "歇业",
    EntityStatus.REVOKED: "吊销",
    EntityStatus.DEREGISTERED: "注销",
    EntityStatus.MOVED_OUT: "迁出",
    EntityStatus.UNKNOWN: "登记机关未说明",
}
PURPOSE = {
    "LOAN_REVIEW": "贷款审批",
    "LOAN_MONITORING": "贷后管理",
    "GUARANTEE_REVIEW": "担保审批",
    "INSURANCE_REVIEW": "承保审核",
    "CREDIT_RATING": "信用评级",
    "OWN_RECORD": "本企业查询",
}
UNSAID = frozenset({"subject_kind", "authority_uscc", "source_uscc"})
"""Facts that a reader of the report learns nothing from."""
_SPACES = re.compile(r"\s+")
_LOST = "〓"
"""By which Chinese printing shows that a character could not be set."""


class Label(NamedTuple):
    """How a fact is shown: what it is called, what it is, and the words of its choices by their codes."""

    name: str
    type: FieldType
    choices: Mapping[str, str]


@cache
def labels(kind: RecordKind) -> Mapping[str, Label]:
    """Return the labels of a kind's facts and columns by their names in the contract, in the standard's order."""
    codes = [item.code for item in catalogue_items() if item.record_kind == kind]
    fields = [field for field in catalogue_fields() if field.item_code in codes and field.target]
    found: dict[str, Label] = {}
    for field in sorted(fields, key=lambda field: field.position):
        target = str(field.target)
        if target not in UNSAID:
            name = re.sub(r"（[^）]*元）", "", field.name)
            type_ = FACTS[kind].get(target) or COLUMNS.get(target, FieldType.TEXT)
            label = Label(name, type_, _choices(field.choices))
            found.setdefault(contracted(target), label)
    return found


def contracted(name: str) -> str:
    """Return a name as the contract writes it."""
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


def _choices(text: str | None) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for choice in (text or "").split("|"):
        word, _, code = choice.partition("=")
        found.setdefault(code or word, word)
    return found


def clean(text: str) -> str:
    """Return text as it can be shown: one line, without characters that are invisible or turn the others around."""
    kept = []
    for character in text:
        kind = category(character)
        if kind in ("Co", "Cn", "Cs"):
            kept.append(_LOST)
        elif kind != "Cf":
            kept.append(" " if kind in ("Cc", "Zl", "Zp") else character)
    return _SPACES.sub(" ", "".join(kept)).strip()


def said(label: Label, value: Any) -> str:
    """Return a fact in words."""
    if label.type is FieldType.CHOICES:
        return "、".join(label.choices.get(code, code) for code in value)
    if label.type is FieldType.CHOICE:
        return label.choices.get(value, str(value))
    if label.type is FieldType.DATE:
        return day(value)
    if label.type is FieldType.YUAN:
        return yuan(value)
    return clean(str(value))


def day(value: str | date | None) -> str:
    """Return a day in words."""
    if value is None:
        return "未说明"
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return "长期" if found >= LONG_TERM else f"{found.year}年{found.month}月{found.day}日"


def moment(instant: datetime) -> str:
    """Return an instant in words, in the exchange's own time zone."""
    local = instant.astimezone(clock.LOCAL)
    return f"{day(local.date())} {local:%H:%M:%S}（北京时间）"


def place(entity: Mapping[str, Any]) -> str:
    """Return the division that an entity is registered in, behind those above it; empty where it isn't stated."""
    names: list[str] = []
    region = entity.get("region")
    while region:
        names.append(clean(region["name"]))
        region = region.get("parent")
    return "".join(reversed(names))


def yuan(fen: str | int, currency: str = "CNY") -> str:
    """Return an amount in words; its hundredths only where there are any."""
    whole, cents = divmod(abs(int(fen)), 100)
    sign = "-" if int(fen) < 0 else ""
    unit = "元" if currency == "CNY" else f" {currency}"
    return f"{sign}{whole:,}{f'.{cents:02}' if cents else ''}{unit}"
