"""Credit records by GraphQL: every kind with its own fields, pages, filters, and what was known at an instant."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from strawberry.utils.str_converters import to_camel_case

from auth.principal import ANONYMOUS
from exchange import clock
from exchange.catalogue.model import FieldType
from exchange.record.fact import FACTS
from exchange.record.kind import RecordKind
from exchange.record.model import CreditRecord, CreditRecordVersion
from schema.build import schema
from schema.record_kinds import KINDS
from tests.api.office import Office
from tests.planning.data import uscc
from tests.planning.records import record_id

TODAY = clock.today()
SUBJECT = uscc(40)
THEN, LATER = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
VALUES: dict[FieldType, tuple[Any, Any]] = {
    FieldType.TEXT: ('示例"一"\n二', '示例"一"\n二'),
    FieldType.DATE: ("2026-03-01", "2026-03-01"),
    FieldType.INTEGER: (2025, 2025),
    FieldType.YUAN: (2**53 + 1, str(2**53 + 1)),
    FieldType.USCC: (SUBJECT, SUBJECT),
    FieldType.CHOICE: ("A", "A"),
    FieldType.CHOICES: (["FINE", "WARNING"], ["FINE", "WARNING"]),
}
"""How a value is kept, and how it is answered."""
PAGE = """query($uscc: USCC!, $first: Int, $after: String, $kinds: [RecordKind!], $known: DateTime, $supplier: Code,
  $severity: Severity, $from: Date, $until: Date) { entity(uscc: $uscc) {
  records(first: $first, after: $after, kinds: $kinds, knownAt: $known, supplier: $supplier, severity: $severity,
    decidedFrom: $from, decidedUntil: $until) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id version subjectName } } } }"""


@pytest.fixture(autouse=True)
def supplier(office: Office) -> None:
    """Let a bureau supply; the subject is one of the small registry's that nothing is recorded of."""
    office.program("BUREAU")


def put(office: Office, n: int, kind: str = "PENALTY", facts: Any = None, **more: Any) -> str:
    """Write a published record of the subject; return its id."""
    public = {"TAX_RATING": "TAX_RATING_A"}
    items = dict(office_items(office))
    item = public.get(kind, kind)
    row = {
        "id": record_id(1000 + n),
        "kind": kind,
        "item_code": item,
        "publicity": items[item],
        "supplier_code": "T-BUREAU",
        "external_id": f"{n}",
        "uscc": SUBJECT,
        "state": "ACTIVE",
        "published_from": TODAY,
        "published_until": None,
        "subject_name": "示例甲有限公司",
        "decided_on": TODAY - timedelta(days=n),
        "facts": json.dumps(facts or {}, ensure_ascii=False),
        "digest": f"{n}",
        "version": 1,
        "submission_id": 1,
        "line": n,
        "known_from": THEN,
    } | more
    with office.engine.begin() as connection:
        connection.execute(insert(CreditRecord).values(**row))
    return str(row["id"])


def office_items(office: Office) -> list[tuple[str, str]]:
    query = "{ catalogue(first: 100) { nodes { code publicity } } }"
    return [(item["code"], item["publicity"]) for item in office.ask(ANONYMOUS, query)["catalogue"]["nodes"]]


def page(office: Office, **variables: Any) -> tuple[list[str], Any]:
    found = office.ask(ANONYMOUS, PAGE, {"uscc": SUBJECT, **variables})["entity"]["records"]
    return [node["id"] for node in found["nodes"]], found


def test_every_kind_has_a_type_with_a_field_for_each_of_its_facts(office: Office) -> None:
    kinds: tuple[Any, ...] = KINDS
    types = {type_.which: type_ for type_ in kinds}
    assert list(types) == list(RecordKind)
    for n, kind in enumerate(RecordKind):
        kept = {key: VALUES[type_] for key, type_ in FACTS[kind].items()}
        id_ = put(office, n, kind, {key: stored for key, (stored, _told) in kept.items()})
        fields = {to_camel_case(key): told for key, (_stored, told) in kept.items()}
        name = types[kind].__name__
        selected = f"__typename id kind ... on {name} {{ {' '.join(fields)} }}"
        query = f"{{ records(kinds: [{kind}]) {{ nodes {{ {selected} }} }} }}"
        (record,) = office.ask(office.now("bureau"), query)["records"]["nodes"]
        assert record == {"__typename": name, "id": id_, "kind": kind, **fields}
        declared: dict[str, Any] = schema()._schema.type_map
        own = declared[name].fields.keys() - declared["CreditRecord"].fields.keys()
        assert own == fields.keys()


def test_facts_that_are_not_stated_are_null(office: Office) -> None:
    put(office, 1)
    query = """query($u: USCC!) { entity(uscc: $u) { records { nodes { facts { value }
      ... on AdministrativePenalty { categories fineFen } } } } }"""
    (record,) = office.ask(ANONYMOUS, query, {"u": SUBJECT})["entity"]["records"]["nodes"]
    assert record == {"facts": [], "categories": None, "fineFen": None}


def test_facts_are_told_in_the_words_of_the_standard_too(office: Office) -> None:
    put(office, 1, facts={"fine_fen": 5, "violation": "示例", "categories": ["FINE"]})
    query = "query($u: USCC!) { entity(uscc: $u) { records { nodes { facts { field name value } } } } }"
    (record,) = office.ask(ANONYMOUS, query, {"u": SUBJECT})["entity"]["records"]["nodes"]
    assert record["facts"] == [
        {"field": "CF_WFXW", "name": "违法行为类型", "value": "示例"},
        {"field": "CF_CFLB", "name": "处罚类别", "value": '["FINE"]'},
        {"field": "CF_NR_FK", "name": "罚款金额（万元）", "value": "5"},
    ]


def test_pages_go_from_the_latest_decision_back_without_a_gap(office: Office) -> None:
    expected = [put(office, n, decided_on=TODAY - timedelta(days=n // 2)) for n in range(7)]
    expected.sort(key=lambda id_: (-((int(id_[4:], 16) - 1000) // 2), id_), reverse=True)
    met, after = [], None
    while True:
        found, whole = page(office, first=2, after=after)
        met += found
        assert whole["totalCount"] == 7
        if not whole["pageInfo"]["hasNextPage"]:
            break
        after = whole["pageInfo"]["endCursor"]
    assert met == expected


def test_records_are_narrowed_by_each_argument(office: Office) -> None:
    serious = put(office, 1, severity="SERIOUS")
    general = put(office, 2, severity="GENERAL")
    licence = put(office, 3, "LICENCE")
    assert page(office, severity="SERIOUS")[0] == [serious]
    assert page(office, kinds=["LICENCE", "HONOUR"])[0] == [licence]
    assert page(office, kinds=[])[0] == []
    assert page(office, **{"from": (TODAY - timedelta(days=2)).isoformat()})[0] == [serious, general]
    assert page(office, until=(TODAY - timedelta(days=2)).isoformat())[0] == [general, licence]
    assert page(office, supplier="T-BUREAU")[0] == [serious, general, licence]
    assert page(office, supplier="T-COURT")[0] == []


def test_what_was_known_then_is_said_of_what_is_published_today(office: Office) -> None:
    changed = put(office, 1, version=2, known_from=LATER, subject_name="示例乙有限公司")
    later = put(office, 2, known_from=LATER)
    put(office, 3, version=2, known_from=LATER, state="RESTORED")
    former = {"subject_name": "示例旧名", "facts": "{}", "digest": "0", "version": 1, "submission_id": 1, "line": 2}
    with office.engine.begin() as connection:
        for n in (1, 3):
            known = {"record_id": record_id(1000 + n), "known_from": THEN, "known_to": LATER, "decided_on": TODAY}
            connection.execute(insert(CreditRecordVersion).values(**former, **known))

    def said(instant: datetime) -> list[dict[str, Any]]:
        return list(page(office, known=instant.isoformat())[1]["nodes"])

    assert said(THEN - timedelta(seconds=1)) == []
    assert said(THEN) == [{"id": changed, "version": 1, "subjectName": "示例旧名"}]
    assert [(node["id"], node["version"]) for node in said(LATER)] == [(changed, 2), (later, 1)]
    with pytest.raises(Exception, match="lies in the future"):
        said(clock.now() + timedelta(days=1))


def test_a_page_of_records_with_their_links_is_one_statement(office: Office) -> None:
    put(office, 1)
    office.statements.clear()
    query = """query($u: USCC!) { entity(uscc: $u) { summary { penalties } records { totalCount nodes {
      catalogueItem { code } supplier { code } entity { name } facts { value }
      ... on AdministrativePenalty { fineFen } } } } }"""
    entity = office.exactly(ANONYMOUS, query, {"u": SUBJECT})["data"]["entity"]
    assert (entity["summary"], entity["records"]["totalCount"]) == ({"penalties": 1}, 1)
    assert len(office.statements) == 1


def test_a_record_s_key_and_origin_ask_for_a_scope(office: Office) -> None:
    put(office, 1)
    query = "query($u: USCC!) { entity(uscc: $u) { records { nodes { externalId provenance { line } } } } }"
    (record,) = office.ask(office.now("bureau"), query, {"u": SUBJECT})["entity"]["records"]["nodes"]
    assert record == {"externalId": "1", "provenance": {"line": 1}}
    with pytest.raises(Exception, match=r"provenance:read for CreditRecord.externalId, CreditRecord.provenance, Rec"):
        office.ask(ANONYMOUS, query, {"u": SUBJECT})


def test_an_inline_fragment_pays_for_its_dearest_branch(office: Office) -> None:
    def cost(selection: str) -> int:
        document = f'{{ entity(uscc: "{SUBJECT}") {{ records(first: 10) {{ nodes {{ {selection} }} }} }} }}'
        return office.operations.planner.plan(document, None, None, ANONYMOUS).plan.cost

    plain = cost("id")
    assert cost("... on Honour { title } ... on Judgment { cause }") == plain
    assert (
        cost("... on Honour { supplier { code } } ... on Judgment { supplier { code } entity { uscc } }") == plain + 20
    )
