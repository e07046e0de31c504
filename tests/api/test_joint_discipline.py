"""The whole way of an entry: proposed, told, pleaded, decided, listed, acted on by departments, restored, lifted."""

from typing import Any

import pytest
from sqlalchemy import select

from exchange import clock
from exchange.feed.model import FeedEvent
from exchange.listing.model import ListEntry, ListEntryEvent, ListPlea, ListRestoration
from exchange.measure.model import MeasureAction, MeasureActionEvent
from exchange.procedure.actor import Actor
from tests.api.counter import Counter
from tests.api.hall import DEPARTMENTS, OTHERS, SUBJECT, WAGES, Hall
from tests.domain.procedure import put_evidence

TABLES = (ListEntry, ListEntryEvent, ListPlea, ListRestoration, MeasureAction, MeasureActionEvent, FeedEvent)
KEEPERS = frozenset({"bureau", "court", "keeper", "department1"})
"""Callers whose kind may hold the scope to keep lists."""
HISTORY = """query($uscc: USCC!) { entity(uscc: $uscc) { listings(first: 2, history: true) { nodes {
  state delistedFor validFrom delistedAt
  plea { plea answer }
  events { state by institution { code } reason deadline { dueOn rule { code } } }
  actions(first: 8) { nodes { department state deadline { dueOn rule { code } } events { state by } } }
} } } }"""
MEASURES = """query($uscc: USCC!) { entity(uscc: $uscc) { measures(first: 50) { totalCount nodes {
  clause validFrom memorandum { code } edition { id } list { code } entry { basisDocument } measure { content }
} } } }"""
DUE = """{ dueItems(first: 20) { nodes { matter uscc institution { code } deadline { rule { code } }
  measureAction { department } } } }"""
WORK = "{ measureWork { triggered received executed notApplicable fedBack lifted overdue } }"
MINE = "{ measureActions(first: 50) { nodes { id department state entry { subjectName } } } }"


@pytest.fixture
def hall(at: Counter) -> Hall:
    """Everybody, a list with its keeper, and a memorandum in force that names six departments."""
    hall = Hall(at)
    hall.open()
    hall.in_force()
    for who in OTHERS:
        hall.headers(who)
    return hall


def rows(hall: Hall) -> list[Any]:
    """Return every row that a step could write."""
    with hall.at.desk.engine.connect() as connection:
        return [sorted(map(tuple, connection.execute(select(one.__table__))), key=str) for one in TABLES]


def refused(who: str, keeper_s: bool, unknown: str) -> str:
    """Return how a caller is refused a step that is another's."""
    if who == "anonymous":
        return "UNAUTHENTICATED"
    if keeper_s:
        return unknown if who in KEEPERS else "FORBIDDEN"
    return unknown if who in ("subject", "stranger") else "FORBIDDEN"


def alone(hall: Hall, who: str, name: str, unknown: str = "LIST_ENTRY_UNKNOWN", **given: Any) -> Any:
    """Refuse a step to one caller of every other kind, which changes nothing; then take it."""
    keeper_s = who != "subject"
    before = rows(hall)
    for other in OTHERS:
        if other != who:
            assert hall.send(other, name, **given)["code"] == refused(other, keeper_s, unknown), (other, name)
    assert rows(hall) == before
    return hall.send(who, name, **given)


def acted(hall: Hall, n: int, name: str, action: str, **given: Any) -> str:
    """Refuse a department's step to everybody else, then take it; return the state."""
    may = (*KEEPERS, "regulator")
    before = rows(hall)
    for other in OTHERS:
        if other != f"department{n}":
            wanted = "UNAUTHENTICATED" if other == "anonymous" else "FORBIDDEN"
            wanted = "MEASURE_ACTION_UNKNOWN" if other in may else wanted
            assert hall.send(other, name, action=action, **given)["code"] == wanted, (other, name)
    assert rows(hall) == before
    return str(hall.send(f"department{n}", name, action=action, **given)["state"])


def test_from_proposal_to_restoration_every_step_is_its_own_caller_s(hall: Hall) -> None:
    proposal = {
        "uscc": SUBJECT,
        "basisDocument": "示例罚〔2026〕1号",
        "decidingAuthority": "示例局",
        "facts": "拖欠工资",
    }
    (made,) = alone(hall, "keeper", "proposeEntries", "LIST_UNKNOWN", list=WAGES, entries=[proposal])
    entry = made["id"]
    assert made == {"id": entry, "state": "PROPOSED", "subjectName": "示例乙股份有限公司"}

    assert alone(hall, "keeper", "notifyEntry", entry=entry, notice="拟列入名单")["state"] == "NOTIFIED"
    assert hall.send("keeper", "decideEntry", entry=entry, reasons="x")["code"] == "LIST_STEP_TOO_EARLY"
    assert alone(hall, "subject", "plead", entry=entry, plea="已经付清")["state"] == "PLEA"
    assert hall.send("keeper", "decideEntry", entry=entry, reasons="x")["code"] == "LIST_PLEA_UNANSWERED"
    decided = {"entry": entry, "reasons": "事实清楚", "pleaAnswer": "付款凭证不实"}
    assert alone(hall, "keeper", "decideEntry", **decided)["state"] == "DECIDED"
    assert hall.read("anonymous", MEASURES, uscc=SUBJECT)["entity"]["measures"]["totalCount"] == 0
    assert alone(hall, "keeper", "listEntry", entry=entry)["state"] == "LISTED"

    today = clock.today().isoformat()
    found = hall.read("anonymous", MEASURES, uscc=SUBJECT)["entity"]["measures"]
    assert found["totalCount"] == len(DEPARTMENTS)
    assert found["nodes"][0] == {
        "clause": "第1条",
        "validFrom": today,
        "memorandum": {"code": "EX-1"},
        "edition": {"id": "edn_EX-1.1"},
        "list": {"code": WAGES},
        "entry": {"basisDocument": "示例罚〔2026〕1号"},
        "measure": {"content": "限制1"},
    }

    [awaited] = hall.read("department1", DUE)["dueItems"]["nodes"]
    assert awaited == {
        "matter": "MEASURE_FEEDBACK",
        "uscc": SUBJECT,
        "institution": {"code": hall.code("department1")},
        "deadline": {"rule": {"code": "MEASURE_FEEDBACK"}},
        "measureAction": {"department": DEPARTMENTS[0]},
    }
    for n in range(1, 7):
        who = f"department{n}"
        counts = {"triggered": 1, "received": 0, "executed": 0, "notApplicable": 0, "fedBack": 0}
        assert hall.read(who, WORK)["measureWork"] == {**counts, "lifted": 0, "overdue": 0}
        (action,) = hall.read(who, MINE)["measureActions"]["nodes"]
        id_ = action.pop("id")
        subject = {"subjectName": "示例乙股份有限公司"}
        assert action == {"department": DEPARTMENTS[n - 1], "state": "TRIGGERED", "entry": subject}
        if n == 6:
            break
        step = (
            acted
            if n == 1
            else lambda h, n, name, id_, **given: h.send(f"department{n}", name, action=id_, **given)["state"]
        )
        assert hall.send(who, "executeMeasure", action=id_, text="x")["code"] == "MEASURE_STEP_REFUSED"
        assert step(hall, n, "receiveMeasure", id_) == "RECEIVED"
        name, state = ("declareMeasureNotApplicable", "NOT_APPLICABLE") if n == 2 else ("executeMeasure", "EXECUTED")
        assert step(hall, n, name, id_, text="已办理") == state
        assert step(hall, n, "feedBackMeasure", id_, text="已反馈") == "FED_BACK"

    made = alone(hall, "subject", "applyListRestoration", entry=entry, statement="已全部清偿")
    assert hall.read("department1", DUE)["dueItems"]["nodes"] == []
    # The only rule is Shenzhen's, which isn't in force here.
    assert made == {"id": made["id"], "state": "LODGED", "deadline": None}
    restored = {"entry": entry, "because": "RESTORED", "reasons": "已纠正"}
    assert alone(hall, "keeper", "delistEntry", **restored)["state"] == "DELISTED"

    assert hall.read("anonymous", MEASURES, uscc=SUBJECT)["entity"]["measures"]["totalCount"] == 0
    assert hall.read("anonymous", HISTORY_PUBLIC, uscc=SUBJECT)["entity"]["listings"]["nodes"] == []
    check_history(hall, entry)


TOLD = "query($types: [EventType!]) { changes(types: $types) { nodes { type objectId uscc } } }"
HISTORY_PUBLIC = "query($uscc: USCC!) { entity(uscc: $uscc) { listings(history: true) { nodes { id state } } } }"


def check_history(hall: Hall, entry: str) -> None:
    """See every step with its caller, its reason and its deadline, as the keeper and the subject see it."""
    (shown,) = hall.read("keeper", HISTORY, uscc=SUBJECT)["entity"]["listings"]["nodes"]
    keeper = {"code": "H-KEEPER"}
    plea, feedback = shown["events"][1]["deadline"], shown["actions"]["nodes"][0]["deadline"]
    assert plea["rule"] == {"code": "LIST_PLEA"}
    assert feedback["rule"] == {"code": "MEASURE_FEEDBACK"}
    by = hall.users["subject"]
    assert shown["events"] == [
        {"state": "PROPOSED", "by": "keeper", "institution": keeper, "reason": "拖欠工资", "deadline": None},
        {"state": "NOTIFIED", "by": "keeper", "institution": keeper, "reason": "拟列入名单", "deadline": plea},
        {"state": "PLEA", "by": by, "institution": None, "reason": None, "deadline": None},
        {"state": "DECIDED", "by": "keeper", "institution": keeper, "reason": "事实清楚", "deadline": None},
        {"state": "LISTED", "by": "keeper", "institution": keeper, "reason": "事实清楚", "deadline": None},
        {"state": "DELISTED", "by": "keeper", "institution": keeper, "reason": "已纠正", "deadline": None},
    ]
    assert shown["plea"] == {"plea": "已经付清", "answer": "付款凭证不实"}
    assert (shown["state"], shown["delistedFor"]) == ("DELISTED", "RESTORED")
    assert [one["state"] for one in shown["actions"]["nodes"]] == ["LIFTED"] * 6
    steps = ["TRIGGERED", "RECEIVED", "EXECUTED", "FED_BACK", "LIFTED"]
    second = ["TRIGGERED", "RECEIVED", "NOT_APPLICABLE", "FED_BACK", "LIFTED"]
    taken = [[step["state"] for step in one["events"]] for one in shown["actions"]["nodes"]]
    assert taken == [steps, second, steps, steps, steps, ["TRIGGERED", "LIFTED"]]
    assert [step["by"] for step in shown["actions"]["nodes"][0]["events"]] == ["keeper", *["department1"] * 3, "keeper"]
    assert hall.read("subject", HISTORY, uscc=SUBJECT)["entity"]["listings"]["nodes"] == [shown]
    department = hall.read("department1", HISTORY, uscc=SUBJECT)["entity"]["listings"]["nodes"][0]
    assert [one["state"] for one in department["events"]] == ["LISTED", "DELISTED"]
    assert (department["plea"], len(department["actions"]["nodes"])) == (None, 1)

    with hall.at.desk.engine.connect() as connection:
        told = select(FeedEvent.type, FeedEvent.uscc, FeedEvent.is_public, FeedEvent.institution_code)
        events = connection.execute(told.where(FeedEvent.object_id == entry).order_by(FeedEvent.position)).all()
    before = ("LIST_ENTRY_CHANGED", SUBJECT, False, "H-KEEPER")
    shown_ = ("LIST_ENTRY_CHANGED", SUBJECT, True, "H-KEEPER")
    ended = ("LIST_ENTRY_ENDED", None, True, None)
    assert [tuple(event) for event in events] == [*[before] * 4, shown_, before, ended]
    told_to_all = hall.read("anonymous", TOLD, types=["LIST_ENTRY_CHANGED", "LIST_ENTRY_ENDED"])["changes"]["nodes"]
    assert told_to_all == [{"type": "LIST_ENTRY_ENDED", "objectId": entry, "uscc": None}]
    told_to_keeper = hall.read("keeper", TOLD, types=["LIST_ENTRY_CHANGED"])["changes"]["nodes"]
    assert told_to_keeper == [{"type": "LIST_ENTRY_CHANGED", "objectId": entry, "uscc": SUBJECT}] * 6


def test_whoever_watches_an_enterprise_is_told_of_its_listing_and_of_its_end(hall: Hall) -> None:
    watching = "mutation($uscc: USCC!) { watchEntity(input: {uscc: $uscc}) { __typename } }"
    hall.read("lender", watching, uscc=SUBJECT)
    entry = hall.listed()
    types = "{ changes(watched: true, types: [LIST_ENTRY_CHANGED, LIST_ENTRY_ENDED]) { nodes { type objectId } } }"
    assert hall.read("lender", types)["changes"]["nodes"] == [{"type": "LIST_ENTRY_CHANGED", "objectId": entry}]

    hall.send("keeper", "delistEntry", entry=entry, because="REVOKED", reasons="撤销")
    assert hall.read("lender", types)["changes"]["nodes"] == [{"type": "LIST_ENTRY_ENDED", "objectId": entry}]
    hall.read("regulator", watching, uscc=SUBJECT)
    assert hall.read("regulator", types)["changes"]["nodes"] == []


CHECK = """mutation($uscc: USCC!) { creditCheck(input: {
  matter: "PROCUREMENT", entities: [{uscc: $uscc}], purpose: "示例采购"}) {
  ... on CreditCheckPayload { check { adverse } } ... on CommandError { code } } }"""
CORRECTIONS = """query($entry: ID!) { corrections(entry: $entry) { nodes {
  id entryId recordId uscc cause state supplier { code } institution { code } deadline { rule { code } } } } }"""
ACKNOWLEDGE = """mutation($id: ID!) { acknowledgeCorrection(input: {correction: $id}) {
  ... on CorrectionPayload { correction { state } } ... on CommandError { code } } }"""
OF_ENTRY = """query($uscc: USCC!) { entity(uscc: $uscc) { listings(history: true) { nodes {
  corrections { nodes { institution { code } state } }
  restorations { materials { id kind } events { step state by: actor } } } } } }"""


def test_whoever_checked_an_enterprise_learns_of_its_delisting_and_acknowledges(hall: Hall) -> None:
    entry = hall.listed()
    assert hall.read("lender", CHECK, uscc=SUBJECT)["creditCheck"]["check"]["adverse"] == 1
    by = hall.users["subject"]
    with hall.at.desk.engine.begin() as connection:
        file = put_evidence(connection, 1, Actor(by))
    materials = [{"evidence": file, "kind": "PROOF_OF_PERFORMANCE"}]
    hall.send("subject", "applyListRestoration", entry=entry, statement="已清偿", materials=materials)
    hall.send("keeper", "delistEntry", entry=entry, because="RESTORED", reasons="已纠正")

    (found,) = hall.read("lender", CORRECTIONS, entry=entry)["corrections"]["nodes"]
    id_ = found.pop("id")
    assert found == {
        "entryId": entry,
        "recordId": None,
        "uscc": SUBJECT,
        "cause": "RESTORED",
        "state": "PENDING",
        "supplier": {"code": "H-KEEPER"},
        "institution": {"code": "H-LENDER"},
        "deadline": None,
    }
    (told,) = hall.read("lender", TOLD, types=["CORRECTION"])["changes"]["nodes"]
    assert told == {"type": "CORRECTION", "objectId": id_, "uscc": SUBJECT}
    for other in ("bureau", "court", "department1"):
        assert hall.read(other, CORRECTIONS, entry=entry)["corrections"]["nodes"] == []
        refusal = hall.read(other, ACKNOWLEDGE, id=id_)["acknowledgeCorrection"]
        assert refusal == {"code": "CORRECTION_UNKNOWN"}
    assert hall.read("lender", ACKNOWLEDGE, id=id_)["acknowledgeCorrection"]["correction"] == {"state": "ACKNOWLEDGED"}

    for party in ("keeper", "subject"):
        (seen,) = hall.read(party, OF_ENTRY, uscc=SUBJECT)["entity"]["listings"]["nodes"]
        assert seen["corrections"]["nodes"] == [{"institution": {"code": "H-LENDER"}, "state": "ACKNOWLEDGED"}]
        lodged = {"step": "LODGED", "state": "LODGED", "by": by}
        granted = {"step": "GRANT", "state": "GRANTED", "by": "keeper"}
        material = {"id": file, "kind": "PROOF_OF_PERFORMANCE"}
        assert seen["restorations"] == [{"materials": [material], "events": [lodged, granted]}]
    evidence = "query($id: ID!) { node(id: $id) { id } }"
    seen_by = [who for who in OTHERS if hall.at.ask(hall.headers(who), evidence, id=file)["data"]["node"]]
    assert seen_by == ["subject", "keeper"]
