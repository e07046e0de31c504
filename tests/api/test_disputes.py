"""Disputes end to end: who may lodge and answer one, and how an overdue one shuts the door until it is answered."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from exchange import clock
from exchange.dispute.model import AccessDispute
from tests.access.oauth_party import Party, wanted
from tests.api.counter import SCOPES, Counter, Headers
from tests.planning.data import USCCS
from tests.planning.files import access_id, dispute_id

DISPUTE = """mutation($access: ID!, $reason: String!, $key: String) {
  disputeAccess(input: {access: $access, reason: $reason, idempotencyKey: $key}) {
    ... on DisputePayload { dispute { id state reason deadline { dueOn provisional rule { code period unit } } } }
    ... on CommandError { code path }
  }
}"""
ANSWER = """mutation($dispute: ID!, $answer: String!) {
  answerDispute(input: {dispute: $dispute, answer: $answer}) {
    ... on DisputePayload { dispute { id state answer access { id } institution { code } consent { suspended } } }
    ... on CommandError { code path }
  }
}"""
LATEST = "{ myAccessLog(first: 1) { nodes { id dispute { id state } } } }"
LISTED = """query($uscc: USCC, $institution: Code, $state: DisputeState) {
  accessDisputes(uscc: $uscc, institution: $institution, state: $state) { totalCount nodes { id state } }
}"""


@pytest.fixture
def user(at: Counter) -> Headers:
    """Sign somebody in who acts for the second enterprise."""
    at.desk.user("zhang.san", USCCS[1])
    return at.signed_in("zhang.san")


def latest(at: Counter, who: Headers) -> Any:
    """Return the latest access that a caller sees."""
    return at.ask(who, LATEST)["data"]["myAccessLog"]["nodes"][0]


def dispute(at: Counter, who: Headers, access: str, reason: str = "为什么？", **more: Any) -> Any:
    """Dispute an access; return the dispute or the refusal."""
    done = at.ask(who, DISPUTE, access=access, reason=reason, **more)["data"]["disputeAccess"]
    return done.get("dispute", done)


def answer(at: Counter, who: Headers, id_: str, text: str = "贷款审查。") -> Any:
    """Answer a dispute; return it or the refusal."""
    done = at.ask(who, ANSWER, dispute=id_, answer=text)["data"]["answerDispute"]
    return done.get("dispute", done)


def disputes(at: Counter) -> list[tuple[Any, ...]]:
    """Return all rows."""
    with at.desk.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(select(AccessDispute.__table__).order_by(AccessDispute.id))]


def test_an_overdue_dispute_shuts_the_door_until_it_is_answered(at: Counter, user: Headers) -> None:
    consent = at.consent(user)
    assert at.fetch(consent)
    lodged = dispute(at, user, latest(at, user)["id"])
    assert at.fetch(consent), "the bank has time to answer"

    with at.desk.engine.begin() as connection:
        own = update(AccessDispute).where(AccessDispute.id == lodged["id"])
        connection.execute(own.values(due_on=clock.today()))
    assert at.fetch(consent), "the last day is in time"
    with at.desk.engine.begin() as connection:
        connection.execute(own.values(due_on=clock.today() - timedelta(days=1)))
    assert not at.fetch(consent)
    states = [node["state"] for node in at.ask(user, LISTED, uscc=USCCS[1])["data"]["accessDisputes"]["nodes"]]
    assert states[0] == "OVERDUE"

    answered = answer(at, at.of(at.bank), lodged["id"])
    assert (answered["state"], answered["answer"]) == ("ANSWERED", "贷款审查。")
    assert (answered["institution"], answered["consent"]) == ({"code": "DEMO-B"}, {"suspended": False})
    assert at.fetch(consent)


def test_a_dispute_shows_its_deadline_and_the_rule(at: Counter, user: Headers) -> None:
    at.fetch(at.consent(user))
    lodged = dispute(at, user, latest(at, user)["id"], "  没有申请过贷款 ")

    due_on = (clock.today() + timedelta(days=20)).isoformat()
    assert lodged == {
        "id": lodged["id"],
        "state": "OPEN",
        "reason": "没有申请过贷款",
        "deadline": {
            "dueOn": due_on,
            "provisional": False,
            "rule": {"code": "ACCESS_DISPUTE_ANSWER", "period": 20, "unit": "CALENDAR_DAY"},
        },
    }
    shown = {"id": lodged["id"], "state": "OPEN"}
    assert latest(at, user)["dispute"] == latest(at, at.of(at.bank))["dispute"] == shown


def test_the_same_command_sent_again_does_nothing_twice(at: Counter, user: Headers) -> None:
    access = f"acc_{access_id(1)}"
    first = dispute(at, user, access, key="一")

    assert dispute(at, user, access, key="一") == first
    assert dispute(at, user, access) == {"code": "DISPUTE_EXISTS", "path": ["input", "access"]}


@pytest.mark.parametrize(
    "access", [f"acc_{access_id(2)}", f"acc_{access_id(99)}", access_id(1), "acc_", "acc_\0", "ent_1"]
)
def test_of_other_enterprises_an_access_is_as_if_it_were_not(at: Counter, user: Headers, access: str) -> None:
    before = disputes(at)

    assert dispute(at, user, access) == {"code": "ACCESS_UNKNOWN", "path": ["input", "access"]}
    assert disputes(at) == before


def test_the_reader_does_not_dispute_for_the_subject(at: Counter) -> None:
    before = disputes(at)

    assert dispute(at, at.of(at.bank), f"acc_{access_id(1)}")["code"] == "ACCESS_UNKNOWN"
    assert disputes(at) == before


def test_only_the_reader_answers(at: Counter, user: Headers) -> None:
    of_others = dispute_id(0)
    lodged = dispute(at, user, f"acc_{access_id(1)}")
    before = disputes(at)

    for who, id_ in ((user, lodged["id"]), (at.of(at.bank), of_others), (at.of(at.bank), "dsp_\0")):
        assert answer(at, who, id_) == {"code": "DISPUTE_UNKNOWN", "path": ["input", "dispute"]}
    assert disputes(at) == before
    assert answer(at, at.of(at.bank), lodged["id"])["state"] == "ANSWERED"
    assert answer(at, at.of(at.bank), lodged["id"])["code"] == "DISPUTE_ANSWERED"


def test_another_program_of_the_same_bank_may_answer(at: Counter, user: Headers) -> None:
    lodged = dispute(at, user, f"acc_{access_id(1)}")
    other = Party._of(at.desk.engine, at.desk.settings, at.bank.key, wanted(institution_code="DEMO-B", scopes=SCOPES))

    assert answer(at, at.of(other), lodged["id"])["state"] == "ANSWERED"


def test_a_bad_text_is_refused_with_its_place(at: Counter, user: Headers) -> None:
    refused = dispute(at, user, f"acc_{access_id(1)}", "\n")

    assert refused == {"code": "DISPUTE_REFUSED", "path": ["input", "reason"]}


def test_subject_reader_and_operator_list_their_disputes(at: Counter, user: Headers) -> None:
    lodged = dispute(at, user, f"acc_{access_id(1)}")["id"]

    def listed(who: Headers, **filters: Any) -> set[str]:
        return {node["id"] for node in at.ask(who, LISTED, **filters)["data"]["accessDisputes"]["nodes"]}

    assert listed(user) == {lodged}
    assert listed(at.of(at.bank)) == {lodged, dispute_id(3), dispute_id(9), dispute_id(15)}
    assert listed(at.of(at.bank), state="ANSWERED") == {dispute_id(3), dispute_id(9), dispute_id(15)}
    assert listed(at.of(at.bank), institution="DEMO-A") == set()
    operator = at.operator()
    assert len(listed(operator)) == len(disputes(at)) == 6
    assert listed(operator, state="OVERDUE") == {dispute_id(12)}
    assert listed(operator, institution="DEMO-A", uscc=USCCS[0]) == {dispute_id(0)}


def test_without_the_scope_nothing_is_written(at: Counter) -> None:
    refused = at.ask({}, DISPUTE, access=f"acc_{access_id(1)}", reason="为什么？")

    assert "data" not in refused
    assert refused["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    with at.desk.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(AccessDispute)) == 5
