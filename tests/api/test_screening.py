"""Screening by name over GraphQL: whom names may mean, and what an institution decided about that."""

from typing import Any

import pytest
from sqlalchemy import update

from auth.principal import ANONYMOUS, Principal
from exchange.entity.model import Entity
from exchange.screening.model import ScreeningDecision
from resolvers import screening
from resolvers.refusal import Refused
from tests.api.office import Office
from tests.planning.data import NAMES, USCCS, uscc

SCREEN = """query($names: [String!]!, $region: Code, $threshold: Float! = 0.6, $first: Int! = 5) {
  screenNames(names: $names, region: $region, threshold: $threshold, first: $first) {
    position name
    decision { id outcome uscc entityName renamedTo statusChangedTo reason }
    candidates { uscc name former score why { part weight value contribution detail } }
  } }"""
DECIDE = """mutation($input: DecideScreeningInput!) { decideScreening(input: $input) {
  ... on ScreeningDecisionPayload { decision { id version outcome uscc entityName region { code } } }
  ... on CommandError { code path message } } }"""
WITHDRAW = """mutation($input: WithdrawScreeningInput!) { withdrawScreening(input: $input) {
  ... on ScreeningDecisionPayload { decision { version outcome reason } }
  ... on CommandError { code path } } }"""
DECISIONS = """query($name: String, $uscc: USCC, $replaced: Boolean! = false) {
  screeningDecisions(name: $name, uscc: $uscc, replaced: $replaced) { totalCount nodes {
    version outcome uscc renamedTo statusChangedTo reason client entity { name } region { code } } } }"""
REASON = "示例：合同上的名称"
FULL = "示例甲有限公司"


@pytest.fixture
def bank(office: Office) -> Principal:
    """A bank's program."""
    return office.program("BANK")


def screened(office: Office, caller: Principal, *names: str, **more: Any) -> Any:
    return office.ask(caller, SCREEN, {"names": names, **more})["screenNames"]


def decided(office: Office, caller: Principal, name: str, uscc: str | None, **more: Any) -> Any:
    done = office.ask(caller, DECIDE, {"input": {"name": name, "uscc": uscc, "reason": REASON, **more}})
    return done["decideScreening"].get("decision", done["decideScreening"])


def withdrawn(office: Office, caller: Principal, decision: str) -> Any:
    done = office.ask(caller, WITHDRAW, {"input": {"decision": decision, "reason": "示例：弄错了"}})
    return done["withdrawScreening"].get("decision", done["withdrawScreening"])


def remembered(office: Office, caller: Principal, name: str, **more: Any) -> Any:
    (one,) = screened(office, caller, name, **more)
    return one["decision"] and (one["decision"]["outcome"], one["decision"]["uscc"])


def test_the_best_candidate_comes_first_with_its_reasons(office: Office, bank: Principal) -> None:
    whole, wrong = screened(office, bank, " 示例（甲）有限公司", "示例甲有限责任公司", first=1)

    part = {"part": "NAME", "weight": 1, "value": 1, "contribution": 1, "detail": FULL}
    found = {"uscc": USCCS[0], "name": FULL, "former": False, "score": 1, "why": [part]}
    assert whole == {"position": 0, "name": " 示例（甲）有限公司", "decision": None, "candidates": [found]}
    (other,) = wrong["candidates"]
    assert (wrong["position"], other["uscc"]) == (1, USCCS[0])
    assert 0.9 < other["score"] < 1
    assert [part["part"] for part in other["why"]] == ["CORE", "READING", "FORM"]
    assert sum(part["contribution"] for part in other["why"]) == pytest.approx(other["score"], abs=0.001)
    assert other["why"][2]["detail"] == "given 有限责任公司, registered 有限公司"


def test_a_name_borne_before_counts_a_little_less(office: Office, bank: Principal) -> None:
    (one,) = screened(office, bank, "示例旧名公司", first=1)

    (found,) = one["candidates"]
    assert (found["name"], found["former"], found["score"]) == ("示例旧名公司", True, 0.98)
    assert found["uscc"] in USCCS[::5]
    assert found["why"][1] == {
        "part": "FORMER",
        "weight": 0.02,
        "value": 1,
        "contribution": -0.02,
        "detail": "a name borne before",
    }


def test_who_is_registered_elsewhere_scores_less(office: Office, bank: Principal) -> None:
    (here,), (there,) = (
        [one["score"] for one in screened(office, bank, FULL, region=region, first=1)[0]["candidates"]]
        for region in ("441302", "440100")
    )

    assert here == 1
    assert 0.7 < there < 0.95


def test_the_threshold_and_the_number_are_the_callers(office: Office, bank: Principal) -> None:
    many = screened(office, bank, FULL, threshold=0, first=10)[0]["candidates"]
    scores = [one["score"] for one in many]

    assert scores == sorted(scores, reverse=True)
    assert len(many) == 6
    assert len(screened(office, bank, FULL, threshold=0, first=3)[0]["candidates"]) == 3
    assert [one["score"] for one in screened(office, bank, FULL, threshold=1)[0]["candidates"]] == [1]


def test_persons_are_not_found(office: Office, bank: Principal) -> None:
    office.person("zhang.san", USCCS[0])

    assert [one["candidates"] for one in screened(office, bank, "张三", "李四光")] == [[], []]


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"names": []}, "SCREENING_REFUSED", "0 were given"),
        ({"names": [FULL] * 1001}, "SCREENING_REFUSED", "1,001 were given"),
        ({"names": [FULL, " \u3000"]}, "SCREENING_NAME_REFUSED", "names, at position 1: "),
        ({"names": [FULL, "a\0b"]}, "SCREENING_NAME_REFUSED", "names, at position 1: "),
        ({"names": [FULL, FULL, "示" * 65]}, "SCREENING_NAME_REFUSED", "names, at position 2: a text of 65 char"),
        ({"names": ["\ufdfa" * 90]}, "SCREENING_NAME_REFUSED", "names, at position 0: "),
        ({"names": [FULL], "region": "999999"}, "REGION_UNKNOWN", "'999999'"),
        ({"names": [FULL], "threshold": 1.5}, "SCREENING_REFUSED", "1.5 was given"),
        ({"names": [FULL], "threshold": -0.1}, "SCREENING_REFUSED", "-0.1 was given"),
        ({"names": [FULL], "first": 0}, "SCREENING_REFUSED", "0 was given"),
        ({"names": [FULL], "first": 11}, "SCREENING_REFUSED", "11 was given"),
    ],
)
def test_what_can_not_be_screened_is_refused(
    office: Office, bank: Principal, given: dict[str, Any], code: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        office.ask(bank, SCREEN, given)

    (error,) = refused.value.errors
    assert error.extensions == {"code": code}
    assert words in error.message


def test_a_decision_is_answered_first_for_every_spelling(office: Office, bank: Principal) -> None:
    made = decided(office, bank, "示例甲公司", USCCS[0])

    assert made | {"id": None} == {
        "id": None,
        "version": 1,
        "outcome": "ENTITY",
        "uscc": USCCS[0],
        "entityName": FULL,
        "region": None,
    }
    (one,) = screened(office, bank, "示例（甲） 公司")
    assert one["decision"] == {
        "id": made["id"],
        "outcome": "ENTITY",
        "uscc": USCCS[0],
        "entityName": FULL,
        "renamedTo": None,
        "statusChangedTo": None,
        "reason": REASON,
    }
    assert one["candidates"][0]["uscc"] == USCCS[0]


def test_a_later_decision_replaces_one_that_is_kept(office: Office, bank: Principal) -> None:
    decided(office, bank, FULL, USCCS[0])
    assert decided(office, bank, FULL, None)["version"] == 2

    assert remembered(office, bank, FULL) == ("NOBODY", None)
    counting = office.ask(bank, DECISIONS, {"name": "示例 甲有限公司"})["screeningDecisions"]
    assert [(one["version"], one["outcome"]) for one in counting["nodes"]] == [(2, "NOBODY")]
    every = office.ask(bank, DECISIONS, {"replaced": True})["screeningDecisions"]
    assert [(one["version"], one["uscc"], one["client"]) for one in every["nodes"]] == [
        (2, None, "bank"),
        (1, USCCS[0], "bank"),
    ]


def test_a_withdrawn_decision_counts_no_more(office: Office, bank: Principal) -> None:
    first = decided(office, bank, FULL, USCCS[0])

    assert withdrawn(office, bank, first["id"]) == {"version": 2, "outcome": "WITHDRAWN", "reason": "示例：弄错了"}
    assert remembered(office, bank, FULL) is None
    assert office.ask(bank, DECISIONS)["screeningDecisions"] == {"totalCount": 0, "nodes": []}
    refused = {"code": "SCREENING_DECISION_REPLACED", "path": ["input", "decision"]}
    assert withdrawn(office, bank, first["id"]) == refused
    assert decided(office, bank, FULL, USCCS[8])["version"] == 3
    assert remembered(office, bank, FULL) == ("ENTITY", USCCS[8])


def test_a_divisions_own_decision_comes_before_that_for_all(office: Office, bank: Principal) -> None:
    decided(office, bank, FULL, USCCS[0])
    own = decided(office, bank, FULL, USCCS[8], region="441302")
    assert (own["version"], own["region"]) == (1, {"code": "441302"})

    seen = [remembered(office, bank, FULL, region=region) for region in (None, "441302", "440100")]
    assert seen == [("ENTITY", USCCS[0]), ("ENTITY", USCCS[8]), ("ENTITY", USCCS[0])]
    withdrawn(office, bank, own["id"])
    assert remembered(office, bank, FULL, region="441302") == ("ENTITY", USCCS[0])


def test_a_decision_says_what_became_of_its_entity(office: Office, bank: Principal) -> None:
    decided(office, bank, FULL, USCCS[0])
    with office.engine.begin() as connection:
        connection.execute(
            update(Entity).where(Entity.uscc == USCCS[0]).values(name="示例新名有限公司", status="DEREGISTERED")
        )

    since = {"renamedTo": "示例新名有限公司", "statusChangedTo": "DEREGISTERED"}
    (one,) = screened(office, bank, FULL)
    assert one["decision"].items() >= (since | {"entityName": FULL}).items()
    (listed,) = office.ask(bank, DECISIONS, {"uscc": USCCS[0]})["screeningDecisions"]["nodes"]
    assert listed.items() >= (since | {"entity": {"name": "示例新名有限公司"}}).items()


def test_what_one_institution_decided_no_other_sees(office: Office, bank: Principal) -> None:
    made = decided(office, bank, FULL, USCCS[0])
    others = [office.program(kind) for kind in ("BUREAU", "COURT", "ARBITRATION_CENTRE", "OPERATOR")]
    before = office.rows(ScreeningDecision)

    for other in others:
        assert remembered(office, other, FULL) is None
        assert office.ask(other, DECISIONS, {"replaced": True})["screeningDecisions"] == {"totalCount": 0, "nodes": []}
        node = office.answer(other, "query($id: ID!) { node(id: $id) { id } }", {"id": made["id"]})
        assert node["data"] == {"node": None}
        refused = {"code": "SCREENING_DECISION_UNKNOWN", "path": ["input", "decision"]}
        assert withdrawn(office, other, made["id"]) == withdrawn(office, other, "scd_0") == refused
    assert office.rows(ScreeningDecision) == before
    assert decided(office, others[0], FULL, None)["version"] == 1
    assert remembered(office, bank, FULL) == ("ENTITY", USCCS[0])


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"name": "　"}, "SCREENING_NAME_REFUSED", "name"),
        ({"region": "999999"}, "REGION_UNKNOWN", "region"),
        ({"uscc": uscc(999_999)}, "ENTITY_UNKNOWN", "uscc"),
        ({"reason": " "}, "SCREENING_REFUSED", "reason"),
        ({"reason": "示" * 501}, "SCREENING_REFUSED", "reason"),
    ],
)
def test_what_can_not_be_decided_is_refused(
    office: Office, bank: Principal, more: dict[str, Any], code: str, field: str
) -> None:
    before = office.rows(ScreeningDecision)
    given = {"name": FULL, "uscc": USCCS[0], "reason": REASON, **more}
    refused = office.ask(bank, DECIDE, {"input": given})["decideScreening"]

    assert (refused["code"], refused["path"]) == (code, ["input", field])
    assert office.rows(ScreeningDecision) == before


def test_the_same_decision_sent_again_is_one(office: Office, bank: Principal) -> None:
    first = decided(office, bank, FULL, USCCS[0], idempotencyKey="一")
    written = office.rows(ScreeningDecision)

    assert decided(office, bank, FULL, USCCS[0], idempotencyKey="一") == first
    assert office.rows(ScreeningDecision) == written


def test_decisions_can_not_be_changed(office: Office, bank: Principal) -> None:
    decided(office, bank, FULL, USCCS[0])

    with pytest.raises(Exception, match="append-only"), office.engine.begin() as connection:
        connection.execute(update(ScreeningDecision).values(uscc=USCCS[1]))


def test_people_and_the_public_screen_nothing(office: Office) -> None:
    callers = {"FORBIDDEN": office.person("zhang.san", USCCS[0]), "UNAUTHENTICATED": ANONYMOUS}

    for code, caller in callers.items():
        for document, given in ((SCREEN, {"names": [FULL]}), (DECISIONS, {})):
            with pytest.raises(Refused) as refused:
                office.ask(caller, document, given)
            assert [(error.extensions or {}).get("code") for error in refused.value.errors] == [code]


def test_more_screenings_than_a_worker_takes_on_are_refused(office: Office, bank: Principal) -> None:
    for _ in range(screening.UNDER_WAY):
        assert screening._PLACES.acquire(blocking=False)
    try:
        with pytest.raises(Refused) as refused:
            screened(office, bank, FULL)
    finally:
        screening._PLACES.release(screening.UNDER_WAY)

    assert [error.extensions for error in refused.value.errors] == [{"code": "SCREENING_BUSY"}]
    assert screened(office, bank, FULL)[0]["candidates"][0]["name"] == NAMES[0]


def test_one_operation_has_one_screening(office: Office, bank: Principal) -> None:
    twice = """{ a: screenNames(names: ["示例甲"]) { name } b: screenNames(names: ["示例乙"]) { name } }"""
    with pytest.raises(Refused) as refused:
        office.ask(bank, twice)

    (error,) = refused.value.errors
    assert error.extensions == {"code": "COST_EXCEEDED", "cost": 6_000, "limit": 5_000}
