"""What policy matching says to whom: what rests on the credit file to nobody who can't pass its door."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from auth.principal import ANONYMOUS
from exchange import clock
from exchange.institution.roll import create
from exchange.policy_measure.model import PolicyMeasure
from exchange.policy_measure.rules import state
from exchange.record.model import CreditRecord
from tests.domain.policies import bureau, published, terms
from tests.door.caller import BANK, BUREAU, COURT, OTHER_BANK, OWNER, REGULATOR, STRANGER
from tests.door.conftest import OWNED, Knock
from tests.door.test_log import entries
from tests.planning.data import USCCS
from tests.planning.files import consent_id

ASKED: dict[str, Any] = {
    "old": [("REGISTERED_MONTHS", "AT_LEAST", ["120"])],
    "new": [("REGISTERED_MONTHS", "AT_MOST", ["120"])],
    "rated": [("TAX_RATING", "AT_LEAST", ["B"])],
    "best": [("TAX_RATING", "AT_LEAST", ["A"])],
    "staffed": [("EMPLOYEES", "AT_LEAST", ["10"])],
    "everybody": [],
}
MATCH = """query($entity: USCC!, $purpose: Purpose = OWN_RECORD, $consent: ID, $outcome: MatchOutcome) {
  matchPolicies(entity: $entity, purpose: $purpose, consent: $consent) {
    uscc access { granted reason }
    policies(first: 50, outcome: $outcome) { totalCount nodes {
      policy { externalId kind reliefRate } outcome criteria { field item outcome undecidable } } } } }"""
HIDDEN = dict.fromkeys(("rated", "best", "staffed"), "NEEDS_CONSENT")


@pytest.fixture
def measures(filled: Engine) -> None:
    """A measure for each of ASKED; besides a draft, one that is over and one that is to come."""
    with Session(filled) as session, session.begin():
        create(session.connection(), "F-BUREAU", "示例局", "BUREAU")
        for key, criteria in ASKED.items():
            published(session, "F-BUREAU", key, *criteria)
        state(session, "draft", terms(), bureau("F-BUREAU"))
        for key, first, last in (("over", -2, -1), ("to come", 1, 2)):
            days = {
                name: clock.today() + timedelta(days=n) for name, n in (("valid_from", first), ("valid_until", last))
            }
            other = published(session, "F-BUREAU", key)
            session.execute(update(PolicyMeasure).where(PolicyMeasure.id == other.id).values(days))


def match(knock: Knock, who: Any, entity: str = OWNED, **more: Any) -> Any:
    return knock(MATCH, who, {"entity": entity, **more})["data"]["matchPolicies"]


def outcomes(told: Any) -> dict[str, str]:
    """Return how each measure comes out: its outcome, or why it can't be decided."""
    found = {}
    for node in told["policies"]["nodes"]:
        assert (node["policy"]["kind"], node["policy"]["reliefRate"]) == ("INTEREST_RELIEF", "1.0000")
        why = [one["undecidable"] for one in node["criteria"]]
        assert node["outcome"] == (node["criteria"][0]["outcome"] if why else "PASSED")
        found[node["policy"]["externalId"]] = (why and why[0]) or node["outcome"]
    return found


def test_who_cannot_pass_the_door_hears_needs_consent_whatever_is_recorded(
    filled: Engine, knock: Knock, measures: None
) -> None:
    callers = (ANONYMOUS, STRANGER, BANK, OTHER_BANK, BUREAU, COURT, REGULATOR)
    before = [match(knock, who, USCCS[3]) for who in callers]
    known = {"old": "PASSED", "new": "FAILED", "everybody": "PASSED"}
    assert [outcomes(one) for one in before] == [known | HIDDEN] * len(callers)
    assert [node["outcome"] for node in before[0]["policies"]["nodes"]] == [
        *("PASSED", "PASSED", "UNDECIDABLE", "UNDECIDABLE", "UNDECIDABLE", "FAILED")
    ]

    with filled.begin() as connection:
        connection.execute(update(CreditRecord).where(CreditRecord.uscc == USCCS[3]).values(uscc=USCCS[30]))
    assert [match(knock, who, USCCS[3]) for who in callers] == before
    assert entries(filled) == []


def test_the_enterprise_itself_hears_what_its_file_says_and_it_is_logged(
    filled: Engine, knock: Knock, measures: None
) -> None:
    unknown = dict.fromkeys(("old", "new", "staffed"), "UNKNOWN")
    assert outcomes(match(knock, OWNER)) == unknown | {"rated": "PASSED", "best": "FAILED", "everybody": "PASSED"}
    (entry,) = entries(filled)
    assert (entry.uscc, entry.basis, entry.policies) == (OWNED, "SELF", "MatchedCriterion.outcome")


def test_no_filter_tells_what_the_file_says_and_a_consent_opens_what_it_is_to(knock: Knock, measures: None) -> None:
    assert set(outcomes(match(knock, ANONYMOUS, USCCS[10], outcome="UNDECIDABLE"))) == set(HIDDEN)
    given = {"entity": USCCS[10], "purpose": "LOAN_REVIEW", "consent": consent_id(10)}
    assert outcomes(match(knock, BANK, **given)) == {
        "old": "PASSED",
        "new": "FAILED",
        "everybody": "PASSED",
        "rated": "NEEDS_CONSENT",
        "best": "NEEDS_CONSENT",
        "staffed": "PASSED",
    }
