"""Checks of enterprises: which entries count, which rule decides, and what it rests on."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from auth.principal import Principal
from exchange import clock
from exchange.listing.model import ListDefinition, ListEntryEvent
from exchange.measure.model import Measure
from exchange.memorandum.model import MemorandumEdition
from tests.api.checking import Lists, one, run
from tests.api.office import Office
from tests.planning.data import USCCS


def test_a_hit_says_what_follows_and_why(office: Office, lists: Lists, bureau: Principal) -> None:
    entry = lists.put("JUDGMENT_DEFAULTER", USCCS[1])
    lists.put("TAX_CREDIT_A", USCCS[1])

    check = run(office, bureau, "PROCUREMENT", USCCS[1], USCCS[2])

    assert (check["matter"], check["edition"], check["institution"]) == (
        {"code": "PROCUREMENT"},
        1,
        {"code": "T-BUREAU"},
    )
    assert (check["purpose"], check["subjects"], check["adverse"]) == ("示例采购项目 2026-001", 2, 1)
    listed, free = check["results"]
    assert listed["consequence"] == "EXCLUDE"
    assert listed["hits"] == [
        {
            "entryId": entry,
            "listCode": "JUDGMENT_DEFAULTER",
            "colour": "BLACK",
            "basisDocument": "示例决定1号",
            "delistedAt": None,
            "counts": True,
            "rule": {
                "number": 1,
                "consequence": "EXCLUDE",
                "legalBasis": "财政部关于在政府采购活动中查询及使用信用记录有关问题的通知 (财库〔2016〕125号)",
                "article": "第二条第（一）项",
                "verified": False,
            },
            "memorandum": None,
        }
    ]
    assert [(hit["listCode"], hit["counts"], hit["rule"]["consequence"]) for hit in listed["incentives"]] == [
        ("TAX_CREDIT_A", False, "PREFER")
    ]
    assert (free["status"], free["consequence"], free["hits"], free["incentives"]) == ("FOUND", "NONE", [], [])
    assert (free["uscc"], free["entity"], free["candidates"]) == (USCCS[2], {"name": free["name"]}, 1)


def test_an_incentive_alone_prefers(office: Office, lists: Lists, bureau: Principal) -> None:
    lists.put("TAX_CREDIT_A", USCCS[1])

    check = run(office, bureau, "PROCUREMENT", USCCS[1])

    assert check["adverse"] == 0
    (result,) = check["results"]
    assert (result["consequence"], result["hits"]) == ("PREFER", [])
    assert result["incentives"][0]["counts"] is True


def test_of_several_rules_the_one_with_the_greatest_precedence_counts(
    office: Office, lists: Lists, bureau: Principal
) -> None:
    for list_code in ("WORK_SAFETY", "GOVERNMENT_PROCUREMENT", "MAJOR_TAX_VIOLATION", "OTHER_SERIOUS"):
        lists.put(list_code, USCCS[1])

    result = one(office, bureau, "PROCUREMENT", USCCS[1])

    assert result["consequence"] == "EXCLUDE"
    assert [(hit["listCode"], hit["rule"]["number"], hit["counts"]) for hit in result["hits"]] == [
        ("MAJOR_TAX_VIOLATION", 2, True),
        ("GOVERNMENT_PROCUREMENT", 3, False),
        ("WORK_SAFETY", 4, False),
        ("OTHER_SERIOUS", 4, False),
    ]
    assert [
        (one(office, bureau, matter, USCCS[1])["consequence"]) for matter in ("TENDER", "HONOUR", "IMPORT_QUOTA")
    ] == [
        "REVIEW",
        "EXCLUDE",
        "NONE",
    ]


def test_a_rule_counts_only_while_its_measure_is_in_force(office: Office, lists: Lists, bureau: Principal) -> None:
    lists.put("JUDGMENT_DEFAULTER", USCCS[1])
    before = one(office, bureau, "IMPORT_QUOTA", USCCS[1])
    assert (before["consequence"], before["hits"]) == ("NONE", []), "the measure isn't published here"

    published = clock.now()
    lists.change(MemorandumEdition, MemorandumEdition.id == "edn_M02.1", published_at=published)
    lists.change(Measure, Measure.id == "msr_M02.1.4", published_at=published)
    hit = one(office, bureau, "IMPORT_QUOTA", USCCS[1])
    assert hit["consequence"] == "REVIEW"
    assert hit["hits"][0]["memorandum"] == {
        "code": "M02",
        "documentNumber": "发改财金〔2016〕141号",
        "edition": 1,
        "article": "第十一条",
    }

    then = clock.now()
    lists.change(Measure, Measure.id == "msr_M02.1.4", lapsed_at=clock.now())
    assert one(office, bureau, "IMPORT_QUOTA", USCCS[1])["consequence"] == "NONE", "repeal lapses it"
    assert one(office, bureau, "IMPORT_QUOTA", USCCS[1], asOf=then.isoformat())["consequence"] == "REVIEW"


def test_where_its_measure_is_not_in_force_the_next_rule_for_the_entry_counts(
    office: Office, lists: Lists, bureau: Principal
) -> None:
    lists.put("JUDGMENT_DEFAULTER", USCCS[1])
    assert one(office, bureau, "SUBSIDY_AND_FUND", USCCS[1])["hits"][0]["rule"]["number"] == 2

    lists.change(Measure, Measure.id == "msr_M02.1.3", published_at=clock.now())
    result = one(office, bureau, "SUBSIDY_AND_FUND", USCCS[1])
    assert (result["consequence"], len(result["hits"])) == ("RESTRICT", 1)
    assert result["hits"][0]["rule"]["number"] == 1


def test_what_is_not_in_force_does_not_count(office: Office, lists: Lists, bureau: Principal) -> None:
    now, today = clock.now(), clock.today()
    lists.put("WORK_SAFETY", USCCS[1], state="NOTIFIED", listed_at=None, valid_from=None)
    lists.put("WORK_SAFETY", USCCS[2], state="DECIDED", listed_at=None, valid_from=None)
    lists.put("WORK_SAFETY", USCCS[3], valid_from=today + timedelta(days=1))
    lists.put("WORK_SAFETY", USCCS[4], valid_until=today - timedelta(days=1))
    lists.put("WORK_SAFETY", USCCS[6], state="DELISTED", delisted_at=now, delisted_for="REVOKED")
    lists.put("WORK_SAFETY", USCCS[7], valid_until=today)

    check = run(office, bureau, "HONOUR", *(USCCS[n] for n in (1, 2, 3, 4, 6, 7)))

    assert [result["consequence"] for result in check["results"]] == ["NONE"] * 5 + ["EXCLUDE"]


def test_a_list_that_is_not_published_has_no_consequence(office: Office, lists: Lists, bureau: Principal) -> None:
    lists.put("WORK_SAFETY", USCCS[1])
    lists.change(ListDefinition, ListDefinition.code == "WORK_SAFETY", published=False)

    assert one(office, bureau, "HONOUR", USCCS[1])["consequence"] == "NONE"


def test_an_extended_entry_counts_for_a_rule_that_asks_for_it(office: Office, lists: Lists, bureau: Principal) -> None:
    entry = lists.put("WORK_SAFETY", USCCS[1])
    _edition(office, [{"list": "WORK_SAFETY", "fromState": "EXTENDED", "consequence": "REVIEW", "precedence": 1}])
    assert one(office, bureau, "HONOUR", USCCS[1])["consequence"] == "NONE"

    with office.engine.begin() as connection:
        event = {
            "id": "1",
            "entry_id": entry,
            "state": "EXTENDED",
            "at": clock.now(),
            "by": "test",
            "provisional": False,
        }
        connection.execute(insert(ListEntryEvent).values(event))
    assert one(office, bureau, "HONOUR", USCCS[1])["consequence"] == "REVIEW"


def _edition(office: Office, rules: list[dict[str, Any]]) -> Any:
    said = [{"legalBasis": "示例规定", **rule} for rule in rules]
    document = """mutation($input: EnterMatterEditionInput!) { enterMatterEdition(input: $input) {
      ... on MatterEditionPayload { edition { edition } } ... on CommandError { code message } } }"""
    given = {"matter": "HONOUR", "source": "示例", "rules": said}
    return office.ask(office.program("OPERATOR"), document, {"input": given})["enterMatterEdition"]
