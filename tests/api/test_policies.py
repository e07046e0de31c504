"""Policy measures over HTTP: a bureau's own to state, everybody's to find once published, a product's to be linked."""

from typing import Any

import pytest

from exchange import clock
from tests.api.counter import Counter
from tests.api.hall import command
from tests.api.market import EVERYBODY, SUBJECT, Market

READ = "policy { id state kind title reliefRate criteria { field values } events { step } }"
DOCUMENTS = {
    "statePolicy": command("statePolicy", "StatePolicyInput", "PolicyPayload", READ),
    "publishPolicy": command("publishPolicy", "PolicyStepInput", "PolicyPayload", READ),
    "endPolicy": command("endPolicy", "PolicyStepInput", "PolicyPayload", READ),
    "stateProduct": command(
        "stateProduct",
        "StateProductInput",
        "ProductPayload",
        "product { versions { policies { title measure { id title } } } }",
    ),
}
FOUND = "{ policies(kind: INTEREST_RELIEF) { nodes { id state inForce institution { code } } } }"
STEPS = "{ policies { nodes { events { step } } } }"
MATCHED = """query($uscc: USCC!) { matchPolicies(entity: $uscc) { policies { nodes {
  policy { id } outcome criteria { field outcome undecidable }
} } } }"""
STATED: dict[str, Any] = {
    "externalId": "k-1",
    "kind": "INTEREST_RELIEF",
    "title": "示例贷款贴息",
    "reliefRate": "1.5",
    "validFrom": clock.today().isoformat(),
    "criteria": [{"field": "TAX_RATING", "operator": "AT_LEAST", "values": ["B"]}],
}


@pytest.fixture
def market(at: Counter) -> Market:
    """Everybody, and three banks with a loan each."""
    return Market(at)


def send(market: Market, who: str, name: str, /, **given: Any) -> Any:
    """Send a command; return what was made, or the refusal."""
    answer = market.at.ask(market.headers(who), DOCUMENTS[name], i=given)
    if answer.get("data") is None:
        return answer["errors"][0]["extensions"]["code"]
    made = answer["data"]["made"]
    return made["code"] if made.pop("__typename") == "CommandError" else next(iter(made.values()))


def alone(market: Market, name: str, /, **given: Any) -> Any:
    """Refuse a step to everybody else, then let the bureau take it."""
    for who in EVERYBODY:
        if who != "bureau":
            code = "UNAUTHENTICATED" if who == "anonymous" else "FORBIDDEN"
            assert send(market, who, name, **given) == code, who
    return send(market, "bureau", name, **given)


def test_a_measure_is_its_bureau_s_until_it_is_published_and_everybody_s_from_then_on(market: Market) -> None:
    made = alone(market, "statePolicy", **STATED)
    measure, told = made["id"], {"state": "DRAFT", "kind": "INTEREST_RELIEF", "title": "示例贷款贴息"}
    assert made == {
        **told,
        "id": measure,
        "reliefRate": "1.5000",
        "criteria": [{"field": "TAX_RATING", "values": ["B"]}],
        "events": [{"step": "DRAFT"}],
    }
    for who in EVERYBODY:
        assert len(market.read(who, FOUND)["policies"]["nodes"]) == (who == "bureau"), who
    wrong = send(market, "bureau", "statePolicy", **STATED | {"poolFen": "1"})
    assert wrong == "POLICY_REFUSED"
    assert send(market, "bureau", "statePolicy", **STATED | {"reliefRate": "-1"}) == "RATE_REFUSED"

    assert alone(market, "publishPolicy", policy=measure)["state"] == "PUBLISHED"
    assert send(market, "bureau", "publishPolicy", policy=measure) == "POLICY_STATE"
    for who in EVERYBODY:
        (found,) = market.read(who, FOUND)["policies"]["nodes"]
        assert (found["id"], found["inForce"], found["institution"]) == (measure, True, {"code": "H-BUREAU"})
        (match,) = market.read(who, MATCHED, uscc=SUBJECT)["matchPolicies"]["policies"]["nodes"]
        outcome, why = ("PASSED", None) if who == "subject" else ("UNDECIDABLE", "NEEDS_CONSENT")
        assert (match["policy"]["id"], match["outcome"]) == (measure, outcome)
        assert match["criteria"] == [{"field": "TAX_RATING", "outcome": outcome, "undecidable": why}], who

    (found,) = market.read("bureau", STEPS)["policies"]["nodes"]
    assert found["events"] == [{"step": "DRAFT"}, {"step": "PUBLISH"}]

    policy = {"title": "示例贷款贴息", "measure": measure}
    product = send(market, "bank1", "stateProduct", externalId="p-1", kind="LOAN", name="示例贷", policies=[policy])
    linked = {"title": "示例贷款贴息", "measure": {"id": measure, "title": "示例贷款贴息"}}
    assert product == {"versions": [{"policies": [linked]}]}
    assert alone(market, "endPolicy", policy=measure, reason="示例")["state"] == "ENDED"
    assert market.read("subject", MATCHED, uscc=SUBJECT)["matchPolicies"]["policies"]["nodes"] == []
    product = {"externalId": "p-2", "kind": "LOAN", "name": "示例贷", "policies": [policy]}
    assert send(market, "bank1", "stateProduct", **product) == "PRODUCT_REFUSED"
