"""On which basis the door opens, what it then covers, and that it stays shut alike for everything else."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update

from auth.people.model import Mandate
from auth.principal import Principal
from exchange import clock
from exchange.agreement.model import Agreement
from exchange.consent.model import ConsentBalance, ConsentEvent
from tests.door.caller import BANK, BUREAU, COURT, OTHER_BANK, OWNER, REGULATOR, STRANGER
from tests.door.conftest import OWNED, Knock
from tests.planning.data import USCCS, uscc
from tests.planning.files import consent_id

FILE = """
query($uscc: USCC!, $purpose: Purpose!, $consent: ID) {
  creditFile(uscc: $uscc, purpose: $purpose, consent: $consent) {
    access { granted basis reason consent agreement }
    registeredContact { email } annualReports { year } riskClasses { grade }
  }
}"""
SHUT = {
    "access": {"granted": False, "basis": None, "reason": "NOT_PERMITTED", "consent": None, "agreement": None},
    "registeredContact": None,
    "annualReports": None,
    "riskClasses": None,
}
ACTIVE, AWAITING, PAUSED, REVOKED, CONSUMED, TWICE, EXPIRED = range(7)
"""Consents of tests.planning.files by their number, which is also that of their enterprise."""


def look(knock: Knock, who: Principal, purpose: str, enterprise: str = OWNED, consent: str | None = None) -> Any:
    return knock(FILE, who, {"uscc": enterprise, "purpose": purpose, "consent": consent})["data"]["creditFile"]


def by_consent(knock: Knock, n: int, who: Principal = BANK, purpose: str = "LOAN_REVIEW") -> Any:
    return look(knock, who, purpose, USCCS[n], consent_id(n))


def test_a_live_consent_opens_what_it_names(knock: Knock) -> None:
    one, two = by_consent(knock, ACTIVE), by_consent(knock, TWICE)

    assert one["access"] == {
        "granted": True,
        "basis": "CONSENT",
        "reason": None,
        "consent": consent_id(ACTIVE),
        "agreement": None,
    }
    assert (one["annualReports"], one["registeredContact"], one["riskClasses"]) == ([], None, None)
    assert two["registeredContact"] == {"email": 'a"5@example.org'}
    assert two["annualReports"] == [{"year": 2023}]
    assert two["riskClasses"] is None


@pytest.mark.parametrize("n", [AWAITING, PAUSED, REVOKED, CONSUMED, EXPIRED])
def test_a_consent_in_any_other_state_opens_nothing(knock: Knock, n: int) -> None:
    assert by_consent(knock, n) == SHUT


def test_a_consent_serves_its_own_institution_enterprise_and_purpose_only(knock: Knock) -> None:
    assert by_consent(knock, ACTIVE, OTHER_BANK) == SHUT
    assert by_consent(knock, ACTIVE, purpose="LOAN_MONITORING") == SHUT
    assert look(knock, BANK, "LOAN_REVIEW", USCCS[TWICE], consent_id(ACTIVE)) == SHUT
    assert look(knock, BANK, "LOAN_REVIEW") == SHUT


def test_unknown_enterprise_no_consent_and_lapsed_consent_are_the_same_body(knock: Knock) -> None:
    unknown = uscc(400)
    bodies = [
        knock(FILE, BANK, {"uscc": code, "purpose": "LOAN_REVIEW", "consent": consent})
        for code, consent in (
            (unknown, consent_id(ACTIVE)),
            (unknown, "cns_none"),
            (USCCS[30], "cns_none"),
            (USCCS[EXPIRED], consent_id(EXPIRED)),
            (USCCS[REVOKED], consent_id(REVOKED)),
        )
    ]
    assert bodies == [{"data": {"creditFile": SHUT}}] * 5


@pytest.mark.parametrize("state", ["PAUSED", "REVOKED"])
def test_a_consent_s_next_event_decides_the_very_next_query(knock: Knock, filled: Engine, state: str) -> None:
    assert by_consent(knock, ACTIVE)["access"]["granted"]
    with filled.begin() as connection:
        event = {"consent_id": consent_id(ACTIVE), "state": state, "at": clock.now(), "actor": "usr_owner"}
        connection.execute(insert(ConsentEvent).values(**event))
    assert by_consent(knock, ACTIVE) == SHUT


def test_a_spent_consent_opens_nothing(knock: Knock, filled: Engine) -> None:
    with filled.begin() as connection:
        own = ConsentBalance.consent_id == consent_id(ACTIVE)
        connection.execute(update(ConsentBalance).where(own).values(remaining=1))
    assert by_consent(knock, ACTIVE)["access"]["granted"]
    assert by_consent(knock, ACTIVE) == SHUT


def test_an_agreement_in_force_opens_government_items_to_an_authority(knock: Knock) -> None:
    found = look(knock, BUREAU, "SUPERVISION")

    assert found["access"]["basis"] == "AGREEMENT"
    assert found["access"]["agreement"] == "agr_1"
    assert found["riskClasses"] == [{"grade": "A"}]
    assert (found["annualReports"], found["registeredContact"]) == (None, None)


def test_an_agreement_opens_nothing_to_a_bank_nor_for_another_purpose(knock: Knock) -> None:
    assert look(knock, BANK, "SUPERVISION") == SHUT
    assert look(knock, BUREAU, "STATISTICS") == SHUT
    assert look(knock, REGULATOR, "SUPERVISION") == SHUT


def test_a_terminated_and_a_lapsed_agreement_open_nothing(knock: Knock, filled: Engine) -> None:
    for change in ({"terminated_at": clock.now()}, {"valid_until": clock.today() - timedelta(days=1)}):
        with filled.begin() as connection:
            reset = {"terminated_at": None, "valid_until": clock.today()}
            connection.execute(update(Agreement).where(Agreement.id == "agr_1").values(**{**reset, **change}))
        assert look(knock, BUREAU, "SUPERVISION") == SHUT


def test_an_enterprise_sees_its_own_file_but_for_government_items(knock: Knock) -> None:
    found = look(knock, OWNER, "OWN_RECORD")

    assert found["access"]["basis"] == "SELF"
    assert found["registeredContact"] == {"email": 'a"0@example.org'}
    assert found["annualReports"] == []
    assert found["riskClasses"] is None


def test_nobody_sees_another_enterprise_s_file_as_one_s_own(knock: Knock, filled: Engine) -> None:
    assert look(knock, STRANGER, "OWN_RECORD") == SHUT
    assert look(knock, OWNER, "OWN_RECORD", USCCS[1]) == SHUT
    assert look(knock, BANK, "OWN_RECORD") == SHUT
    with filled.begin() as connection:
        connection.execute(update(Mandate).values(state="REVOKED", ended_at=clock.now()))
    assert look(knock, OWNER, "OWN_RECORD") == SHUT


def test_a_court_sees_everything_in_its_proceedings(knock: Knock) -> None:
    found = look(knock, COURT, "JUDICIAL")

    assert found["access"]["basis"] == "COURT"
    assert found["registeredContact"] is not None
    assert found["riskClasses"] == [{"grade": "A"}]
    assert look(knock, BANK, "JUDICIAL") == SHUT
    assert look(knock, COURT, "JUDICIAL", uscc(400)) == SHUT


def test_the_door_of_an_entity_is_the_same_door(knock: Knock) -> None:
    document = """{ entities(first: 3) { nodes { creditFile(purpose: SUPERVISION) {
      access { granted } riskClasses { grade } } } } }"""
    nodes = knock(document, BUREAU)["data"]["entities"]["nodes"]
    assert [node["creditFile"]["access"]["granted"] for node in nodes] == [True] * 3
    assert all(node["creditFile"]["riskClasses"] for node in nodes)
