"""A report as a reader meets it, whatever it is rendered to: headings, sentences and tables, all of it plain text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exchange.catalogue.model import Publicity
from exchange.record.kind import RecordKind, RecordState, Severity
from exchange.report import summary, wording
from exchange.report.audience import Audience
from exchange.report.facts import ANNUAL, CONTACT
from exchange.report.wording import clean, day, yuan

Pairs = tuple[tuple[str, str], ...]
"""Labels and what they say."""
_AFTER = frozenset({"subjectName", "uscc", "externalId", "severity", "publishedUntil", "sourceName"})
"""Facts of a record that its card shows elsewhere, or not at all."""
_TITLES = ("documentName", "title", "violation", "reason", "cause", "tax", "documentNumber")
_FIGURES = {
    "employees": "从业人数",
    "assetsFen": "资产总额",
    "liabilitiesFen": "负债总额",
    "revenueFen": "营业总收入",
    "profitFen": "利润总额",
    "taxFen": "纳税总额",
}
_REACHED = {"phone": "办公电话", "email": "电子邮箱", "postalAddress": "通信地址"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A record, or another thing of which there may be several."""

    title: str = ""
    """Empty where the section's heading says it already."""
    marks: tuple[str, ...] = ()
    """What is to be noticed of it, in words: its severity, and that it is disputed."""
    pairs: Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report under a heading of its own."""

    heading: str
    said: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    numbered: bool = True
    """Whether its cards are counted."""

    def titled(self, card: Card) -> str:
        """Return what a card is called where it stands alone."""
        return card.title or self.heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A line of the overview: a kind of record, how many there are, and of these how many are disputed."""

    name: str
    total: int
    disputed: int
    latest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The whole report, without its id and the time of its making."""

    name: str
    uscc: str
    audience: str
    fictitious: bool
    summary: tuple[str, ...]
    counts: tuple[Count, ...]
    sections: tuple[Section, ...]
    notes: tuple[Section, ...]


def layout(facts: Mapping[str, Any]) -> Layout:
    """Lay the facts out."""
    entity, audience = facts["entity"], Audience(facts["audience"])
    return Layout(
        name=clean(entity["name"]),
        uscc=entity["uscc"],
        audience=wording.AUDIENCE[audience],
        fictitious=entity["fictitious"],
        summary=summary.sentences(facts),
        counts=tuple(_count(RecordKind(kind), found) for kind, found in facts["records"].items()),
        sections=(_registration(entity), *_records(facts), *_filed(facts.get("file", {}))),
        notes=_notes(audience),
    )


def _registration(entity: Mapping[str, Any]) -> Section:
    capital = entity.get("registeredCapital")
    industry = entity.get("industry", {})
    pairs = (
        ("名称", entity["name"]),
        ("统一社会信用代码", entity["uscc"]),
        ("曾用名", "、".join(entity.get("formerNames", ()))),
        ("主体类型", wording.ENTITY_KIND[entity["kind"]]),
        ("企业类型", entity.get("legalForm")),
        ("登记状态", wording.STATUS[entity["status"]]),
        ("成立日期", day(entity["registeredOn"]) if "registeredOn" in entity else None),
        ("注册资本", yuan(capital["fen"], capital["currency"]) if capital else None),
        ("所属地区", wording.place(entity)),
        ("所属行业", industry.get("name")),
        ("住所", entity.get("address")),
        ("经营范围", entity.get("businessScope")),
        ("登记机关", entity.get("authority")),
        ("信息来源", (entity.get("provenance", {}).get("supplier") or {}).get("name")),
    )
    shown = tuple((label, clean(value)) for label, value in pairs if value)
    return Section(heading="登记信息", cards=(Card(pairs=shown),), numbered=False)


def _count(kind: RecordKind, found: Mapping[str, Any]) -> Count:
    shown = found["shown"]
    disputed = sum(record["state"] == RecordState.DISPUTED for record in shown)
    latest = day(shown[0]["decidedOn"]) if "decidedOn" in shown[0] else "未说明"
    return Count(name=wording.KIND[kind], total=found["total"], disputed=disputed, latest=latest)


def _records(facts: Mapping[str, Any]) -> tuple[Section, ...]:
    return tuple(_of_kind(RecordKind(kind), found) for kind, found in facts["records"].items())


def _of_kind(kind: RecordKind, found: Mapping[str, Any]) -> Section:
    total, shown = found["total"], found["shown"]
    more = (
        f"共{total}条，本报告列出最近的{len(shown)}条；其余可在平台查询。" if total > len(shown) else f"共{total}条。"
    )
    return Section(heading=wording.KIND[kind], said=(more,), cards=tuple(_card(kind, record) for record in shown))


def _card(kind: RecordKind, record: Mapping[str, Any]) -> Card:
    labels = wording.labels(kind)
    title = next((name for name in _TITLES if name in record), "")
    pairs = [
        (label.name, wording.said(label, record[name]))
        for name, label in labels.items()
        if name in record and name not in _AFTER and name != title
    ]
    pairs += _standing(kind, record)
    marks = []
    if "severity" in record:
        marks.append(f"严重程度：{wording.SEVERITY[Severity(record['severity'])]}")
    if record["state"] == RecordState.DISPUTED:
        marks.append(wording.STATE[RecordState.DISPUTED])
    named = clean(record[title]) if title else wording.KIND[kind]
    return Card(title=named, marks=tuple(marks), pairs=tuple((label, value) for label, value in pairs if value))


def _standing(kind: RecordKind, record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what holds for a record of any kind."""
    item = clean(record["catalogueItem"]["name"])
    published = record["catalogueItem"]["publicity"] == Publicity.PUBLIC
    ends = day(record["publishedUntil"]) if "publishedUntil" in record else "未设截止日"
    return [
        ("状态", wording.STATE[RecordState(record["state"])]),
        ("公示至" if published else "共享至", ends),
        ("信息类别", item if item != wording.KIND[kind] else ""),
        ("提供单位", clean(record["supplier"]["name"])),
    ]


def _filed(file: Mapping[str, Any]) -> tuple[Section, ...]:
    found = []
    if CONTACT in file:
        contact = file[CONTACT]
        pairs = tuple((label, clean(contact[name])) for name, label in _REACHED.items() if name in contact)
        found.append(Section(heading="登记联络方式", cards=(Card(pairs=pairs),), numbered=False))
    if ANNUAL in file:
        cards = tuple(_year(report) for report in file[ANNUAL])
        found.append(Section(heading="年度报告数据（企业选择不公示）", cards=cards, numbered=False))
    return tuple(found)


def _year(report: Mapping[str, Any]) -> Card:
    pairs = tuple(
        (label, f"{report[name]}人" if name == "employees" else yuan(report[name]))
        for name, label in _FIGURES.items()
        if name in report
    )
    return Card(title=f"{report['year']}年度", pairs=pairs)


def _notes(audience: Audience) -> tuple[Section, ...]:
    return tuple(Section(heading=heading, said=said) for heading, said in NOTES[audience])


_OBJECT: tuple[str, Sequence[str]] = (
    "对信息有异议，或者要修复信用",
    (
        "报告中的企业认为信息有误的，可以在平台用户中心提出异议并附证据。异议提出后，该条信息即标注“异议处理中”，由提供单位核查答复。",
        "失信信息超过最短公示期、义务已经履行的，企业可以在用户中心申请信用修复。修复后，该信息停止公示、共享和使用，不再出现在报告中。",
        "办理异议和信用修复不收取费用。",
    ),
)
_IS_NOT: tuple[str, Sequence[str]] = (
    "阅读须知",
    (
        "本报告只列出出具时依法可以公开或者共享的信息，以列出的为准。",
        "各条信息由所列提供单位作出或者提供，平台照录，不作评价。本报告不是评分、评级或者推荐。",
        "标注“异议处理中”的信息，结论尚未作出，使用时请一并考虑。",
    ),
)
NOTES: Mapping[Audience, Sequence[tuple[str, Any]]] = {
    Audience.PUBLIC: (
        ("谁可以看", ("本报告是公开版，只含依法公开的信息，任何人都可以免费取得。",)),
        _IS_NOT,
        _OBJECT,
    ),
    Audience.SELF: (
        (
            "谁可以看",
            (
                "本报告由企业自己取得，含未公开的信息，免费提供。是否交给他人，由企业自行决定。",
                "本次查询已记入访问日志，企业可以在用户中心查看。",
            ),
        ),
        _IS_NOT,
        _OBJECT,
    ),
    Audience.BANK: (
        (
            "谁可以看",
            (
                "本报告依据企业的授权出具，含未公开的信息，仅供被授权机构用于授权载明的用途，不得向他人提供。",
                "本次查询已记入访问日志，企业可以查看，并可以提出异议。企业撤销授权后，即不能再次取得本报告。",
            ),
        ),
        _IS_NOT,
        _OBJECT,
    ),
}
