"""What the catalogue may be opened to, and what never; and whether what it ships keeps its own rules."""

from dataclasses import replace
from typing import Any

import pytest

from exchange.catalogue.model import FieldType, Publicity
from exchange.catalogue.refusal import CatalogueRefused, ConsentOnly, NeverCollected
from exchange.catalogue.section import scope_of
from exchange.catalogue.standard import choices
from exchange.catalogue.terms import Field, Item, check
from exchange.record.fact import FACTS
from exchange.record.kind import RecordKind
from exchange.reference import catalogue

PUBLIC, CONSENT, GOVERNMENT = Publicity.PUBLIC, Publicity.CONSENT, Publicity.GOVERNMENT
COMMON = (
    Field(code="BH", name="编号", target="external_id", required=True),
    Field(code="MC", name="主体名称", target="subject_name", required=True),
    Field(code="DM", name="主体代码", type=FieldType.USCC, target="uscc", required=True),
    Field(code="RQ", name="日期", type=FieldType.DATE, target="decided_on", required=True),
    Field(code="JG", name="机关", target="authority", required=True),
)


def item(*fields: Field, **other: Any) -> Item:
    given = {"code": "X", "name": "示例", "kind": RecordKind.HONOUR, "publicity": PUBLIC, "edition": "2026"} | other
    return Item(fields=(*COMMON, *fields), **given)


def field(**given: Any) -> Field:
    return replace(Field(code="F", name="示例字段"), **given)


NEVER = (
    "宗教",
    "宗教信仰",
    "基因",
    "指纹",
    "血型",
    "疾病",
    "病史",
    "Religion",
    "ＲＥＬＩＧＩＯＮ",
    "genes",
    "g e n e s",
    "G-E-N-E-S",
    "fooGenes",
    "blood type",
    "BLOOD_TYPE",
    "BloodType",
    "bloodtype",
    "ｂｌｏｏｄ　ｔｙｐｅ",
    "血 型",
    "血\u200b型",
    "指紋",
    "遺傳",
    "gènes",
    "gen\u200bes",
    "基　因",
    "Medical History",
    "medical_history",
    "finger prints",
    "dna",
    "企业主疾病史",
)


@pytest.mark.parametrize("term", NEVER)
@pytest.mark.parametrize("publicity", list(Publicity))
def test_what_is_never_collected_is_refused_wherever_it_is_named(term: str, publicity: Publicity) -> None:
    for named in (
        item(name=term, publicity=publicity),
        item(field(name=term), publicity=publicity),
        item(field(note=f"包括{term}等"), publicity=publicity),
        item(field(name=term, personal=True), publicity=publicity),
        item(field(type=FieldType.CHOICE, choices=f"{term}=A"), publicity=publicity),
    ):
        with pytest.raises(NeverCollected, match="第十四条第一款") as refused:
            check(named)
        assert refused.value.code == "NEVER_COLLECTED"


def test_codes_are_looked_at_too() -> None:
    with pytest.raises(NeverCollected) as refused:
        check(item(code="BLOOD_TYPE"))
    assert refused.value.where == ("code",)
    with pytest.raises(NeverCollected) as refused:
        check(item(field(code="religion")))
    assert refused.value.where == ("fields", "5", "code")


@pytest.mark.parametrize(
    "term",
    [
        "收入",
        "年收入",
        "income",
        "存款",
        "Bank Deposits",
        "有价证券",
        "证券",
        "securities",
        "商业保险",
        "保险",
        "insurance",
        "不动产",
        "ＲＥＡＬＥＳＴＡＴＥ",
        "real_estate",
        "纳税数额",
        "納稅額",
        "tax amount",
        "taxPaid",
        "欠税余额",
    ],
)
def test_what_is_held_by_consent_is_refused_of_any_other_publicity(term: str) -> None:
    for publicity in (PUBLIC, GOVERNMENT):
        with pytest.raises(ConsentOnly, match="第十四条第二款") as refused:
            check(item(name=term, publicity=publicity))
        assert refused.value.where == ("name",)
    check(item(name=term, publicity=CONSENT))


@pytest.mark.parametrize(
    "term", ["general engineering", "engineer", "outcome", "社会保险缴纳", "没收入库", "职业病防治许可", "regeneration"]
)
def test_what_only_looks_like_it_is_taken(term: str) -> None:
    check(item(name=term))


def test_an_exception_hides_nothing_beside_it() -> None:
    with pytest.raises(ConsentOnly):
        check(item(name="社会保险和商业保险"))
    with pytest.raises(ConsentOnly):
        check(item(name="没收入库的收入"))


@pytest.mark.parametrize("kind", [RecordKind.TAX_ARREARS, RecordKind.TAX_RATING])
@pytest.mark.parametrize("type_", [FieldType.YUAN, FieldType.WAN_YUAN])
def test_money_of_a_tax_is_held_by_consent_whatever_it_is_called(kind: RecordKind, type_: FieldType) -> None:
    amount = field(name="数目", type=type_, target="amount_fen")
    with pytest.raises(ConsentOnly):
        check(item(amount, kind=kind))
    check(item(amount, kind=kind, publicity=CONSENT))


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        (field(code="ä"), "code"),
        (field(name=" "), "name"),
        (field(name="编号"), "name"),
        (field(code="编号"), "code"),
        (field(length=0), "length"),
        (field(type=FieldType.DATE, length=5), "length"),
        (field(type=FieldType.CHOICE), "choices"),
        (field(choices="A|B"), "choices"),
        (field(type=FieldType.CHOICE, choices="甲=a b"), "choices"),
        (field(type=FieldType.CHOICE, choices="甲"), "choices"),
        (field(target="Title"), "target"),
        (field(target="authority"), "target"),
        (field(target="valid_until"), "type"),
        (field(target="published_until"), "type"),
        (field(type=FieldType.CHOICE, choices="甲=GRAVE", target="severity"), "choices"),
        (field(personal=True, target="title"), "personal"),
        (field(personal=True, required=True), "personal"),
    ],
)
def test_a_column_that_could_not_be_read_is_refused(wrong: Field, where: str) -> None:
    with pytest.raises(CatalogueRefused) as refused:
        check(item(wrong))
    assert (refused.value.code, refused.value.where) == ("CATALOGUE_REFUSED", ("fields", "5", where))


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"code": "x"}, "code"),
        ({"name": ""}, "name"),
        ({"retention_months": 0}, "retention_months"),
        ({"update_frequency": "HOURLY"}, "update_frequency"),
        ({"legal_basis": " "}, "legal_basis"),
    ],
)
def test_an_item_that_could_not_be_held_is_refused(wrong: dict[str, Any], where: str) -> None:
    with pytest.raises(CatalogueRefused) as refused:
        check(item(**wrong))
    assert refused.value.where == (where,)


@pytest.mark.parametrize("place", range(len(COMMON)))
def test_no_record_is_without_subject_day_authority_and_key(place: int) -> None:
    fields = tuple(one for at, one in enumerate(COMMON) if at != place)
    with pytest.raises(CatalogueRefused) as refused:
        check(replace(item(), fields=fields))
    assert refused.value.where == ("fields",)


def test_an_item_may_keep_facts_that_its_kind_has_no_field_for() -> None:
    check(item(field(target="prize_fen", type=FieldType.YUAN)))


def test_the_items_that_are_shipped_could_be_added() -> None:
    standards: dict[str, list[Field]] = {}
    for row in catalogue.catalogue_fields():
        stated = {name: getattr(row, name) for name in Field.__dataclass_fields__}
        made = Field(**stated | {"type": FieldType(row.type)})
        standards.setdefault(row.item_code, []).append(made)
        assert row.position == len(standards[row.item_code])
    kinds = set()
    for shipped in catalogue.catalogue_items():
        if shipped.record_kind is None:
            continue
        kind, publicity = RecordKind(shipped.record_kind), Publicity(shipped.publicity)
        kinds.add(kind)
        assert shipped.scope == scope_of(kind, publicity)
        check(
            Item(
                code=shipped.code,
                name=shipped.name,
                kind=kind,
                publicity=publicity,
                edition=shipped.edition,
                fields=standards[shipped.code],
                legal_basis=shipped.legal_basis,
                retention_months=shipped.retention_months,
                update_frequency=shipped.update_frequency,
            )
        )
    assert kinds == set(RecordKind) == set(FACTS)


def test_choices_are_read_by_value() -> None:
    assert choices("甲=A|B| 丙 = C ") == {"甲": "A", "B": "B", "丙": "C"}
