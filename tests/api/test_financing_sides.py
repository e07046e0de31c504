"""Demands, enhancements and receivables over HTTP: each step its own caller's, each row its own parties'."""

from datetime import timedelta
from typing import Any

import pytest

from exchange import clock
from tests.api.counter import FILE, Counter
from tests.api.market import EVERYBODY, PAYER, SUBJECT, Market
from tests.domain.financing import AMOUNT

DEMANDS = "{ demands { totalCount nodes { id state uscc claimant { code } events { step institution { code } } } } }"
ENHANCEMENTS = "{ enhancements { nodes { id state coveredFen application { id } institution { code } } } }"
RECEIVABLES = "{ receivables { nodes { id state deadline { dueOn rule { code article verified } } } } }"
DUE = "{ dueItems { nodes { matter objectId uscc dueOn receivable { id } } } }"
CONSENTS = "{ consents(first: 1) { nodes { id state } } }"
STEPS = """query($id: ID!) { node(id: $id) { id } }"""


@pytest.fixture
def market(at: Counter) -> Market:
    """Everybody, and three banks with a loan each."""
    return Market(at)


SOME = ("anonymous", "subject", "payer", "bank1", "bank2")
"""A caller without a token, and two of each kind that it is about."""


def lodged(market: Market) -> str:
    """Let the enterprise look for a loan; everybody else is refused."""
    until = (clock.today() + timedelta(days=30)).isoformat()
    terms: dict[str, Any] = {
        "kind": "LOAN",
        "amountFen": str(AMOUNT),
        "termMonths": 12,
        "use": "采购原材料",
        "size": "SMALL",
    }
    made = market.alone("subject", "lodgeDemand", "NOT_PERMITTED", uscc=SUBJECT, openUntil=until, **terms)
    assert made["state"] == "OPEN"
    return str(made["id"])


def applied(market: Market, **more: Any) -> str:
    """Let the enterprise apply for the first bank's loan."""
    wanted = [{"product": "prd_1", "amountFen": str(AMOUNT), "termMonths": 12}]
    given = {"uscc": SUBJECT, "products": wanted, "use": "采购原材料", "size": "SMALL", "firstLoan": True}
    return str(market.send("subject", "applyForFinancing", **given | more)[0]["id"])


def seen_by(market: Market, document: str, *, by: tuple[str, ...]) -> dict[str, list[Any]]:
    """Return what each of those sees who may ask; nobody else finds any by its id."""
    found = {}
    for who in by:
        (nodes,) = (one["nodes"] for one in market.read(who, document).values())
        found[who] = nodes
    return found


def hidden_from_others(market: Market, id_: str, *sides: str, among: tuple[str, ...] = EVERYBODY) -> None:
    """See that nobody but its sides finds it by its id."""
    for who in among:
        found = (market.at.ask(market.headers(who), STEPS, id=id_).get("data") or {}).get("node")
        assert (found is not None) is (who in sides), who


def test_a_demand_is_seen_by_who_may_claim_it_and_then_by_the_claimant_alone(market: Market) -> None:
    demand = lodged(market)
    hidden_from_others(market, demand, "subject", "bank1", "bank2", "bank3")
    refused = {"bank1": "", "guarantor": "DEMAND_UNKNOWN", "subject": "NOT_PERMITTED", "payer": "NOT_PERMITTED"}
    for who in EVERYBODY:
        if who not in ("bank1", "bank2", "bank3"):
            wanted = refused.get(who, "UNAUTHENTICATED" if who == "anonymous" else "FORBIDDEN")
            assert market.send(who, "claimDemand", demand=demand)["code"] == wanted, who
    assert market.send("bank1", "claimDemand", demand=demand) == {"id": demand, "state": "CLAIMED"}
    hidden_from_others(market, demand, "subject", "bank1")
    late = market.send("bank2", "claimDemand", demand=demand)
    assert (late["code"], late["path"]) == ("DEMAND_STATE", ["input", "demand"])
    assert late["message"] == f"The demand {demand} is CLAIMED; CLAIM takes one that is OPEN."

    matched = market.send("bank1", "matchDemand", demand=demand, product="prd_1")
    assert matched == {"id": demand, "state": "MATCHED"}
    assert market.send("bank2", "releaseDemand", demand=demand)["code"] == "DEMAND_UNKNOWN"
    assert market.send("subject", "reopenDemand", demand=demand)["state"] == "OPEN"
    assert market.send("bank2", "claimDemand", demand=demand)["state"] == "CLAIMED"
    # The second institution doesn't learn that there was a first one, nor the first one of the second.
    sees = seen_by(market, DEMANDS, by=("subject", "bank1", "bank2"))
    assert [one["step"] for one in sees["subject"][0]["events"]] == ["OPEN", "CLAIM", "MATCH", "REOPEN", "CLAIM"]
    assert [one["step"] for one in sees["bank2"][0]["events"]] == ["CLAIM"]
    assert sees["bank1"] == []
    assert market.alone("subject", "closeDemand", "DEMAND_UNKNOWN", demand=demand)["state"] == "CLOSED"


def test_a_guarantor_sees_what_it_is_to_stand_behind_but_not_the_application(market: Market) -> None:
    application = applied(market)
    given = {"application": application, "kind": "GUARANTEE", "coveredFen": "500", "provider": "H-GUARANTOR"}
    for who in ("payer", "bank2", "guarantor"):
        assert market.send(who, "proposeEnhancement", **given)["code"] == "APPLICATION_UNKNOWN", who
    proposed = market.send("bank1", "proposeEnhancement", **given)
    assert proposed["state"] == "PROPOSED"
    hidden_from_others(market, proposed["id"], "subject", "bank1", "guarantor", among=(*SOME, "guarantor"))
    sees = seen_by(market, ENHANCEMENTS, by=("subject", "bank1", "guarantor", "bank2"))
    shown = {"id": proposed["id"], "state": "PROPOSED", "coveredFen": "500", "institution": {"code": "H-BANK1"}}
    assert sees["guarantor"] == [shown | {"application": None}]
    assert sees["bank1"] == sees["subject"] == [shown | {"application": {"id": application}}]
    assert sees["bank2"] == []
    step: dict[str, Any] = {"enhancement": proposed["id"]}
    confirmed = market.alone("guarantor", "confirmEnhancement", "ENHANCEMENT_UNKNOWN", among=SOME, **step)
    assert confirmed["state"] == "CONFIRMED"
    assert market.send("subject", "withdrawApplication", application=application)["state"] == "WITHDRAWN"
    assert seen_by(market, ENHANCEMENTS, by=("guarantor",))["guarantor"][0]["state"] == "RELEASED"


def test_a_payer_has_thirty_days_and_its_confirmation_is_shown_to_the_bank_it_stands_behind(market: Market) -> None:
    given: dict[str, Any] = {
        "creditor": SUBJECT,
        "creditorSize": "SMALL",
        "payer": PAYER,
        "payerKind": "LARGE_ENTERPRISE",
        "documentNumber": "HT-2026-1",
        "description": "示例货款",
        "amountFen": str(AMOUNT),
        "payableOn": "2026-12-31",
    }
    made = market.alone("subject", "requestConfirmation", "NOT_PERMITTED", **given)
    hidden_from_others(market, made["id"], "subject", "payer")
    due_on = (clock.today() + timedelta(days=30)).isoformat()
    rule = {"code": "RECEIVABLE_CONFIRMATION_CN", "article": "第十六条", "verified": True}
    asked = {"id": made["id"], "state": "REQUESTED", "deadline": {"dueOn": due_on, "rule": rule}}
    assert seen_by(market, RECEIVABLES, by=("subject", "payer", "bank1")) == {
        "subject": [asked],
        "payer": [asked],
        "bank1": [],
    }
    (due,) = (one for one in market.read("payer", DUE)["dueItems"]["nodes"] if one["objectId"] == made["id"])
    assert due == {
        "matter": "RECEIVABLE_CONFIRMATION",
        "objectId": made["id"],
        "uscc": PAYER,
        "dueOn": due_on,
        "receivable": {"id": made["id"]},
    }
    step: dict[str, Any] = {"receivable": made["id"]}
    assert market.alone("payer", "confirmReceivable", "RECEIVABLE_UNKNOWN", **step)["state"] == "CONFIRMED"

    application = applied(market)
    pledge = {"application": application, "kind": "RECEIVABLE_CONFIRMATION", "receivable": made["id"]}
    stands = market.send("subject", "proposeEnhancement", coveredFen=str(AMOUNT), **pledge)
    assert stands["state"] == "CONFIRMED"
    hidden_from_others(market, made["id"], "subject", "payer", "bank1")


def test_a_draft_is_the_enterprise_s_own_until_it_is_submitted(market: Market) -> None:
    draft = applied(market, submit=False)
    hidden_from_others(market, draft, "subject", among=SOME)
    for name, given in (
        ("acceptApplication", {}),
        ("sendMessage", {"text": "x"}),
        ("proposeEnhancement", {"kind": "GUARANTEE", "coveredFen": "1", "provider": "H-GUARANTOR"}),
    ):
        assert market.send("bank1", name, application=draft, **given)["code"] == "APPLICATION_UNKNOWN"
    assert market.send("bank1", "submitApplication", application=draft)["code"] == "APPLICATION_UNKNOWN"
    assert market.send("subject", "submitApplication", application=draft)["state"] == "SUBMITTED"
    hidden_from_others(market, draft, "subject", "bank1", among=SOME)
    assert market.alone("subject", "withdrawApplication", among=SOME, application=draft)["state"] == "WITHDRAWN"


def test_bad_input_is_told_by_its_field(market: Market) -> None:
    application = applied(market)
    for name in ("acceptApplication", "reviewApplication"):
        market.send("bank1", name, application=application)
    terms = {"application": application, "termMonths": 12, "reasons": "x"}
    good = {"amountFen": "1000", "annualRate": "4", "validUntil": clock.today().isoformat(), **terms}
    for change, code, path in (
        ({"annualRate": "-1"}, "RATE_REFUSED", "annualRate"),
        ({"annualRate": "3.12345"}, "RATE_REFUSED", "annualRate"),
        ({"annualRate": "10001"}, "RATE_REFUSED", "annualRate"),
        ({"annualRate": "6.0001"}, "OFFER_REFUSED", "annualRate"),
        ({"amountFen": "-1"}, "OFFER_REFUSED", "amountFen"),
        ({"termMonths": 0}, "OFFER_REFUSED", "termMonths"),
        ({"validUntil": "2020-01-01"}, "OFFER_REFUSED", "validUntil"),
        ({"reasons": ""}, "OFFER_REFUSED", "reasons"),
    ):
        before = market.rows()
        refused = market.send("bank1", "makeOffer", **good | change)
        assert (refused["code"], refused["path"]) == (code, ["input", path]), change
        assert market.rows() == before
    assert market.send("bank1", "makeOffer", **good | {"annualRate": "4,5"})["code"] == "BAD_NUMBER"


def test_behind_the_last_day_of_an_offer_nothing_is_fetched_under_its_consent(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    market.agreed()
    until = f"{clock.today() + timedelta(days=90)}T00:00:00+08:00"
    asked = {"items": ["ANNUAL_REPORT"], "validUntil": until, "fetch": "PERIODIC", "fetchLimit": 9}
    application = applied(market, consent=asked)
    consent = market.read("bank1", CONSENTS)["consents"]["nodes"][0]["id"]
    market.send("subject", "approveConsent", consent=consent)
    for name in ("acceptApplication", "reviewApplication"):
        market.send("bank1", name, application=application)
    terms = {"amountFen": "1000000", "annualRate": "4", "termMonths": 12, "reasons": "x"}
    today = clock.today()
    offered = market.send("bank1", "makeOffer", application=application, validUntil=today.isoformat(), **terms)
    assert offered["state"] == "OFFERED"
    file = {"uscc": SUBJECT, "consent": consent}
    assert market.read("bank1", FILE, **file)["creditFile"]["access"]["granted"] is True

    monkeypatch.setattr(clock, "today", lambda: today + timedelta(days=1))
    assert market.read("bank1", FILE, **file)["creditFile"]["access"]["granted"] is False
    for who in ("bank1", "subject", "operator"):
        assert market.read(who, CONSENTS)["consents"]["nodes"][0] == {"id": consent, "state": "EXPIRED"}, who
    mine = market.read("subject", "{ myApplications { nodes { state } } }")["myApplications"]["nodes"]
    assert mine == [{"state": "EXPIRED"}]
