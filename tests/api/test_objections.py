"""Objections end to end: who may lodge, see and decide one, and what the record looks like meanwhile."""

from datetime import timedelta
from typing import Any

import pytest

from auth.principal import ANONYMOUS
from exchange import clock
from exchange.evidence.model import Evidence
from exchange.feed.model import FeedEvent
from exchange.objection.model import Objection
from exchange.procedure.model import ProcedureEvent
from exchange.record.model import CreditRecord, RecordEvent
from resolvers.refusal import Refused
from tests.api.office import Office
from tests.api.procedure import DECIDE, LODGE, Parties
from tests.domain.procedure import USCC

TABLES = (Objection, ProcedureEvent, Evidence, CreditRecord, RecordEvent, FeedEvent)
ONE = """query($id: ID!) { node(id: $id) { ... on Objection {
  recordId record { state } uscc supplier { code } text state outcome reasons submission { id }
  evidence { id fileName kind } deadline { dueOn provisional overdue extended rule { code source article verified } }
  events { step state actor institution { code } reason } corrections { nodes { state } }
} } }"""
LISTED = "query($s: ObjectionState) { objections(state: $s) { totalCount nodes { id } } }"
PUBLISHED = "query($u: USCC!) { entity(uscc: $u) { records { nodes { id state } } } }"
REVIEW = """mutation($i: RequestReviewInput!) { requestObjectionReview(input: $i) {
  ... on ObjectionPayload { objection { state } } ... on CommandError { code message path }
} }"""
REVIEWED = """mutation($i: DecideReviewInput!) { decideObjectionReview(input: $i) {
  ... on ObjectionPayload { objection { state reviewOutcome reviewReasons } } ... on CommandError { code message path }
} }"""
CANCEL = """mutation($i: CancelObjectionInput!) { cancelObjection(input: $i) {
  ... on ObjectionPayload { objection { state } } ... on CommandError { code message path }
} }"""
EXTEND = """mutation($i: ExtendObjectionInput!) { extendObjection(input: $i) {
  ... on ObjectionPayload { objection { state } } ... on CommandError { code message path }
} }"""


@pytest.fixture
def parties(office: Office) -> Parties:
    return Parties.of(office)


def shown(parties: Parties) -> list[Any]:
    """Return the enterprise's records as everybody sees them."""
    nodes = parties.office.ask(ANONYMOUS, PUBLISHED, {"u": USCC})["entity"]["records"]["nodes"]
    return [node["state"] for node in nodes]


def test_an_objection_from_its_lodging_to_the_review(parties: Parties) -> None:
    record = parties.record()
    lodged = parties.objection(record, evidence=parties.materials("OTHER"))
    assert lodged["state"] == "FORWARDED"
    assert shown(parties) == ["DISPUTED"]

    seen = parties.office.ask(parties.bureau, ONE, {"id": lodged["id"]})["node"]
    assert seen == {
        "recordId": record,
        "record": {"state": "DISPUTED"},
        "uscc": USCC,
        "supplier": {"code": "T-BUREAU"},
        "text": "处罚对象不是本公司",
        "state": "FORWARDED",
        "outcome": None,
        "reasons": None,
        "submission": None,
        "evidence": [{"id": f"evd_{1:032x}", "fileName": "证明1.pdf", "kind": "OTHER"}],
        "deadline": {
            "dueOn": (clock.today() + timedelta(days=20)).isoformat(),
            "provisional": False,
            "overdue": False,
            "extended": False,
            "rule": {
                "code": "OBJECTION_CN",
                "source": "征信业管理条例 (国务院令第631号)",
                "article": "第二十五条",
                "verified": True,
            },
        },
        "events": [
            {"step": "LODGED", "state": "LODGED", "actor": parties.user.user_id, "institution": None, "reason": None},
            {"step": "FORWARD", "state": "FORWARDED", "actor": "exchange", "institution": None, "reason": None},
        ],
        "corrections": {"nodes": []},
    }

    upheld = parties.do(parties.bureau, DECIDE, objection=lodged["id"], outcome="UPHELD", reasons="处罚对象无误")
    assert (upheld["state"], upheld["outcome"], shown(parties)) == ("DECIDED", "UPHELD", ["ACTIVE"])
    assert parties.do(parties.user, REVIEW, objection=lodged["id"], text="没有核查")["state"] == "REVIEW_REQUESTED"
    assert shown(parties) == ["DISPUTED"]
    reviewed = parties.do(parties.operator, REVIEWED, objection=lodged["id"], outcome="WITHDRAWN", reasons="主体混同")
    assert reviewed == {"state": "REVIEW_DECIDED", "reviewOutcome": "WITHDRAWN", "reviewReasons": "主体混同"}
    assert shown(parties) == []
    told = parties.office.ask(parties.user, ONE.replace("submission { id }", ""), {"id": lodged["id"]})["node"]
    assert told["corrections"]["nodes"] == [{"state": "PENDING"}]
    assert [event["step"] for event in told["events"]][-1] == "DECIDE_REVIEW"


def test_whatever_an_enterprise_sees_of_itself_it_may_object_to(parties: Parties) -> None:
    states: tuple[dict[str, Any], ...] = (
        {},
        {"published_from": None, "published_until": None},
        {"published_until": clock.today() - timedelta(days=1)},
        {"state": "EXPIRED", "published_from": None},
        {"item_code": "TAX_ARREARS", "kind": "TAX_ARREARS", "publicity": "CONSENT"},
    )
    for n, changes in enumerate(states):
        assert parties.objection(parties.record(n, **changes))["state"] == "FORWARDED"


def test_others_records_and_those_for_authorities_only_are_as_if_they_were_not(parties: Parties) -> None:
    own = parties.record()
    hidden = parties.record(2, item_code="WAGE_ARREARS", kind="WAGE_ARREARS", publicity="GOVERNMENT")
    nobodys = parties.record(3, uscc=None, state="EXPIRED")
    before = parties.office.rows(*TABLES)

    unknown = {"code": "RECORD_UNKNOWN", "path": ["input", "record"]}
    for who, record in (
        (parties.other, own),
        (parties.bureau, own),
        (parties.operator, own),
        (parties.user, hidden),
        (parties.user, nobodys),
        (parties.user, "rec_nothing"),
        (parties.user, "rec_\0"),
        (parties.user, ""),
    ):
        assert parties.do(who, LODGE, record=record, text="异议") == unknown
    assert parties.office.rows(*TABLES) == before


def test_only_its_parties_see_an_objection(parties: Parties) -> None:
    lodged = parties.objection(parties.record())["id"]

    for who, total in ((parties.user, 1), (parties.bureau, 1), (parties.operator, 1), (parties.other, 0)):
        seen = parties.office.ask(who, LISTED)["objections"]
        assert seen == {"totalCount": total, "nodes": [{"id": lodged}] * total}
    assert parties.office.ask(parties.user, LISTED, {"s": "DECIDED"})["objections"]["totalCount"] == 0
    foreign = parties.office.answer(parties.other, "query($id: ID!) { node(id: $id) { id } }", {"id": lodged})
    assert foreign["data"] == {"node": None}
    for who in (parties.bank, ANONYMOUS):
        with pytest.raises(Refused, match="objections:read"):
            parties.office.ask(who, LISTED)


def test_nobody_else_decides(parties: Parties) -> None:
    lodged = parties.objection(parties.record())["id"]
    other_bureau = parties.office.program("COURT")
    before = parties.office.rows(*TABLES)

    given = {"objection": lodged, "outcome": "WITHDRAWN", "reasons": "撤销"}
    unknown = {"code": "OBJECTION_UNKNOWN", "path": ["input", "objection"]}
    for who in (parties.user, parties.operator, other_bureau):
        assert parties.do(who, DECIDE, **given) == unknown
    assert parties.do(parties.bureau, DECIDE, **given | {"objection": "obj_nothing"}) == unknown
    assert parties.do(parties.bureau, REVIEWED, **given) == {"code": "NOT_PERMITTED", "path": []}
    for command in (CANCEL, REVIEW):
        more = {"text": "再看"} if command == REVIEW else {}
        assert parties.do(parties.other, command, objection=lodged, **more) == unknown
    assert parties.office.rows(*TABLES) == before


def test_a_wrong_step_is_refused_with_the_state_and_writes_nothing(parties: Parties) -> None:
    lodged = parties.objection(parties.record())["id"]
    before = parties.office.rows(*TABLES)
    answer = parties.office.ask(parties.user, REVIEW, {"i": {"objection": lodged, "text": "再看"}})

    assert answer["requestObjectionReview"] == {
        "code": "OBJECTION_STATE",
        "message": f"The objection {lodged} is FORWARDED; REQUEST_REVIEW takes one that is DECIDED.",
        "path": ["input", "objection"],
    }
    given = {"objection": lodged, "outcome": "CORRECTED", "reasons": "已更正"}
    assert parties.do(parties.bureau, DECIDE, **given)["code"] == "CORRECTION_MISSING"
    assert parties.do(parties.bureau, EXTEND, objection=lodged, reason="复杂")["code"] == "EXTENSION_REFUSED"
    assert parties.office.rows(*TABLES) == before
    assert parties.do(parties.user, CANCEL, objection=lodged)["state"] == "CANCELLED"
    assert shown(parties) == ["ACTIVE"]


def test_the_same_objection_sent_again_is_one(parties: Parties) -> None:
    record = parties.record()
    first = parties.objection(record, idempotencyKey="一")

    assert parties.objection(record, idempotencyKey="一") == first
    assert parties.objection(record) == {"code": "OBJECTION_EXISTS", "path": ["input", "record"]}


def test_without_a_mandate_any_more_nothing_is_seen_or_done(parties: Parties) -> None:
    lodged = parties.objection(parties.record())["id"]
    revoke = (
        "mutation($i: DecideMandateInput!) { revokeMandate(input: $i) { ... on MandatePayload { mandate { state } } } }"
    )
    mandate = parties.office.ask(parties.user, "{ mandates { nodes { id } } }")["mandates"]["nodes"][0]["id"]
    parties.office.ask(parties.user, revoke, {"i": {"mandate": mandate}})

    assert parties.office.ask(parties.user, LISTED)["objections"]["totalCount"] == 0
    assert parties.do(parties.user, CANCEL, objection=lodged)["code"] == "OBJECTION_UNKNOWN"
