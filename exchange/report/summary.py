"""The report in a few plain sentences: who, since when, what is on record in force, what is disputed."""

from collections.abc import Iterator, Mapping
from typing import Any

from exchange.record.kind import RecordKind, RecordState, Severity
from exchange.report import wording
from exchange.report.audience import Audience

ADVERSE = (RecordKind.PENALTY, RecordKind.ABNORMAL_OPERATION)
"""Of these it is said, too, that there are none: they are published of everybody."""
_DUE = (RecordKind.TAX_ARREARS, RecordKind.WAGE_ARREARS)


def sentences(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the sentences."""
    return (
        _who(facts["entity"]),
        *(_adverse(kind, facts["records"].get(kind.value)) for kind in ADVERSE),
        *_others(facts["records"]),
        *_disputed(facts["records"]),
        *_asked(facts),
    )


def _who(entity: Mapping[str, Any]) -> str:
    name, kind = wording.clean(entity["name"]), wording.ENTITY_KIND[entity["kind"]]
    where = wording.place(entity)
    since = f"，{wording.day(entity['registeredOn'])}成立" if "registeredOn" in entity else ""
    of = f"是在{where}登记的{kind}" if where else f"是{kind}"
    return f"{name}{of}{since}。登记状态：{wording.STATUS[entity['status']]}。"


def _adverse(kind: RecordKind, found: Mapping[str, Any] | None) -> str:
    name = wording.KIND[kind]
    if found is None:
        return f"{name}：没有正在公示的信息。"
    of = {severity: sum(r.get("severity") == severity for r in found["shown"]) for severity in Severity}
    grave = "、".join(f"{wording.SEVERITY[each]}{count}条" for each, count in of.items() if count)
    whole = found["total"] == len(found["shown"])
    return f"{name}：{found['total']}条仍在公示期内{f'，其中{grave}' if grave and whole else ''}。"


def _others(records: Mapping[str, Any]) -> Iterator[str]:
    named = [kind for kind in RecordKind if kind.value in records and kind not in ADVERSE]
    due = [kind for kind in named if kind in _DUE]
    if due:
        yield f"欠缴、拖欠：{_counted(records, due)}。"
    rest = [kind for kind in named if kind not in _DUE]
    if rest:
        yield f"另有：{_counted(records, rest)}。"


def _counted(records: Mapping[str, Any], kinds: list[RecordKind]) -> str:
    return "、".join(f"{wording.KIND[kind]}{records[kind.value]['total']}条" for kind in kinds)


def _disputed(records: Mapping[str, Any]) -> Iterator[str]:
    shown = [record for found in records.values() for record in found["shown"]]
    count = sum(record["state"] == RecordState.DISPUTED for record in shown)
    if count:
        yield f"有{count}条信息正在异议处理中，结论未定，报告中已逐条标明。"


def _asked(facts: Mapping[str, Any]) -> Iterator[str]:
    if facts["audience"] == Audience.BANK:
        access = facts["access"]
        purpose = wording.PURPOSE.get(access["purpose"], access["purpose"])
        reader = wording.clean(facts["reader"])
        named = f"编号{access['consent']}，用途：{purpose}"
        yield f"本报告依据企业的授权（{named}）为{reader}出具，含授权范围内未公开的信息。"
        lacking = [wording.SECTION[name] for name in facts["notCovered"]]
        if lacking:
            yield f"授权未涵盖：{'、'.join(lacking)}。"
    elif facts["audience"] == Audience.SELF:
        yield "本报告供企业了解自身信用信息，含未公开的信息。"
