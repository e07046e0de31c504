"""Agreements by GraphQL: entered and ended by the operator, read by their parties."""

from datetime import timedelta
from typing import Any

import pytest

from exchange import clock
from exchange.agreement.model import Agreement, AgreementItem, AgreementParty, AgreementPurpose
from tests.api.office import Office

TABLES = (Agreement, AgreementItem, AgreementParty, AgreementPurpose)
FIELDS = """id number title parties { code } items { code } purposes legalBasis securityTerms validFrom validUntil
  inForce terminatedAt"""
ERROR = "__typename ... on CommandError { code message path }"
ENTER = f"""mutation($i: EnterAgreementInput!) {{
  enterAgreement(input: $i) {{ {ERROR} ... on AgreementPayload {{ agreement {{ {FIELDS} createdAt }} }} }}
}}"""
TERMINATE = f"""mutation($i: TerminateAgreementInput!) {{
  terminateAgreement(input: $i) {{ {ERROR} ... on AgreementPayload {{ agreement {{ number inForce terminatedAt }} }} }}
}}"""
LIST = "query($f: Boolean) { agreements(inForce: $f) { nodes { number inForce } totalCount } }"


def terms(**changes: Any) -> dict[str, Any]:
    today = clock.today()
    return {
        "number": "惠信合〔2026〕1号",
        "title": "信用信息共享协议",
        "parties": ["T-BUREAU", "T-OPERATOR"],
        "items": ["RISK_CLASS", "ANNUAL_REPORT"],
        "purposes": ["SUPERVISION", "STATISTICS"],
        "legalBasis": "社会信用条例第十条",
        "securityTerms": "仅限专网访问",
        "validFrom": today.isoformat(),
        "validUntil": (today + timedelta(days=365)).isoformat(),
    } | changes


def entered(office: Office, **changes: Any) -> dict[str, Any]:
    answer = office.ask(office.now("operator"), ENTER, {"i": terms(**changes)})["enterAgreement"]
    assert answer["__typename"] == "AgreementPayload", answer
    return dict(answer["agreement"])


@pytest.fixture(autouse=True)
def callers(office: Office) -> None:
    for kind in ("OPERATOR", "BUREAU", "COURT"):
        office.program(kind)


def test_an_entered_agreement_is_answered_as_it_was_signed(office: Office) -> None:
    given = terms()
    agreement = entered(office)

    assert agreement.pop("id").startswith("agr_")
    assert agreement.pop("createdAt") is not None
    assert agreement == given | {
        "parties": [{"code": "T-BUREAU"}, {"code": "T-OPERATOR"}],
        "items": [{"code": "ANNUAL_REPORT"}, {"code": "RISK_CLASS"}],
        "purposes": ["STATISTICS", "SUPERVISION"],
        "inForce": True,
        "terminatedAt": None,
    }


def test_its_parties_and_the_operator_see_it_and_nobody_else_does(office: Office) -> None:
    id_ = entered(office)["id"]
    document = "query($i: ID!) { node(id: $i) { id ... on Agreement { number } } agreements { nodes { number } } }"

    for kind in ("bureau", "operator"):
        seen = office.ask(office.now(kind), document, {"i": id_})
        assert seen["node"] == {"id": id_, "number": terms()["number"]}
        assert {"number": terms()["number"]} in seen["agreements"]["nodes"]
    hidden = office.answer(office.now("court"), document, {"i": id_})
    missing = office.answer(office.now("court"), document, {"i": "agr_none"})
    assert hidden["data"] == missing["data"] == {"node": None, "agreements": {"nodes": []}}
    assert hidden["errors"][0]["message"].replace(id_, "agr_none") == missing["errors"][0]["message"]


def test_a_new_agreement_gives_its_parties_their_scopes_until_it_is_terminated(office: Office) -> None:
    assert "creditfile:read" not in office.now("bureau").scopes
    id_ = entered(office)["id"]
    assert {"creditfile:read", "creditfile.risk:read"} <= office.now("bureau").scopes

    answer = office.ask(office.now("operator"), TERMINATE, {"i": {"agreement": id_}})["terminateAgreement"]
    assert answer["agreement"]["inForce"] is False
    assert answer["agreement"]["terminatedAt"] is not None
    assert "creditfile:read" not in office.now("bureau").scopes


def test_agreements_are_told_apart_by_being_in_force(office: Office) -> None:
    office.ask(office.now("operator"), TERMINATE, {"i": {"agreement": entered(office)["id"]}})
    entered(office, number="惠信合〔2026〕2号")
    bureau = office.now("bureau")

    assert office.ask(bureau, LIST, {"f": True})["agreements"]["nodes"] == [
        {"number": "惠信合〔2026〕2号", "inForce": True}
    ]
    assert office.ask(bureau, LIST, {"f": False})["agreements"]["nodes"] == [
        {"number": "惠信合〔2026〕1号", "inForce": False}
    ]
    assert office.ask(bureau, LIST)["agreements"]["totalCount"] == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "1\0"}, "number"),
        ({"title": "  "}, "title"),
        ({"parties": ["T-BUREAU"]}, "parties"),
        ({"parties": ["T-BUREAU", "NOBODY"]}, "parties"),
        ({"items": []}, "items"),
        ({"items": ["NOTHING"]}, "items"),
        ({"purposes": ["OWN_RECORD"]}, "purposes"),
        ({"legalBasis": ""}, "legalBasis"),
        ({"securityTerms": "x" * 5_001}, "securityTerms"),
        ({"validUntil": "2020-01-01"}, "validUntil"),
    ],
)
def test_terms_that_can_t_be_accepted_are_named_and_nothing_is_written(
    office: Office, changes: dict[str, Any], field: str
) -> None:
    before = office.rows(*TABLES)
    answer = office.ask(office.now("operator"), ENTER, {"i": terms(**changes)})["enterAgreement"]

    assert (answer["__typename"], answer["code"], answer["path"]) == (
        "CommandError",
        "AGREEMENT_REFUSED",
        ["input", field],
    )
    assert office.rows(*TABLES) == before


def test_a_number_is_taken_once_and_an_agreement_ends_once(office: Office) -> None:
    id_ = entered(office)["id"]
    operator = office.now("operator")
    again = office.ask(operator, ENTER, {"i": terms(title="Another")})["enterAgreement"]
    assert again["code"] == "AGREEMENT_EXISTS"

    office.ask(operator, TERMINATE, {"i": {"agreement": id_}})
    before = office.rows(*TABLES)
    ended = office.ask(operator, TERMINATE, {"i": {"agreement": id_}})["terminateAgreement"]
    unknown = office.ask(operator, TERMINATE, {"i": {"agreement": "agr_none"}})["terminateAgreement"]
    assert (ended["code"], unknown["code"]) == ("AGREEMENT_ENDED", "AGREEMENT_UNKNOWN")
    assert office.rows(*TABLES) == before


def test_an_idempotency_key_enters_one_agreement(office: Office) -> None:
    first, again = (entered(office, idempotencyKey="key-1") for _ in range(2))
    assert first["id"] == again["id"]

    other = office.ask(office.now("operator"), ENTER, {"i": terms(number="2", idempotencyKey="key-1")})
    assert other["enterAgreement"]["code"] == "IDEMPOTENCY_KEY_REUSED"
