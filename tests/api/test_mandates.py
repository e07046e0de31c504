"""Mandates by GraphQL: a person asks, the operator decides, either gives up; who sees which."""

from typing import Any

import pytest

from auth.people.model import Mandate
from auth.principal import Principal
from tests.api.office import Office
from tests.planning.data import USCCS, uscc

ERROR = "__typename ... on CommandError { code message path }"
MANDATE = "id userId uscc state requestedAt decidedAt endedAt entity { name }"
REQUEST = f"""mutation($i: RequestMandateInput!) {{
  requestMandate(input: $i) {{ {ERROR} ... on MandatePayload {{ mandate {{ {MANDATE} }} }} }}
}}"""
LIST = "query($s: MandateState, $u: USCC) { mandates(state: $s, uscc: $u) { nodes { id state } totalCount } }"


def decide(office: Office, caller: Principal, command: str, id_: str) -> Any:
    document = f"""mutation($i: DecideMandateInput!) {{
      made: {command}(input: $i) {{ {ERROR} ... on MandatePayload {{ mandate {{ {MANDATE} }} }} }}
    }}"""
    return office.ask(caller, document, {"i": {"mandate": id_}})["made"]


def requested(office: Office, person: Principal, code: str = USCCS[0]) -> str:
    answer = office.ask(person, REQUEST, {"i": {"uscc": code}})["requestMandate"]
    assert answer["__typename"] == "MandatePayload", answer
    return str(answer["mandate"]["id"])


@pytest.fixture
def person(office: Office) -> Principal:
    return office.person("zhang.san")


@pytest.fixture
def operator(office: Office) -> Principal:
    return office.program("OPERATOR")


def test_a_person_asks_and_the_operator_confirms(office: Office, person: Principal, operator: Principal) -> None:
    asked = office.ask(person, REQUEST, {"i": {"uscc": USCCS[0]}})["requestMandate"]["mandate"]
    assert asked["id"].startswith("mdt_")
    assert (asked["userId"], asked["uscc"], asked["state"]) == (person.user_id, USCCS[0], "REQUESTED")
    assert (asked["decidedAt"], asked["endedAt"], asked["entity"]) == (None, None, {"name": "示例甲有限公司"})

    confirmed = decide(office, operator, "confirmMandate", asked["id"])["mandate"]
    assert (confirmed["state"], confirmed["endedAt"]) == ("CONFIRMED", None)
    assert confirmed["decidedAt"] is not None


def test_a_refused_or_revoked_mandate_has_ended(office: Office, person: Principal, operator: Principal) -> None:
    refused = decide(office, operator, "refuseMandate", requested(office, person))["mandate"]
    assert (refused["state"], refused["endedAt"]) == ("REFUSED", refused["decidedAt"])

    second = requested(office, person)
    decide(office, operator, "confirmMandate", second)
    revoked = decide(office, operator, "revokeMandate", second)["mandate"]
    assert (revoked["state"], revoked["endedAt"]) == ("REVOKED", revoked["decidedAt"])


def test_a_person_gives_up_an_own_mandate_and_confirms_none(
    office: Office, person: Principal, operator: Principal
) -> None:
    id_ = requested(office, person)
    for command in ("confirmMandate", "refuseMandate"):
        assert decide(office, person, command, id_)["code"] == "NOT_PERMITTED"
    decide(office, operator, "confirmMandate", id_)

    assert decide(office, person, "revokeMandate", id_)["mandate"]["state"] == "REVOKED"
    assert decide(office, person, "revokeMandate", id_)["code"] == "MANDATE_STATE"


def test_another_person_s_mandate_and_none_are_one_answer(office: Office, person: Principal) -> None:
    other = office.person("li.si", USCCS[1])
    (id_,) = (node["id"] for node in office.ask(other, LIST)["mandates"]["nodes"])
    before = office.rows(Mandate)

    hidden = decide(office, person, "revokeMandate", id_)
    missing = decide(office, person, "revokeMandate", "mdt_none")
    assert hidden | {"message": ""} == missing | {"message": ""}
    assert hidden["code"] == "MANDATE_UNKNOWN"
    assert hidden["message"].replace(id_, "mdt_none") == missing["message"]
    assert office.rows(Mandate) == before

    found, nothing = (office.answer(person, "query($i: ID!) { node(id: $i) { id } }", {"i": i}) for i in (id_, "mdt_x"))
    assert found["data"] == nothing["data"] == {"node": None}


def test_a_person_sees_own_mandates_and_the_operator_all(
    office: Office, person: Principal, operator: Principal
) -> None:
    own = requested(office, person)
    office.person("li.si", USCCS[1])
    document = "{ mandates { nodes { id user { login } } } }"

    assert office.ask(person, LIST)["mandates"] == {"nodes": [{"id": own, "state": "REQUESTED"}], "totalCount": 1}
    everybody = office.ask(operator, document)["mandates"]["nodes"]
    assert {"id": own, "user": {"login": "zhang.san"}} in everybody
    assert {"li.si"} <= {node["user"]["login"] for node in everybody}
    awaiting = office.ask(operator, LIST, {"s": "REQUESTED", "u": USCCS[0]})["mandates"]["nodes"]
    assert awaiting == [{"id": own, "state": "REQUESTED"}]


@pytest.mark.parametrize(("code", "twice"), [("MANDATE_REFUSED", False), ("MANDATE_EXISTS", True)])
def test_a_request_that_can_t_be_made_writes_nothing(
    office: Office, person: Principal, code: str, *, twice: bool
) -> None:
    requested(office, person)
    before = office.rows(Mandate)

    wanted = USCCS[0] if twice else uscc(999_999)
    answer = office.ask(person, REQUEST, {"i": {"uscc": wanted}})["requestMandate"]
    assert (answer["__typename"], answer["code"]) == ("CommandError", code)
    assert office.rows(Mandate) == before


def test_a_program_asks_for_no_mandate(office: Office, operator: Principal) -> None:
    before = office.rows(Mandate)
    assert office.ask(operator, REQUEST, {"i": {"uscc": USCCS[0]}})["requestMandate"]["code"] == "NOT_PERMITTED"
    assert office.rows(Mandate) == before


@pytest.mark.parametrize("id_", ["", "mdt_none", "mdt_\0", "cns_1"])
def test_an_id_that_is_none_is_an_unknown_mandate(office: Office, operator: Principal, id_: str) -> None:
    assert decide(office, operator, "confirmMandate", id_)["code"] in ("MANDATE_UNKNOWN", "BAD_INPUT")
