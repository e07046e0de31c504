"""Which credit records are public, which leave through the door, and which nobody but their enterprise sees."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert, update

from auth.principal import ANONYMOUS
from exchange import clock
from exchange.agreement.model import AgreementItem
from exchange.consent.model import ConsentItem
from exchange.record.model import CreditRecord, CreditRecordVersion, RecordEvent
from tests.door.caller import BANK, BUREAU, COURT, OTHER_BANK, OWNER, STRANGER
from tests.door.conftest import OWNED, Knock
from tests.door.test_log import entries
from tests.planning.data import USCCS
from tests.planning.files import consent_id

PUBLIC = """query($uscc: USCC!) { entity(uscc: $uscc) {
  summary { licences penalties } records(first: 50) { totalCount nodes { id state } } } }"""
NODE = "query($id: ID!) { node(id: $id) { __typename id } }"
FILE = """query($uscc: USCC!, $purpose: Purpose!, $consent: ID) {
  creditFile(uscc: $uscc, purpose: $purpose, consent: $consent) {
    access { basis }
    penalties { nodes { id state } }
    taxRatings { totalCount nodes { id grade } } wageArrears { nodes { id workers } } judgments { nodes { id } }
    ownRecords(first: 50) { nodes { id state events { reason } versions { version } } }
  } }"""
TODAY = clock.today()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_records(filled: Engine) -> None:
    """Leave the small registry's own records out: each test writes those that it asks about."""
    with filled.begin() as connection:
        connection.exec_driver_sql(
            "DROP TRIGGER record_event_no_delete"
            if connection.dialect.name == "sqlite"
            else "ALTER TABLE record_event DISABLE TRIGGER USER"
        )
        for table in (RecordEvent, CreditRecordVersion, CreditRecord):
            connection.execute(delete(table))


def put(engine: Engine, id_: str, item: str = "PENALTY", publicity: str = "PUBLIC", **more: Any) -> str:
    """Write a record of the first enterprise, in force unless said otherwise; return its id."""
    kinds = {"TAX_RATING_A": "TAX_RATING"}
    row = {
        "id": f"rec_{id_}",
        "kind": kinds.get(item, item),
        "item_code": item,
        "publicity": publicity,
        "supplier_code": "DEMO-B",
        "external_id": id_,
        "uscc": OWNED,
        "state": "ACTIVE",
        "published_from": TODAY - DAY,
        "published_until": TODAY,
        "subject_name": "示例甲有限公司",
        "decided_on": TODAY - DAY,
        "facts": '{"grade":"B","workers":3}',
        "digest": id_,
        "version": 1,
        "submission_id": 1,
        "line": 2,
        "known_from": clock.now(),
    } | more
    with engine.begin() as connection:
        connection.execute(insert(CreditRecord).values(**row))
    return str(row["id"])


def published(knock: Knock, who: Any = ANONYMOUS, uscc: str = OWNED) -> list[str]:
    entity = knock(PUBLIC, who, {"uscc": uscc})["data"]["entity"]
    found = [node["id"] for node in entity["records"]["nodes"]]
    assert entity["records"]["totalCount"] == len(found)
    assert sum(entity["summary"].values()) == len(found)
    return found


def look(knock: Knock, who: Any, purpose: str, consent: str | None = None, uscc: str = OWNED) -> Any:
    return knock(FILE, who, {"uscc": uscc, "purpose": purpose, "consent": consent})["data"]["creditFile"]


def ids(section: Any) -> list[str] | None:
    return section and [node["id"] for node in section["nodes"]]


@pytest.mark.parametrize(
    ("more", "seen"),
    [
        ({}, True),
        ({"state": "DISPUTED"}, True),
        ({"published_until": None}, True),
        ({"published_from": TODAY, "published_until": TODAY}, True),
        ({"published_until": TODAY - DAY}, False),
        ({"published_from": TODAY + DAY, "published_until": None}, False),
        ({"published_from": None, "published_until": None}, False),
        *(({"state": state}, False) for state in ("RESTORED", "WITHDRAWN", "SUPERSEDED", "EXPIRED")),
        ({"publicity": "CONSENT", "item": "JUDGMENT"}, False),
        ({"publicity": "GOVERNMENT", "item": "WAGE_ARREARS"}, False),
    ],
)  # fmt: skip
def test_a_record_is_public_while_it_is_published_and_to_nobody_otherwise(
    knock: Knock, filled: Engine, more: Any, seen: bool
) -> None:
    id_ = put(filled, "one", **more)
    for who in (ANONYMOUS, BANK, COURT, OWNER, STRANGER, BUREAU):
        assert published(knock, who) == [id_] * seen
        node = knock(NODE, who, {"id": id_})
        assert (node["data"]["node"] is not None) is seen
        if not seen:
            assert node["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert entries(filled) == []


def test_a_record_leaves_publication_on_its_day_without_anybody_doing_anything(
    knock: Knock, filled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = put(filled, "one", published_from=TODAY, published_until=TODAY + DAY)
    for days, seen in ((-1, []), (0, [id_]), (1, [id_]), (2, [])):
        monkeypatch.setattr(clock, "today", lambda days=days: TODAY + days * DAY)
        assert published(knock) == seen
    own = look(knock, OWNER, "OWN_RECORD")["ownRecords"]["nodes"]
    assert [(node["id"], node["state"]) for node in own] == [(id_, "EXPIRED")]


def test_a_consent_lets_out_the_records_of_its_items_in_force(knock: Knock, filled: Engine) -> None:
    tax = put(filled, "tax", "TAX_RATING", "CONSENT")
    put(filled, "over", "TAX_RATING", "CONSENT", published_until=TODAY - DAY)
    put(filled, "restored", "TAX_RATING", "CONSENT", state="RESTORED")
    put(filled, "other", "TAX_RATING", "CONSENT", uscc=USCCS[1])
    put(filled, "public", "TAX_RATING_A", "PUBLIC")
    put(filled, "judgment", "JUDGMENT", "CONSENT")
    with filled.begin() as connection:
        connection.execute(insert(ConsentItem).values(consent_id=consent_id(0), item_code="TAX_RATING"))

    file = look(knock, BANK, "LOAN_REVIEW", consent_id(0))

    assert file["access"]["basis"] == "CONSENT"
    assert file["taxRatings"] == {"totalCount": 1, "nodes": [{"id": tax, "grade": "B"}]}
    assert (file["judgments"], file["wageArrears"], file["penalties"], file["ownRecords"]) == (None, None, None, None)
    (entry,) = entries(filled)
    assert (entry.row_count, entry.basis) == (1, "CONSENT")
    assert look(knock, OTHER_BANK, "LOAN_REVIEW", consent_id(0))["taxRatings"] is None


def test_a_consent_s_data_range_counts_by_the_day_of_the_decision(knock: Knock, filled: Engine) -> None:
    kept = {"published_from": date(2020, 1, 1), "published_until": None}
    inside = put(filled, "inside", "TAX_RATING", "CONSENT", uscc=USCCS[5], decided_on=date(2023, 12, 31), **kept)
    put(filled, "before", "TAX_RATING", "CONSENT", uscc=USCCS[5], decided_on=date(2023, 12, 30), **kept)
    put(filled, "undated", "TAX_RATING", "CONSENT", uscc=USCCS[5], decided_on=None, **kept)
    with filled.begin() as connection:
        connection.execute(insert(ConsentItem).values(consent_id=consent_id(5), item_code="TAX_RATING"))
    assert ids(look(knock, BANK, "LOAN_REVIEW", consent_id(5), USCCS[5])["taxRatings"]) == [inside]


def test_an_agreement_lets_out_government_records_to_an_authority(knock: Knock, filled: Engine) -> None:
    wages = put(filled, "wages", "WAGE_ARREARS", "GOVERNMENT")
    put(filled, "tax", "TAX_RATING", "CONSENT")
    assert look(knock, BUREAU, "SUPERVISION")["wageArrears"] is None
    with filled.begin() as connection:
        connection.execute(insert(AgreementItem).values(agreement_id="agr_1", item_code="WAGE_ARREARS"))

    file = look(knock, BUREAU, "SUPERVISION")

    assert file["wageArrears"] == {"nodes": [{"id": wages, "workers": 3}]}
    assert (file["taxRatings"], file["ownRecords"]) == (None, None)


def test_a_court_sees_every_record_in_force_and_nothing_of_its_past(knock: Knock, filled: Engine) -> None:
    wages, tax = put(filled, "wages", "WAGE_ARREARS", "GOVERNMENT"), put(filled, "tax", "TAX_RATING", "CONSENT")
    put(filled, "restored", "JUDGMENT", "CONSENT", state="RESTORED")
    file = look(knock, COURT, "JUDICIAL")
    assert (ids(file["wageArrears"]), ids(file["taxRatings"]), ids(file["judgments"])) == ([wages], [tax], [])
    assert file["ownRecords"] is None


def test_an_enterprise_sees_all_that_is_recorded_of_it_and_what_became_of_it(knock: Knock, filled: Engine) -> None:
    stated = [
        put(filled, "minor", published_from=None, published_until=None, severity="MINOR"),
        put(filled, "over", published_until=TODAY - DAY),
        put(filled, "restored", state="RESTORED"),
        put(filled, "tax", "TAX_RATING", "CONSENT"),
        put(filled, "wages", "WAGE_ARREARS", "GOVERNMENT"),
    ]
    put(filled, "other", uscc=USCCS[1])
    with filled.begin() as connection:
        event = {
            "id": "rev_1",
            "record_id": stated[2],
            "state": "RESTORED",
            "at": clock.now(),
            "by": "x",
            "reason": "示例",
        }
        connection.execute(insert(RecordEvent).values(**event))

    own = look(knock, OWNER, "OWN_RECORD")["ownRecords"]["nodes"]

    assert {node["id"]: node["state"] for node in own} == dict(
        zip(stated, ["ACTIVE", "EXPIRED", "RESTORED", "ACTIVE", "ACTIVE"], strict=True)
    )
    assert [node["events"] for node in own if node["id"] == stated[2]] == [[{"reason": "示例"}]]
    (entry,) = entries(filled)
    assert entry.basis == "SELF"
    assert look(knock, STRANGER, "OWN_RECORD")["ownRecords"] is None
    assert look(knock, OWNER, "OWN_RECORD", uscc=USCCS[1])["ownRecords"] is None


def test_public_records_behind_a_link_out_of_the_door_aren_t_counted(knock: Knock, filled: Engine) -> None:
    put(filled, "tax", "TAX_RATING", "CONSENT")
    open_ = put(filled, "public")
    with filled.begin() as connection:
        connection.execute(insert(ConsentItem).values(consent_id=consent_id(0), item_code="TAX_RATING"))
    document = """{ creditFile(uscc: "%s", purpose: LOAN_REVIEW, consent: "%s") { taxRatings { nodes {
      entity { records { nodes { id } } } } } } }""" % (OWNED, consent_id(0))

    nodes = knock(document, BANK)["data"]["creditFile"]["taxRatings"]["nodes"]

    assert nodes == [{"entity": {"records": {"nodes": [{"id": open_}]}}}]
    (entry,) = entries(filled)
    assert entry.row_count == 1


def test_a_supplier_reads_back_what_it_supplied_in_any_state_and_nobody_else_s(knock: Knock, filled: Engine) -> None:
    own = [
        put(filled, "0", state="RESTORED", supplier_code="DEMO-A"),
        put(filled, "1", "TAX_RATING", "CONSENT", supplier_code="DEMO-A"),
        put(filled, "2", "WAGE_ARREARS", "GOVERNMENT", supplier_code="DEMO-A"),
    ]
    put(filled, "other", "TAX_RATING", "CONSENT")
    document = "{ records { totalCount nodes { id state events { at } provenance { submission { batch } } } } }"

    found = knock(document, BUREAU)["data"]["records"]

    assert [node["id"] for node in found["nodes"]] == own[::-1]
    assert found["nodes"][0]["provenance"]["submission"]["batch"] == "2026-1"
    assert published(knock, BUREAU) == []
    with filled.begin() as connection:
        connection.execute(update(CreditRecord).values(supplier_code="DEMO-B"))
    assert knock(document, BUREAU)["data"]["records"]["totalCount"] == 0


def test_what_was_said_before_is_told_to_its_enterprise_and_its_supplier_only(knock: Knock, filled: Engine) -> None:
    id_ = put(filled, "one", supplier_code="DEMO-A", version=2)
    former = {"subject_name": "示例旧名", "facts": "{}", "digest": "0", "version": 1, "submission_id": 1, "line": 2}
    known = {"known_from": clock.now() - 2 * DAY, "known_to": clock.now()}
    with filled.begin() as connection:
        connection.execute(insert(CreditRecordVersion).values(record_id=id_, **former, **known))
    document = '{ node(id: "%s") { ... on CreditRecord { versions { subjectName } } } }' % id_
    seen = [{"subjectName": "示例旧名"}]
    for who, versions in ((BUREAU, seen), (OWNER, seen), (ANONYMOUS, []), (STRANGER, []), (OTHER_BANK, [])):
        assert knock(document, who)["data"]["node"]["versions"] == versions, who
