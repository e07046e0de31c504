"""Two cases from lodging to their end, over HTTP with real tokens: each step is refused to everybody else."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from exchange import clock
from exchange.arbitration.model import (
    ArbitrationCase,
    CaseDeadline,
    CaseRepresentative,
    CaseService,
)
from exchange.award.model import Award, Obligation, Performance
from exchange.feed.model import FeedEvent
from exchange.listing.model import ListEntry
from exchange.procedure.model import ProcedureEvent
from exchange.referral.model import Referral
from exchange.tribunal.model import Arbitrator, Challenge, Hearing
from tests.api.chamber import CLAIMANT, EVERYBODY, PEOPLE, RESPONDENT, Chamber
from tests.api.counter import Counter
from tests.api.hall import DEFAULTERS

TABLES = (
    ArbitrationCase,
    CaseDeadline,
    CaseRepresentative,
    CaseService,
    Award,
    Obligation,
    Performance,
    Referral,
    Arbitrator,
    Challenge,
    Hearing,
    ListEntry,
    ProcedureEvent,
    FeedEvent,
)
CASE = """query($id: ID!) { node(id: $id) { ... on ArbitrationCase {
  state number procedure feeFen online claimantUscc
  deadlines { matter duty deadline { dueOn overdue rule { code } } metOn }
  awards { id kind bindingOn obligations { id number amountFen performedFen performedOn overdue
    performances { id confirmedAt } } }
  arbitrators { id name presiding declaredAt } events { step state } referrals { id state entryId }
} } }"""
MINE = "{ arbitrationCases(first: 5) { totalCount nodes { id } } caseDeadlines(first: 5) { totalCount } }"


REFUSALS = ("UNAUTHENTICATED", "FORBIDDEN", "NOT_PERMITTED", "CASE_UNKNOWN", "REFERRAL_UNKNOWN")
TELLING = ("示仲", CLAIMANT, RESPONDENT, "LODGED", "SERVED", "AWARDED", "REFERRED")
"""What a refusal would tell something of a case by."""


@pytest.fixture
def chamber(at: Counter) -> Chamber:
    """Everybody, before there is a case."""
    chamber = Chamber(at)
    for who in EVERYBODY:
        chamber.headers(who)
    return chamber


def rows(chamber: Chamber) -> list[Any]:
    """Return every row that a step could write."""
    with chamber.at.desk.engine.connect() as connection:
        return [sorted(map(tuple, connection.execute(select(one.__table__))), key=str) for one in TABLES]


def alone(chamber: Chamber, who: str, name: str, also: tuple[str, ...] = (), **given: Any) -> Any:
    """Refuse a step to one caller of every other kind, with nothing of the case and no row changed; then take it."""
    before = rows(chamber)
    for other in EVERYBODY:
        if other != who and other not in also:
            refusal = chamber.send(other, name, **given)
            assert refusal["code"] in REFUSALS, (other, name, refusal)
            assert refusal.keys() <= {"code", "message", "path"}, (other, name, refusal)
            assert not any(told in str(refusal) for told in TELLING), (other, name, refusal)
    assert rows(chamber) == before, name
    found = chamber.send(who, name, **given)
    assert "code" not in found, (who, name, found)
    return found


def read(chamber: Chamber, case: str, who: str = "centre") -> Any:
    """Return what a caller sees of a case."""
    return (chamber.at.ask(chamber.headers(who), CASE, id=case).get("data") or {}).get("node")


def test_an_expedited_case_lodged_at_a_township_is_mediated_and_performed(chamber: Chamber) -> None:
    day = clock.today().isoformat()
    chamber.send("centre", "nameIntakePoint", institution=chamber.code("township"), kind="TOWNSHIP")
    mandate = chamber.file("township")
    case = str(alone(chamber, "township", "takeInCase", **chamber.claim(evidence=mandate)))
    assert chamber.read("township", "{ intakePoints { nodes { kind } } }") == {
        "intakePoints": {"nodes": [{"kind": "TOWNSHIP"}]}
    }

    alone(chamber, "centre", "acceptCase", case=case, number="示仲〔2026〕1号")
    found = read(chamber, case)
    assert (found["procedure"], found["feeFen"], found["online"]) == ("EXPEDITED", "192000", True)
    assert read(chamber, case, "respondent") is None
    alone(chamber, "centre", "payCaseFee", case=case, paidOn=day)
    alone(chamber, "centre", "serveCase", case=case, document="NOTICE")
    receipt = {"document": "NOTICE", "receivedOn": day, "receipt": "本人查收"}
    alone(chamber, "claimant", "confirmCaseReceipt", ("respondent",), case=case, **receipt)
    alone(chamber, "respondent", "confirmCaseReceipt", ("claimant",), case=case, **receipt)
    assert read(chamber, case, "respondent")["state"] == "SERVED"

    alone(chamber, "centre", "beginMediation", case=case)
    owed = {"kind": "PAY", "debtor": "RESPONDENT", "content": "支付货款48000元", "dueOn": day, "amountFen": "4800000"}
    alone(chamber, "centre", "proposeStatement", case=case, text="双方和解", obligations=[owed])
    [statement] = read(chamber, case)["awards"]
    alone(chamber, "claimant", "signStatement", ("respondent",), case=case, statement=statement["id"])
    signed = alone(chamber, "respondent", "signStatement", ("claimant",), case=case, statement=statement["id"])
    assert signed == {"id": case, "state": "MEDIATED"}
    alone(chamber, "centre", "serveCase", case=case, document="AWARD")
    receipt["document"] = "AWARD"
    chamber.send("claimant", "confirmCaseReceipt", case=case, **receipt)
    assert chamber.send("respondent", "confirmCaseReceipt", case=case, **receipt)["state"] == "PERFORMANCE_DUE"

    [obligation] = read(chamber, case)["awards"][0]["obligations"]
    paid = {"case": case, "obligation": obligation["id"], "performedOn": day, "amountFen": "4800000"}
    stated = alone(chamber, "respondent", "statePerformance", ("claimant", "centre"), **paid)
    assert stated == {"id": case, "state": "PERFORMANCE_DUE"}
    [performance] = read(chamber, case)["awards"][0]["obligations"][0]["performances"]
    answer = {"case": case, "performance": performance["id"], "confirms": True}
    assert chamber.send("respondent", "answerPerformance", **answer)["code"] == "CASE_REFUSED"
    confirmed = alone(chamber, "claimant", "answerPerformance", ("respondent",), **answer)
    assert confirmed == {"id": case, "state": "PERFORMED"}
    steps = [event["step"] for event in read(chamber, case, "claimant")["events"]]
    assert steps == ["LODGED", "ACCEPT", "SERVE", "MEDIATE", "SIGN", "DELIVER", "PERFORM"]
    assert not [one for one in read(chamber, case)["deadlines"] if one["metOn"] is None]


def test_an_award_that_is_not_performed_goes_to_the_court_which_lists_and_delists(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    chamber.open(DEFAULTERS, "court")
    chamber.in_force(DEFAULTERS)
    today = clock.today()
    case = chamber.awarded(due_on=today.isoformat())
    assert alone(chamber, "centre", "remindParties", case=case, text="请按期履行")["state"] == "PERFORMANCE_DUE"
    early = chamber.send("centre", "declareDefault", case=case)
    assert early["code"] == "CASE_TOO_EARLY"
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=1))
    asked = {
        "case": case,
        "ground": "REFUSAL_DESPITE_ABILITY",
        "ability": "账户有存款",
        "evidence": chamber.file("claimant"),
    }
    assert chamber.send("claimant", "applyForReferral", **asked)["code"] == "CASE_STATE"
    alone(chamber, "centre", "declareDefault", case=case)
    # The respondent is a party, and is owed nothing.
    assert chamber.send("respondent", "applyForReferral", **asked)["code"] == "CASE_TOO_EARLY"
    referral = alone(chamber, "claimant", "applyForReferral", ("respondent",), **asked)["id"]
    again = chamber.send("claimant", "applyForReferral", **asked)
    assert again["code"] == "REFERRAL_EXISTS"
    sent = alone(chamber, "centre", "sendReferral", referral=referral, court=chamber.code("court"))
    assert sent == {"id": referral, "state": "SENT"}
    alone(chamber, "court", "acknowledgeReferral", referral=referral)
    alone(chamber, "court", "decideReferral", referral=referral, decision="ACCEPTED", reasons="符合条件")
    assert chamber.read("court", "{ referrals { nodes { caseNumber debtorUscc state } } }")["referrals"]["nodes"] == [
        {"caseNumber": read(chamber, case)["number"], "debtorUscc": RESPONDENT, "state": "ACCEPTED"}
    ]
    assert read(chamber, case, "court") is None

    # The centre has no way to list anybody: not even by proposing.
    stated = {"decidingAuthority": "示例人民法院", "facts": "有能力而拒不履行", "ground": "REFUSAL_DESPITE_ABILITY"}
    proposal = {"uscc": RESPONDENT, "basisDocument": read(chamber, case)["number"], **stated}
    assert chamber.send("centre", "proposeEntries", list=DEFAULTERS, entries=[proposal])["code"] == "FORBIDDEN"
    [entry] = chamber.send("court", "proposeEntries", list=DEFAULTERS, entries=[proposal])
    chamber.send("court", "notifyEntry", entry=entry["id"], notice="拟列入")
    chamber.send("respondent", "plead", entry=entry["id"], waives=True)
    chamber.send("court", "decideEntry", entry=entry["id"], reasons="事实清楚")
    assert read(chamber, case)["state"] == "REFERRED"
    assert chamber.send("court", "listEntry", entry=entry["id"])["state"] == "LISTED"
    found = read(chamber, case)
    assert (found["state"], found["referrals"]) == (
        "LISTED",
        [{"id": referral, "state": "LISTED", "entryId": entry["id"]}],
    )
    measures = "query($uscc: USCC!) { entity(uscc: $uscc) { measures(first: 20) { totalCount } } }"
    assert chamber.read("anonymous", measures, uscc=RESPONDENT)["entity"]["measures"]["totalCount"] == 6
    ended = chamber.send("court", "delistEntry", entry=entry["id"], because="COURT", reasons="已履行")
    assert ended["state"] == "DELISTED"
    assert chamber.read("anonymous", measures, uscc=RESPONDENT)["entity"]["measures"]["totalCount"] == 0
    found = read(chamber, case)
    assert (found["state"], found["referrals"][0]["state"]) == ("DELISTED", "DELISTED")


def test_the_listing_arrives_as_a_submission_of_the_court_and_is_matched(
    chamber: Chamber, monkeypatch: pytest.MonkeyPatch
) -> None:
    chamber.open(DEFAULTERS, "court")
    today = clock.today()
    cases = [chamber.awarded(due_on=today.isoformat()) for _ in range(2)]
    for case in cases:
        chamber.send("centre", "remindParties", case=case, text="请按期履行")
    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=1))
    referrals = [chamber.referred(case) for case in cases]
    numbers = [read(chamber, case)["number"] for case in cases]
    # The second one is of the same debtor under a number that no case has: it is listed, and no case is.
    lines = [listing(numbers[0], "1"), listing("（2026）示例执99号", "2")]
    told = chamber.send("court", "submitRecords", item="LIST_ENTRY", batch="1", records=lines)
    assert "state" in told, told
    assert (told["state"], told["accepted"], told["rejections"]["nodes"]) == ("COMMITTED", 2, [])

    found = [read(chamber, case) for case in cases]
    assert [one["state"] for one in found] == ["LISTED", "REFERRED"]
    assert [one["referrals"][0]["id"] for one in found] == referrals
    assert [one["referrals"][0]["state"] for one in found] == ["LISTED", "ACCEPTED"]
    entry = found[0]["referrals"][0]["entryId"]
    assert chamber.send("court", "delistEntry", entry=entry, because="COURT", reasons="已履行")["state"] == "DELISTED"
    assert [read(chamber, case)["state"] for case in cases] == ["DELISTED", "REFERRED"]


def listing(number: str, key: str) -> dict[str, Any]:
    """Return a line of the court's about the respondent."""
    cells = {
        "MDDM": DEFAULTERS,
        "MDBH": key,
        "ZT_MC": "示例有限公司",
        "ZT_TYDM": RESPONDENT,
        "RDWS": number,
        "RDJG": "示例人民法院",
        "LRSY": "REFUSAL_DESPITE_ABILITY",
        "SSJY": "有能力而拒不履行",
        "GZRQ": (clock.today() - timedelta(days=40)).isoformat(),
        "GZNR": "拟列入",
        "LRLY": "事实清楚",
    }
    return {"cells": [{"field": field, "value": value} for field, value in cells.items()]}


def test_nobody_without_a_part_learns_that_there_is_a_case(chamber: Chamber) -> None:
    case = chamber.served()
    inside = {"claimant", "respondent", "centre"}
    for who in EVERYBODY:
        found = chamber.at.ask(chamber.headers(who), CASE, id=case)
        if who in inside:
            assert found["data"]["node"]["state"] == "SERVED", who
        else:
            assert not (found.get("data") or {}).get("node"), who
        count = chamber.at.ask(chamber.headers(who), MINE)
        if who in PEOPLE or who in ("centre", "other_centre"):
            wanted = 1 if who in inside else 0
            assert count["data"]["arbitrationCases"]["totalCount"] == wanted, who
        else:
            assert "data" not in count or count["data"] is None, who
