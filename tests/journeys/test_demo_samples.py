"""Every sample query of the demonstration, asked as its caller of the made-up data, has the answer that it promises."""

from typing import Any

from sqlalchemy import Engine

from exchange.app.demonstration import group
from exchange.app.demonstration.caller import CALLERS
from exchange.app.demonstration.sample import samples
from exchange.consent.model import ConsentState
from exchange.settings import Settings
from tests.journeys.newcomer import newcomer

STATUS: dict[str | None, int] = {"UNAUTHENTICATED": 401, "FORBIDDEN": 403, None: 200}


def test_every_caller_has_a_sample_and_some_are_refused() -> None:
    assert {sample.caller for sample in samples()} == {caller.key for caller in CALLERS}
    assert {sample.refused for sample in samples()} == set(STATUS)


def test_names_of_samples_are_their_own() -> None:
    names = [sample.name for sample in samples()]

    assert len(names) == len(set(names))


def test_every_sample_is_answered_for_its_caller_or_refused_on_purpose(
    made_up: None, engine: Engine, settings: Settings
) -> None:
    with newcomer(engine, settings) as visitor:
        visitor.come_in()
        answers = visitor.answers()

    for sample in samples():
        answer = answers[sample.name]
        codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
        assert codes == ([sample.refused] if sample.refused else []), (sample.name, answer)
        assert answer["status"] == STATUS[sample.refused], sample.name
        assert ("data" in answer) is (sample.refused is None), sample.name
        outcomes = list(answer.get("data", {}).values())
        assert None not in outcomes, (sample.name, answer)
        kinds = [each.get("__typename") for each in outcomes if isinstance(each, dict)]
        assert "CommandError" not in kinds, (sample.name, answer)


def test_samples_have_known_answers(made_up: None, engine: Engine, settings: Settings) -> None:
    with newcomer(engine, settings) as visitor:
        visitor.come_in()
        data = {name: answer.get("data") for name, answer in visitor.answers().items()}

    check_registry(data)
    check_door(data)
    check_consents(data)
    check_log(data)
    check_discipline(data)
    check_business(data)


def check_registry(data: dict[str, Any]) -> None:
    """What is published."""
    entity = data["entity"]["entity"]
    assert entity["formerNames"] == ["虚构星河电子厂", "虛構星河電子（惠州）有限公司"]
    assert entity["registeredCapital"] == {"fen": "12000000000", "currency": "CNY"}
    assert entity["region"] == {"name": "陈江街道", "parent": {"name": "惠城区", "parent": {"name": "惠州市"}}}
    assert [edge["share"] for edge in entity["owners"]["nodes"]] == ["68.50", "19.25", None]
    assert {name: found["totalCount"] for name, found in data["pinyin"].items()} == {
        "byPinyin": 8,
        "byInitials": 1,
        "inTraditional": 1,
    }
    assert data["history"]["saidThen"]["status"] == "ACTIVE"
    assert data["history"]["knownNow"]["status"] == "REVOKED"
    assert [each["status"] for each in data["parties"].values()] == ["ACTIVE", "ACTIVE", "SUSPENDED"]
    receipts = {each["batch"]: each for each in data["receipts"]["submissions"]["nodes"]}
    sent = {f"2026-demo-{item}" for item in ("LICENCE", "PENALTY", "LIST_ENTRY")}
    assert {number for number, each in receipts.items() if each["rejected"] == 0} >= sent
    assert set(receipts) - sent <= {"2026-03", "2025-12", "2025-06"}
    assert data["debtor"]["entities"]["nodes"][0]["uscc"] == group.BUILDER
    assert data["counts"]["all"]["totalCount"] == 511


def check_door(data: dict[str, Any]) -> None:
    """What isn't: each caller has its own basis, and for everybody else the door looks the same."""
    opened = ("file", "risk", "judicial", "own_file")
    bases = {name: data[name]["creditFile"]["access"]["basis"] for name in opened}
    assert bases == {"file": "CONSENT", "risk": "AGREEMENT", "judicial": "COURT", "own_file": "SELF"}
    assert [each["year"] for each in data["file"]["creditFile"]["annualReports"]] == [2025, 2024, 2023, 2022]
    assert data["file"]["creditFile"]["registeredContact"]["email"] == "office2@example.com"
    assert [each["grade"] for each in data["risk"]["creditFile"]["riskClasses"]] == ["D", "B"]
    shut = {"access": {"granted": False, "reason": "NOT_PERMITTED"}, "annualReports": None}
    assert data["shut"] == {"withoutConsent": shut, "revoked": shut, "unknown": shut}
    assert data["others_file"]["creditFile"]["access"] == {"granted": False, "reason": "NOT_PERMITTED"}
    assert not [scope for scope in data["own_agreements"]["viewer"]["scopes"] if scope.startswith("creditfile")]
    assert data["explained"]["explainAccess"]["allowed"] is False


def check_consents(data: dict[str, Any]) -> None:
    """Every state there is, as both sides see it."""
    assert {each["state"] for each in data["own_consents"]["all"]["nodes"]} == set(ConsentState)
    assert {each["grantee"]["name"] for each in data["own_consents"]["awaiting"]["nodes"]} == {
        "虚构银行惠州分行",
        "虚构征信评级公司",
    }
    assert data["approve"]["approveConsent"]["consent"]["state"] == "ACTIVE"
    assert data["reject"]["rejectConsent"]["consent"]["state"] == "REJECTED"
    assert data["resume"]["resumed"]["consent"]["state"] == "ACTIVE"
    assert data["resume"]["paused"]["consent"]["state"] == "PAUSED"
    assert data["revoke"]["revokeConsent"]["consent"]["state"] == "REVOKED"
    assert data["confirm"]["confirmMandate"]["mandate"]["state"] == "CONFIRMED"


def check_log(data: dict[str, Any]) -> None:
    """Who looked, in a tree that is signed."""
    looks = data["log"]["accessLog"]["nodes"]
    assert {each["basis"] for each in looks} == {"CONSENT", "AGREEMENT", "COURT", "SELF"}
    assert {each["state"] for each in data["disputes"]["accessDisputes"]["nodes"]} == {"OPEN", "ANSWERED"}
    assert data["answer"]["answerDispute"]["dispute"]["state"] == "ANSWERED"
    assert int(data["tree"]["treeHead"]["size"]) >= int(data["tree"]["consistencyProof"]["second"]) >= 9
    assert data["proof"]["inclusionProof"]["path"] != []
    own = data["who_looked"]["myAccessLog"]["nodes"]
    assert {each["basis"] for each in own} == {"CONSENT", "AGREEMENT", "SELF"}
    assert data["dispute"]["disputeAccess"]["dispute"]["state"] == "OPEN"
    assert {each["inForce"] for each in data["agreements"]["agreements"]["nodes"]} == {True, False}


def check_discipline(data: dict[str, Any]) -> None:
    """What is recorded of companies, who is listed, and what a check says of it."""
    debtor, trusted = data["records"]["debtor"], data["records"]["trusted"]
    assert [node["fineFen"] for node in debtor["records"]["nodes"]] == ["8000000", "30000000"]
    assert [node["list"]["colour"] for node in debtor["listings"]["nodes"]] == ["BLACK"]
    assert [node["list"]["colour"] for node in trusted["listings"]["nodes"]] == ["RED"]
    assert (debtor["measures"]["totalCount"] > 0, trusted["measures"]["totalCount"]) == (True, 0)
    assert data["lists"]["memorandum"]["status"] == "IN_FORCE"
    check = data["check"]["creditCheck"]["check"]
    assert (check["subjects"], check["adverse"]) == (2, 1)
    assert check["results"][1]["hits"][0]["basisDocument"] == "（2026）示例执1号"


def check_business(data: dict[str, Any]) -> None:
    """Products, applications, a case: each side sees its own."""
    assert [node["version"]["name"] for node in data["products"]["products"]["nodes"]] == [
        "虚构厂房抵押贷",
        "虚构信用快贷",
    ]
    matched = data["matches"]["matchProducts"]
    assert matched["access"] == {"granted": True, "basis": "SELF"}
    assert "UNDECIDABLE" not in {node["outcome"] for node in matched["products"]["nodes"]}
    (application,) = data["applied"]["applications"]["nodes"]
    assert (application["state"], len(application["offers"])) == ("OFFERED", 1)
    assert data["own_business"]["myApplications"]["nodes"][0]["offer"]["annualRate"] == "4.1000"
    (case,) = data["tribunal"]["arbitrationCases"]["nodes"]
    assert case["number"] == data["cases"]["arbitrationCases"]["nodes"][0]["number"] == "示仲〔2026〕1号"
    assert case["awards"][0]["obligations"][0]["amountFen"] == "4800000"
    assert {node["cases"] for node in data["outcomes"]["arbitrationStatistics"]} == {None}
