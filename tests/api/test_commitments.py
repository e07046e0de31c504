"""Commitments: offered by choice, withdrawn, found kept or broken, and public only where the enterprise says so."""

from datetime import timedelta
from typing import Any

import pytest

from auth.principal import ANONYMOUS, Principal
from exchange import clock
from exchange.commitment.model import Commitment
from exchange.feed.model import FeedEvent
from exchange.procedure.model import ProcedureEvent
from tests.api.office import Office
from tests.api.procedure import OTHERS, Parties
from tests.domain.procedure import USCC, told

TABLES = (Commitment, ProcedureEvent, FeedEvent)
OFFER = """mutation($i: OfferCommitmentInput!) { offerCommitment(input: $i) {
  ... on CommitmentPayload { commitment { id state kind text performBy published institution { code } uscc } }
  ... on CommandError { code message path }
} }"""
PERFORM = """mutation($i: RecordPerformanceInput!) { recordCommitmentPerformance(input: $i) {
  ... on CommitmentPayload { commitment { id state } } ... on CommandError { code message path }
} }"""
WITHDRAW = """mutation($i: WithdrawCommitmentInput!) { withdrawCommitment(input: $i) {
  ... on CommitmentPayload { commitment { id state } } ... on CommandError { code message path }
} }"""
LISTED = "query($u: USCC) { commitments(uscc: $u) { nodes { id state text } } }"
EVENTS = "query($id: ID!) { node(id: $id) { ... on Commitment { events { step state reason institution { code } } } } }"


@pytest.fixture
def parties(office: Office) -> Parties:
    return Parties.of(office)


def offer(parties: Parties, who: Principal | None = None, **changes: Any) -> Any:
    given = {"uscc": USCC, "institution": "T-BUREAU", "kind": "PROACTIVE", "text": "按时纳税"}
    return parties.do(who or parties.user, OFFER, **given | changes)


def listed(parties: Parties, who: Principal) -> list[tuple[str, str]]:
    nodes = parties.office.ask(who, LISTED, {"u": USCC})["commitments"]["nodes"]
    return [(node["id"], node["state"]) for node in nodes]


def test_a_commitment_is_offered_and_found_kept(parties: Parties) -> None:
    until = (clock.today() + timedelta(days=30)).isoformat()
    offered = offer(parties, performBy=until)
    assert offered == {
        "id": offered["id"],
        "state": "OFFERED",
        "kind": "PROACTIVE",
        "text": "按时纳税",
        "performBy": until,
        "published": False,
        "institution": {"code": "T-BUREAU"},
        "uscc": USCC,
    }
    found = {"commitment": offered["id"], "reason": "逾期"}
    assert parties.do(parties.bureau, PERFORM, state="BROKEN", **found)["state"] == "BROKEN"
    assert parties.do(parties.bureau, PERFORM, state="KEPT", **found | {"reason": "已补缴"})["state"] == "KEPT"
    bureau = {"institution": {"code": "T-BUREAU"}}
    assert parties.office.ask(parties.user, EVENTS, {"id": offered["id"]})["node"]["events"] == [
        {"step": "OFFERED", "state": "OFFERED", "reason": None, "institution": None},
        {"step": "BREAK", "state": "BROKEN", "reason": "逾期", **bureau},
        {"step": "KEEP", "state": "KEPT", "reason": "已补缴", **bureau},
    ]
    with parties.office.engine.connect() as connection:
        assert told(connection) == [("COMMITMENT_CHANGED", USCC, False, "T-BUREAU")] * 3


def test_only_what_the_enterprise_publishes_is_public(parties: Parties) -> None:
    private, public = offer(parties)["id"], offer(parties, public=True)["id"]

    for who in (parties.user, parties.bureau, parties.operator):
        assert listed(parties, who) == [(public, "OFFERED"), (private, "OFFERED")]
    for who in (ANONYMOUS, parties.other, parties.bank):
        assert listed(parties, who) == [(public, "OFFERED")]
    # Who took which step, its parties alone see.
    assert parties.office.ask(parties.other, EVENTS, {"id": public})["node"]["events"] == []
    parties.do(parties.user, WITHDRAW, commitment=public)
    assert listed(parties, ANONYMOUS) == []
    assert listed(parties, parties.user) == [(public, "WITHDRAWN"), (private, "OFFERED")]


def test_nobody_offers_for_another_or_finds_for_another(parties: Parties) -> None:
    offered = offer(parties)["id"]
    before = parties.office.rows(*TABLES)

    refused = {"code": "COMMITMENT_REFUSED", "path": ["input", "uscc"]}
    for who in (parties.other, parties.bureau, parties.operator):
        assert offer(parties, who) == refused
    assert offer(parties, uscc=OTHERS) == refused
    unknown = {"code": "COMMITMENT_UNKNOWN", "path": ["input", "commitment"]}
    found = {"state": "KEPT", "reason": "履行"}
    for who in (parties.user, parties.operator):
        assert parties.do(who, PERFORM, commitment=offered, **found) == unknown
    assert parties.do(parties.bureau, PERFORM, commitment="cmt_\0", **found) == unknown
    assert parties.do(parties.other, WITHDRAW, commitment=offered) == unknown
    assert parties.office.rows(*TABLES) == before


def test_what_makes_no_sense_is_refused(parties: Parties) -> None:
    for field, wrong in (
        ("institution", "T-BANK"),
        ("institution", "NOBODY"),
        ("text", " "),
        ("performBy", "2020-01-01"),
    ):
        assert offer(parties, parties.user, **{field: wrong}) == {
            "code": "COMMITMENT_REFUSED",
            "path": ["input", field],
        }
    assert parties.office.rows(Commitment) == {"commitment": []}


def test_what_was_found_is_not_withdrawn(parties: Parties) -> None:
    offered = offer(parties)["id"]
    parties.do(parties.bureau, PERFORM, commitment=offered, state="KEPT", reason="履行")
    answer = parties.office.ask(parties.user, WITHDRAW, {"i": {"commitment": offered}})["withdrawCommitment"]

    message = f"The commitment {offered} is KEPT; WITHDRAW takes one that is OFFERED."
    assert answer == {"code": "COMMITMENT_STATE", "message": message, "path": ["input", "commitment"]}
    wrong = parties.do(parties.bureau, PERFORM, commitment=offered, state="OFFERED", reason="履行")
    assert wrong == {"code": "COMMITMENT_REFUSED", "path": ["input", "state"]}
