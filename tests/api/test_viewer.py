"""As whom callers are seen: programs, people, staff and the public."""

import pytest
from sqlalchemy.orm import Session

from auth.people import mandates
from auth.principal import ANONYMOUS, PERSON
from exchange.institution.model import InstitutionKind
from schema.viewer import CallerKind
from tests.api.office import Office
from tests.planning.data import USCCS

VIEWER = "{ viewer { clientId userId kind institution { code } } }"
OWN = "{ viewer { kind mandates { uscc state } enterprises { uscc name } } }"


def test_every_kind_of_caller_has_a_value() -> None:
    assert set(CallerKind) == {*InstitutionKind, PERSON}


def test_the_public_is_nobody(office: Office) -> None:
    seen = office.answer(ANONYMOUS, VIEWER)["data"]["viewer"]
    assert seen == {"clientId": None, "userId": None, "kind": None, "institution": None}


def test_a_program_is_its_institution_s(office: Office) -> None:
    seen = office.ask(office.program("BUREAU"), VIEWER)["viewer"]
    assert seen == {"clientId": "bureau", "userId": None, "kind": "BUREAU", "institution": {"code": "T-BUREAU"}}


def test_a_person_is_a_person(office: Office) -> None:
    person = office.person("zhang.san")
    seen = office.ask(person, VIEWER)["viewer"]
    assert seen == {"clientId": "web", "userId": person.user_id, "kind": "PERSON", "institution": None}


def test_staff_are_of_their_institution_s_kind(office: Office) -> None:
    office.program("OPERATOR")
    clerk = office.person("clerk", institution_code="T-OPERATOR")
    seen = office.ask(clerk, VIEWER)["viewer"]
    assert (seen["userId"], seen["kind"], seen["institution"]) == (clerk.user_id, "OPERATOR", {"code": "T-OPERATOR"})


@pytest.mark.parametrize("ended", [False, True])
def test_a_person_reads_whom_it_may_act_for(office: Office, *, ended: bool) -> None:
    office.person("li.si", USCCS[2])
    person = office.person("zhang.san", USCCS[1], USCCS[0])
    with office.engine.begin() as connection, Session(connection) as session:
        mandates.request(session, str(person.user_id), USCCS[3])
        if ended:
            live = mandates.live(session, str(person.user_id), USCCS[0])
            assert live is not None
            mandates.revoke(session, live.id, decided_by="command-line")

    seen = office.ask(person, OWN)["viewer"]
    assert [one["uscc"] for one in seen["enterprises"]] == ([USCCS[1]] if ended else [USCCS[0], USCCS[1]])
    assert [(one["uscc"], one["state"]) for one in seen["mandates"]] == [
        (USCCS[3], "REQUESTED"),
        (USCCS[0], "REVOKED" if ended else "CONFIRMED"),
        (USCCS[1], "CONFIRMED"),
    ]


def test_a_program_acts_for_no_enterprise(office: Office) -> None:
    office.person("zhang.san", USCCS[0])
    seen = office.ask(office.program("OPERATOR"), OWN)["viewer"]
    assert seen == {"kind": "OPERATOR", "mandates": [], "enterprises": []}
