"""The whole way of three applications: two offers, one rejection, one signed, paid out and back."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from exchange import clock
from exchange.feed.model import FeedEvent
from tests.api.counter import FILE, Counter
from tests.api.market import EVERYBODY, SUBJECT, Market
from tests.domain.financing import AMOUNT

BANKS = ("bank1", "bank2", "bank3")
MADE_TO = """{ applications { totalCount nodes {
  id group state uscc amountFen consent { state } demand { id } institution { code } offers { annualRate amountFen }
  decision { rejectionCode rejectionReasons } messages { nodes { text institution { code } } }
  events { step actor reason }
} } }"""
MINE = """{ myApplications { totalCount nodes {
  id group state institution { code } offer { id annualRate amountFen } signed { annualRate amountFen termMonths }
  decision { rejectionCode rejectionReasons } disbursedFen repaidFen outstandingFen consent { state }
  promisedOn movements { nodes { kind externalId amountFen interestFen } } events { step state }
} } }"""
ONE = "query($id: ID!) { application(id: $id) { id state } node(id: $id) { id } }"
TOLD = "query($types: [EventType!]) { changes(types: $types, first: 100) { nodes { objectId uscc } } }"
FOUND = '{ products(filter: {kind: LOAN, rateAtMost: "3"}) { totalCount nodes { id institution { code } } } }'
MATCHES = """query($uscc: USCC!, $fen: BigInt!) { matchProducts(entity: $uscc, amountFen: $fen, termMonths: 12) {
  access { basis } products(first: 10) { nodes { product { id kind } outcome amount { outcome } } }
} }"""
DUE = "{ dueItems { nodes { matter dueOn deadline { dueOn } institution { code } application { id } } } }"


@pytest.fixture
def market(at: Counter) -> Market:
    """Everybody, and three banks with a loan each."""
    return Market(at)


def applied(market: Market, among: tuple[str, ...] = EVERYBODY, **more: Any) -> Any:
    """Let the enterprise apply to the three banks; everybody else is refused."""
    until = f"{clock.today() + timedelta(days=90)}T00:00:00+08:00"
    given = {
        "uscc": SUBJECT,
        "products": [{"product": f"prd_{n}", "amountFen": str(AMOUNT), "termMonths": 12} for n in (1, 2, 3)],
        "use": "采购原材料",
        "size": "SMALL",
        "firstLoan": True,
        "consent": {"items": ["ANNUAL_REPORT"], "validUntil": until, "fetch": "PERIODIC", "fetchLimit": 9},
    }
    return market.alone("subject", "applyForFinancing", "NOT_PERMITTED", among=among, **given, **more)


def searched_and_matched(market: Market) -> None:
    """Let the enterprise look for loans, and ask which products suit it and how much of them."""
    found = market.read("subject", FOUND)["products"]
    assert (found["totalCount"], {one["institution"]["code"] for one in found["nodes"]}) == (
        3,
        {f"H-BANK{n}" for n in (1, 2, 3)},
    )
    for fen, outcome in ((AMOUNT, "PASSED"), (3 * AMOUNT, "FAILED")):
        matched = market.read("subject", MATCHES, uscc=SUBJECT, fen=str(fen))["matchProducts"]
        assert matched["access"]["basis"] == "SELF"
        loans = [one for one in matched["products"]["nodes"] if one["product"]["kind"] == "LOAN"]
        assert [(one["outcome"], one["amount"]["outcome"]) for one in loans] == [(outcome, outcome)] * 3


def seen(market: Market, ids: list[str]) -> list[Any]:
    """Return what each bank sees; nobody but the two sides sees any, by whatever way."""
    found = []
    for n, bank in enumerate(BANKS):
        (only,) = market.read(bank, MADE_TO)["applications"]["nodes"]
        assert (only["id"], only["group"], only["demand"]) == (ids[n], None, None)
        found.append(only)
        for other in ids[:n] + ids[n + 1 :]:
            assert hidden(market, bank, other)
    return found


def hidden(market: Market, who: str, id_: str) -> bool:
    """Return whether a caller can't tell an application from one that there isn't."""
    own, none = (market.at.ask(market.headers(who), ONE, id=one) for one in (id_, "fap_" + "0" * 32))
    return str(own).replace(id_, "") == str(none).replace("fap_" + "0" * 32, "")


def fetched(market: Market, bank: str, consent: str) -> bool:
    """Let a bank fetch the enterprise's data; return whether the door was open."""
    answer = market.read(bank, FILE, uscc=SUBJECT, consent=consent)["creditFile"]
    assert (answer["annualReports"] is not None) is answer["access"]["granted"]
    return bool(answer["access"]["granted"])


def test_from_three_applications_to_one_loan_every_step_is_its_own_caller_s(market: Market) -> None:
    market.agreed()
    searched_and_matched(market)
    made = applied(market)
    ids, consents = [one["id"] for one in made], [one["consent"]["id"] for one in made]
    assert [(one["state"], one["institution"]["code"]) for one in made] == [
        ("SUBMITTED", f"H-BANK{n}") for n in (1, 2, 3)
    ]
    assert {one["consent"]["state"] for one in made} == {"AWAITING"}
    for one in seen(market, ids):
        assert (one["state"], one["uscc"], one["amountFen"]) == ("SUBMITTED", SUBJECT, str(AMOUNT))
    for who in EVERYBODY:
        if who not in ("subject", *BANKS):
            assert all(hidden(market, who, id_) for id_ in ids), who
    (due,) = market.read("bank1", DUE)["dueItems"]["nodes"]
    promised = (clock.today() + timedelta(days=5)).isoformat()
    assert due == {
        "matter": "APPLICATION_DECISION",
        "dueOn": promised,
        "deadline": None,
        "institution": {"code": "H-BANK1"},
        "application": {"id": ids[0]},
    }
    operator_s = market.read("operator", "{ dueItems { nodes { objectId } } }")["dueItems"]["nodes"]
    assert not {one["objectId"] for one in operator_s} & set(ids)

    assert not fetched(market, "bank1", consents[0])
    for consent in consents:
        approved = market.alone("subject", "approveConsent", "CONSENT_UNKNOWN", consent=consent)
        assert approved["state"] == "ACTIVE"
    assert fetched(market, "bank1", consents[0])
    assert not fetched(market, "bank2", consents[0])

    for n, bank in enumerate(BANKS):
        take = market.alone if n == 0 else market.send
        assert take(bank, "acceptApplication", application=ids[n])["state"] == "ACCEPTED"
        assert take(bank, "reviewApplication", application=ids[n])["state"] == "REVIEW"
    asked = {"application": ids[0], "text": "请补充上年度财务报表"}
    assert market.send("bank2", "sendMessage", **asked)["code"] == "APPLICATION_UNKNOWN"
    assert market.send("bank1", "sendMessage", **asked)["state"] == "REVIEW"
    assert market.send("subject", "sendMessage", application=ids[0], text="已补充")["state"] == "REVIEW"

    until = (clock.today() + timedelta(days=10)).isoformat()
    terms = {"termMonths": 12, "validUntil": until, "reasons": "信用良好"}
    offer = {"application": ids[0], "amountFen": str(AMOUNT), "annualRate": "3.85", **terms}
    assert market.alone("bank1", "makeOffer", **offer)["state"] == "OFFERED"
    offer = {"application": ids[1], "amountFen": str(AMOUNT // 2), "annualRate": "4.1", **terms}
    assert market.send("bank2", "makeOffer", **offer)["state"] == "OFFERED"
    rejection = {"application": ids[2], "code": "REPAYMENT_CAPACITY", "reasons": "负债率偏高"}
    assert market.alone("bank3", "rejectApplication", **rejection)["state"] == "REJECTED"
    assert not fetched(market, "bank3", consents[2])

    mine = market.read("subject", MINE)["myApplications"]["nodes"][::-1]
    assert len({one["group"] for one in mine}) == 1
    rejected = {"rejectionCode": "REPAYMENT_CAPACITY", "rejectionReasons": "负债率偏高"}
    offers = [one["offer"] for one in mine]
    assert (mine[2]["decision"], mine[2]["consent"]["state"]) == (rejected, "REVOKED")
    assert [one and (one["annualRate"], one["amountFen"]) for one in offers] == [
        ("3.8500", str(AMOUNT)),
        ("4.1000", str(AMOUNT // 2)),
        None,
    ]
    seen(market, ids)
    signed = market.alone("subject", "acceptOffer", "OFFER_UNKNOWN", offer=offers[0]["id"])
    assert signed == {"id": ids[0], "state": "SIGNED"}
    late = market.send("subject", "acceptOffer", offer=offers[1]["id"])
    assert late["code"] == "APPLICATION_STATE"
    assert late["message"] == f"The application {ids[1]} is WITHDRAWN; SIGN takes one that is OFFERED."

    first, second, third = seen(market, ids)
    assert [one["state"] for one in (first, second, third)] == ["SIGNED", "WITHDRAWN", "REJECTED"]
    # As if the enterprise had withdrawn it by itself: nothing tells the second bank of the first.
    assert second["events"][-1] == {"step": "WITHDRAW", "actor": market.users["subject"], "reason": None}
    assert (fetched(market, "bank1", consents[0]), fetched(market, "bank2", consents[1])) == (True, False)

    paid = {"application": ids[0], "movedOn": clock.today().isoformat()}
    for n in (1, 2):
        given = paid | {"externalId": f"P-{n}", "amountFen": str(AMOUNT // 2)}
        take = market.alone if n == 1 else market.send
        assert take("bank1", "reportDisbursement", **given)["state"] == "DISBURSED"
    part = paid | {"externalId": "R-1", "amountFen": str(AMOUNT // 4), "interestFen": "1000"}
    assert market.alone("bank1", "reportRepayment", **part)["state"] == "REPAYING"
    assert market.send("bank1", "reportRepayment", **part)["state"] == "REPAYING"
    refused = market.alone("bank1", "settleApplication", application=ids[0])
    assert (refused["code"], refused["path"]) == ("MONEY_REFUSED", ["input", "application"])
    rest = paid | {"externalId": "R-2", "amountFen": str(AMOUNT - AMOUNT // 4)}
    assert fetched(market, "bank1", consents[0])
    assert market.send("bank1", "reportRepayment", **rest)["state"] == "SETTLED"
    assert not fetched(market, "bank1", consents[0])
    seen(market, ids)
    check_what_is_left(market, ids)


def check_what_is_left(market: Market, ids: list[str]) -> None:
    """See the whole way as the enterprise sees it, and whom the feed told what."""
    loan = market.read("subject", MINE)["myApplications"]["nodes"][::-1][0]
    assert loan["signed"] == {"annualRate": "3.8500", "amountFen": str(AMOUNT), "termMonths": 12}
    assert (loan["disbursedFen"], loan["repaidFen"], loan["outstandingFen"]) == (str(AMOUNT), str(AMOUNT), "0")
    assert [(one["externalId"], one["amountFen"], one["interestFen"]) for one in loan["movements"]["nodes"]] == [
        ("P-1", "50000000", None),
        ("P-2", "50000000", None),
        ("R-1", "25000000", "1000"),
        ("R-2", "75000000", None),
    ]
    assert [one["step"] for one in loan["events"]] == [
        *("DRAFT", "SUBMIT", "ACCEPT", "REVIEW", "OFFER", "SIGN"),
        *("DISBURSE", "DISBURSE", "REPAY", "REPAY", "SETTLE"),
    ]
    assert loan["consent"]["state"] == "REVOKED"
    with market.at.desk.engine.connect() as connection:
        told = select(FeedEvent.object_id, FeedEvent.uscc, FeedEvent.is_public, FeedEvent.institution_code)
        events = {tuple(row) for row in connection.execute(told.where(FeedEvent.type == "APPLICATION_CHANGED"))}
    assert events == {(id_, SUBJECT, False, f"H-BANK{n}") for n, id_ in enumerate(ids, 1)}
    for who in EVERYBODY:
        found = market.read(who, TOLD, types=["APPLICATION_CHANGED"])["changes"]["nodes"]
        own = {"subject": ids, **{f"bank{n}": [id_] for n, id_ in enumerate(ids, 1)}}.get(who, [])
        assert {one["objectId"] for one in found} == set(own), who


def test_the_same_key_gets_the_first_answer_and_another_input_under_it_is_refused(market: Market) -> None:
    first = applied(market, (), idempotencyKey="k-1")
    before = market.rows()
    assert applied(market, (), idempotencyKey="k-1") == first
    assert market.rows() == before
    other = market.send(
        "subject",
        "applyForFinancing",
        uscc=SUBJECT,
        products=[{"product": "prd_1", "amountFen": "1", "termMonths": 1}],
        use="x",
        size="SMALL",
        firstLoan=False,
        idempotencyKey="k-1",
    )
    assert other["code"] == "IDEMPOTENCY_KEY_REUSED"
    step = {"application": first[0]["id"], "idempotencyKey": "k-2"}
    assert market.send("bank1", "acceptApplication", **step) == {"id": first[0]["id"], "state": "ACCEPTED"}
    assert market.send("bank1", "acceptApplication", **step) == {"id": first[0]["id"], "state": "ACCEPTED"}
    assert market.send("bank1", "acceptApplication", application=first[0]["id"])["code"] == "APPLICATION_STATE"
