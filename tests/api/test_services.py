"""Service listings over HTTP: a firm's own to state, the operator's to review, everybody's to find while listed."""

from typing import Any

import pytest

from tests.api.counter import Counter
from tests.api.hall import command
from tests.api.market import EVERYBODY, Market

STEPS = {f"{verb}Service": "ServiceStepInput" for verb in ("submit", "list", "delist")}
INPUTS = {"stateService": "StateServiceInput", "returnService": "ReturnServiceInput", **STEPS}
READ = "service { id state name events { step reason } }"
DOCUMENTS = {name: command(name, taking, "ServicePayload", READ) for name, taking in INPUTS.items()}
FOUND = "{ services(kind: CREDIT_REPORTING) { totalCount nodes { id state website institution { code } } } }"
STATED = {
    "externalId": "s-1",
    "kind": "CREDIT_REPORTING",
    "name": "示例征信报告",
    "summary": "企业信用报告",
    "filingNumber": "示例备案0001",
    "authority": "示例监管局",
    "website": "https://www.example.com/",
}


@pytest.fixture
def market(at: Counter) -> Market:
    """Everybody, and three banks with a loan each."""
    return Market(at)


def send(market: Market, who: str, name: str, /, **given: Any) -> Any:
    """Send a command; return what was made, or the refusal's code."""
    answer = market.at.ask(market.headers(who), DOCUMENTS[name], i=given)
    if answer.get("data") is None:
        return answer["errors"][0]["extensions"]["code"]
    made = answer["data"]["made"]
    return made["code"] if made.pop("__typename") == "CommandError" else next(iter(made.values()))


def alone(market: Market, who: str, name: str, /, **given: Any) -> Any:
    """Refuse a step to everybody else, then take it."""
    for other in EVERYBODY:
        if other != who:
            code = {"anonymous": "UNAUTHENTICATED", "service": "NOT_PERMITTED", "operator": "NOT_PERMITTED"}
            assert send(market, other, name, **given) == code.get(other, "FORBIDDEN"), other
    return send(market, who, name, **given)


def seen(market: Market) -> dict[str, str]:
    """Return who finds the listing, and in which state."""
    found = {who: market.read(who, FOUND)["services"]["nodes"] for who in EVERYBODY}
    return {who: nodes[0]["state"] for who, nodes in found.items() if nodes}


def test_a_service_is_found_by_everybody_while_it_is_listed(market: Market) -> None:
    made = alone(market, "service", "stateService", **STATED)
    step = {"service": made["id"]}
    assert (made["state"], seen(market)) == ("DRAFT", dict.fromkeys(("operator", "service"), "DRAFT"))
    assert alone(market, "service", "submitService", **step)["state"] == "REVIEW"
    assert seen(market) == {"service": "REVIEW", "operator": "REVIEW"}
    assert alone(market, "operator", "returnService", **step, reason="请补充备案证明")["state"] == "DRAFT"
    assert send(market, "operator", "listService", **step) == "SERVICE_STATE"
    assert send(market, "service", "stateService", **STATED | {"name": "示例征信报告二"})["id"] == made["id"]
    assert send(market, "service", "submitService", **step)["name"] == "示例征信报告二"
    assert alone(market, "operator", "listService", **step)["state"] == "LISTED"
    assert seen(market) == dict.fromkeys(EVERYBODY, "LISTED")
    assert send(market, "service", "stateService", **STATED) == "SERVICE_STATE"

    assert send(market, "bank1", "delistService", **step) == "FORBIDDEN"
    assert send(market, "operator", "delistService", **step) == "SERVICE_REFUSED"
    done = send(market, "operator", "delistService", **step, reason="备案已注销")
    assert done["events"][-1] == {"step": "DELIST", "reason": "备案已注销"}
    assert seen(market) == {"service": "DELISTED", "operator": "DELISTED"}
