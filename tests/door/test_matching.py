"""What matching says to whom: what rests on the credit file to nobody who can't pass its door."""

from typing import Any

import pytest
from sqlalchemy import Engine, insert, update
from sqlalchemy.orm import Session

from auth.principal import ANONYMOUS
from exchange import clock
from exchange.consent.model import ConsentEvent
from exchange.institution.model import Institution
from exchange.record.model import CreditRecord
from resolvers.refusal import Refused
from tests.domain.products import license_, listed
from tests.door.caller import BANK, BUREAU, COURT, OTHER_BANK, OWNER, REGULATOR, STRANGER
from tests.door.conftest import OWNED, Knock
from tests.door.test_log import entries
from tests.planning.data import USCCS
from tests.planning.files import consent_id

CONSENTING = 10
"""Its live consent to DEMO-A is to annual reports, of which the latest names ten employees."""
OFFER: dict[str, Any] = {
    "old": ("REGISTERED_MONTHS", "AT_LEAST", ["120"]),
    "new": ("REGISTERED_MONTHS", "AT_MOST", ["120"]),
    "rated": ("TAX_RATING", "AT_LEAST", ["B"]),
    "best": ("TAX_RATING", "AT_LEAST", ["A"]),
    "staffed": ("EMPLOYEES", "AT_LEAST", ["10"]),
    "crowded": ("EMPLOYEES", "AT_LEAST", ["11"]),
}
MATCH = """query($entity: USCC!, $purpose: Purpose = OWN_RECORD, $consent: ID, $amount: BigInt, $term: Int,
                 $outcome: MatchOutcome, $filter: ProductFilter) {
  matchProducts(entity: $entity, purpose: $purpose, consent: $consent, amountFen: $amount, termMonths: $term) {
    uscc access { granted reason }
    products(first: 50, outcome: $outcome, filter: $filter) { totalCount nodes {
      product { externalId } outcome amount { outcome } term { outcome } region { outcome undecidable }
      industry { outcome } criteria { field item outcome undecidable } } } } }"""
CONSENTERS = """query($product: ID!, $purpose: Purpose = LOAN_REVIEW) {
  matchEntities(product: $product, purpose: $purpose, first: 100) {
    totalCount nodes { uscc consent { id } assessment { access { granted } outcome criteria { outcome } } } } }"""


@pytest.fixture
def offered(filled: Engine) -> dict[str, str]:
    """A product of DEMO-A for each of OFFER: their ids."""
    with Session(filled) as session, session.begin():
        bank(session)
        return {key: listed(session, "DEMO-A", key, one).id for key, one in OFFER.items()}


def bank(session: Session) -> None:
    """Let the one whom the small registry's consents are to be a bank with a licence for loans."""
    session.execute(update(Institution).where(Institution.code == "DEMO-A").values(kind="BANK"))
    license_(session, "DEMO-A")


def match(knock: Knock, who: Any, entity: str = OWNED, **more: Any) -> Any:
    return knock(MATCH, who, {"entity": entity, **more})["data"]["matchProducts"]


def outcomes(told: Any) -> dict[str, str]:
    """Return how each product comes out: its outcome as a whole, or why it can't be decided."""
    found = {}
    for node in told["products"]["nodes"]:
        (criterion,) = node["criteria"]
        assert node["outcome"] == criterion["outcome"]
        found[node["product"]["externalId"]] = criterion["undecidable"] or node["outcome"]
    return found


HIDDEN = dict.fromkeys(("rated", "best", "staffed", "crowded"), "NEEDS_CONSENT")


def test_who_cannot_pass_the_door_hears_needs_consent_whatever_is_recorded(
    filled: Engine, knock: Knock, offered: Any
) -> None:
    callers = (ANONYMOUS, STRANGER, BANK, OTHER_BANK, BUREAU, COURT, REGULATOR)
    before = [match(knock, who, USCCS[3]) for who in callers]
    assert [outcomes(one) for one in before] == [{"old": "PASSED", "new": "FAILED"} | HIDDEN] * len(callers)

    with filled.begin() as connection:
        connection.execute(update(CreditRecord).where(CreditRecord.uscc == USCCS[3]).values(uscc=USCCS[30]))
    assert [match(knock, who, USCCS[3]) for who in callers] == before
    assert entries(filled) == []


def test_no_filter_count_or_order_tells_what_the_file_says(knock: Knock, offered: Any) -> None:
    assert outcomes(match(knock, ANONYMOUS, outcome="UNDECIDABLE")) == HIDDEN | {"old": "UNKNOWN", "new": "UNKNOWN"}
    for outcome in ("PASSED", "FAILED"):
        assert match(knock, ANONYMOUS, outcome=outcome)["products"] == {"totalCount": 0, "nodes": []}


def test_the_enterprise_itself_hears_what_its_file_says(filled: Engine, knock: Knock, offered: Any) -> None:
    assert outcomes(match(knock, OWNER)) == {
        "old": "UNKNOWN",
        "new": "UNKNOWN",
        "rated": "PASSED",
        "best": "FAILED",
        "staffed": "UNKNOWN",
        "crowded": "UNKNOWN",
    }
    (entry,) = entries(filled)
    assert (entry.uscc, entry.basis, entry.policies) == (OWNED, "SELF", "MatchedCriterion.outcome")
    # Another's file stays shut to it.
    assert outcomes(match(knock, OWNER, USCCS[3])) == {"old": "PASSED", "new": "FAILED"} | HIDDEN


def test_a_bank_hears_what_its_consent_is_to_and_no_more(filled: Engine, knock: Knock, offered: Any) -> None:
    given = {"entity": USCCS[CONSENTING], "purpose": "LOAN_REVIEW", "consent": consent_id(CONSENTING)}
    assert outcomes(match(knock, BANK, **given)) == {
        "old": "PASSED",
        "new": "FAILED",
        "rated": "NEEDS_CONSENT",
        "best": "NEEDS_CONSENT",
        "staffed": "PASSED",
        "crowded": "FAILED",
    }
    (entry,) = entries(filled)
    assert (entry.basis, entry.consent_id) == ("CONSENT", consent_id(CONSENTING))
    # Neither another bank under it, nor the bank for another enterprise.
    for who, entity in ((OTHER_BANK, USCCS[CONSENTING]), (BANK, USCCS[3])):
        assert set(outcomes(match(knock, who, **given | {"entity": entity})).values()) >= {"NEEDS_CONSENT"}
        assert outcomes(match(knock, who, **given | {"entity": entity}))["staffed"] == "NEEDS_CONSENT"
    assert len(entries(filled)) == 1


def test_amounts_terms_places_and_industries_come_out_too(filled: Engine, knock: Knock) -> None:
    with Session(filled) as session, session.begin():
        bank(session)
        listed(session, "DEMO-A", "here", regions=["441300"], industries=["C"])
        listed(session, "DEMO-A", "there", regions=["440000"], industries=["A"])

    def told(**more: Any) -> Any:
        nodes = match(knock, ANONYMOUS, USCCS[1], **more)["products"]["nodes"]
        said = ("outcome", "amount", "term", "region", "industry")
        return {
            node["product"]["externalId"]: [
                node[one] if isinstance(node[one], str | None) else node[one]["outcome"] for one in said
            ]
            for node in nodes
        }

    passed = ["PASSED", "PASSED"]
    assert told(amount="1000000", term=36) == {
        "here": ["PASSED", *passed, "PASSED", "PASSED"],
        "there": ["FAILED", *passed, "PASSED", "FAILED"],
    }
    assert {key: one[:3] for key, one in told(amount="999999", term=37).items()} == {
        key: ["FAILED", "FAILED", "FAILED"] for key in ("here", "there")
    }
    assert {key: one[:3] for key, one in told().items()} == {
        "here": ["PASSED", None, None],
        "there": ["FAILED", None, None],
    }


@pytest.mark.parametrize(("given", "code"), [({"amount": "0"}, "FILTER_REFUSED"), ({"term": -1}, "FILTER_REFUSED")])
def test_what_nobody_can_look_for_is_refused(knock: Knock, filled: Engine, given: Any, code: str) -> None:
    with pytest.raises(Refused) as refused:
        match(knock, ANONYMOUS, **given)
    assert [(error.extensions or {})["code"] for error in refused.value.errors] == [code]


def reverse(knock: Knock, who: Any, product: str, **more: Any) -> Any:
    return knock(CONSENTERS, who, {"product": product, **more})["data"]["matchEntities"]["nodes"]


def test_only_whose_consent_lives_is_found_for_a_product(filled: Engine, knock: Knock, offered: Any) -> None:
    live = [0, 5, 10, 15]
    found = reverse(knock, BANK, offered["crowded"])
    assert [one["uscc"] for one in found] == [USCCS[n] for n in live]
    # What the file says doesn't decide who is found: it is said behind each one's door, which is logged.
    assert [one["assessment"]["outcome"] for one in found] == ["UNDECIDABLE", "FAILED", "FAILED", "PASSED"]
    assert {entry.uscc for entry in entries(filled)} == {USCCS[n] for n in live}

    assert reverse(knock, BANK, offered["crowded"], purpose="GUARANTEE_REVIEW") == []
    assert reverse(knock, OTHER_BANK, offered["crowded"]) == []
    with filled.begin() as connection:
        ended = {"consent_id": consent_id(5), "state": "REVOKED", "at": clock.now(), "actor": "usr_owner"}
        connection.execute(insert(ConsentEvent).values(**ended))
    assert [one["uscc"] for one in reverse(knock, BANK, offered["crowded"])] == [USCCS[n] for n in (0, 10, 15)]


def test_who_fails_a_public_criterion_is_not_found(knock: Knock, offered: Any) -> None:
    # Of USCCS[0] the registry doesn't say since when: it may match.
    assert [one["uscc"] for one in reverse(knock, BANK, offered["new"])] == [USCCS[0]]
    assert [one["uscc"] for one in reverse(knock, BANK, offered["old"])] == [USCCS[n] for n in (0, 5, 10, 15)]
