"""What suppliers state of an enterprise by GraphQL: written down behind the credit file's door."""

from datetime import timedelta
from typing import Any

import pytest

from auth.principal import Principal
from exchange import clock
from exchange.filing.model import AnnualReport, RegisteredContact, RiskClass
from tests.api.office import Office
from tests.planning.data import USCCS, uscc

TABLES = (RegisteredContact, AnnualReport, RiskClass)
ENTERPRISE = USCCS[30]
"""Nothing is stated of it in the small registry."""
STATE = """mutation($i: StateFilingsInput!) { stateFilings(input: $i) {
  __typename ... on FilingsPayload { uscc entity { uscc } } ... on CommandError { code message path }
} }"""
FILE = """query($u: USCC!) { creditFile(uscc: $u, purpose: JUDICIAL) {
  registeredContact { phone email postalAddress supplier { code } }
  annualReports { year employees assetsFen liabilitiesFen revenueFen profitFen taxFen supplier { code } }
  riskClasses { grade assessedOn supplier { code } }
} }"""
CONTACT = {"phone": "0752-2808123", "email": "office@example.com", "postalAddress": "示例路1号"}
REPORT = {
    "year": 2024,
    "employees": 12,
    "assetsFen": str(9 * 10**17),
    "liabilitiesFen": "0",
    "revenueFen": "100",
    "profitFen": "-5",
    "taxFen": "7",
}
SUPPLIER = {"supplier": {"code": "T-BUREAU"}}


def stated(office: Office, caller: Principal, **given: Any) -> Any:
    return office.ask(caller, STATE, {"i": {"uscc": ENTERPRISE} | given})["stateFilings"]


@pytest.fixture
def bureau(office: Office) -> Principal:
    return office.program("BUREAU")


def test_what_was_stated_is_read_through_the_door(office: Office, bureau: Principal) -> None:
    risk = {"grade": "B", "assessedOn": clock.today().isoformat()}
    answer = stated(office, bureau, contact=CONTACT, annualReports=[REPORT], riskClass=risk)
    assert answer == {"__typename": "FilingsPayload", "uscc": ENTERPRISE, "entity": {"uscc": ENTERPRISE}}

    assert office.ask(office.program("COURT"), FILE, {"u": ENTERPRISE})["creditFile"] == {
        "registeredContact": CONTACT | SUPPLIER,
        "annualReports": [REPORT | SUPPLIER],
        "riskClasses": [risk | SUPPLIER],
    }


def test_a_later_statement_takes_the_place_of_the_same_and_of_nothing_else(office: Office, bureau: Principal) -> None:
    stated(office, bureau, contact=CONTACT, annualReports=[REPORT, REPORT | {"year": 2023}])
    stated(office, bureau, contact={"phone": "+86 752 2808999"}, annualReports=[{"year": 2024, "profitFen": 8}])

    court = office.program("COURT")
    file = office.ask(court, FILE, {"u": ENTERPRISE})["creditFile"]
    assert file["registeredContact"] == {"phone": "+86 752 2808999", "email": None, "postalAddress": None} | SUPPLIER
    assert [(one["year"], one["profitFen"], one["employees"]) for one in file["annualReports"]] == [
        (2024, "8", None),
        (2023, "-5", 12),
    ]
    assert file["riskClasses"] == []


LAST_YEAR = clock.today().year - 1
REFUSED: list[tuple[dict[str, Any], str, list[str]]] = [
    ({}, "FILING_REFUSED", []),
    ({"contact": {}}, "FILING_REFUSED", ["input", "contact"]),
    ({"contact": {"phone": "call me"}}, "FILING_REFUSED", ["input", "contact", "phone"]),
    ({"contact": {"email": "office@"}}, "FILING_REFUSED", ["input", "contact", "email"]),
    ({"contact": {"postalAddress": "a\0b"}}, "FILING_REFUSED", ["input", "contact", "postalAddress"]),
    ({"annualReports": [{"year": 2024}]}, "FILING_REFUSED", ["input", "annualReports", "0"]),
    ({"annualReports": [REPORT, REPORT]}, "FILING_REFUSED", ["input", "annualReports", "1", "year"]),
    ({"annualReports": [REPORT | {"year": 2012}]}, "FILING_REFUSED", ["input", "annualReports", "0", "year"]),
    ({"annualReports": [REPORT | {"year": LAST_YEAR + 1}]}, "FILING_REFUSED", ["input", "annualReports", "0", "year"]),
    ({"annualReports": [REPORT | {"taxFen": -1}]}, "FILING_REFUSED", ["input", "annualReports", "0", "taxFen"]),
    ({"annualReports": [REPORT | {"employees": -1}]}, "FILING_REFUSED", ["input", "annualReports", "0", "employees"]),
    (
        {"annualReports": [{"year": 2013 + n, "taxFen": 1} for n in range(51)]},
        "FILING_REFUSED",
        ["input", "annualReports"],
    ),
    (
        {"riskClass": {"grade": "E", "assessedOn": "2026-01-01"}},
        "FILING_REFUSED",
        ["input", "riskClass", "grade"],
    ),
    (
        {"riskClass": {"grade": "A", "assessedOn": (clock.today() + timedelta(days=2)).isoformat()}},
        "FILING_REFUSED",
        ["input", "riskClass", "assessedOn"],
    ),
    ({"uscc": uscc(999_999), "contact": CONTACT}, "ENTITY_UNKNOWN", ["input", "uscc"]),
]


@pytest.mark.parametrize(("given", "code", "path"), REFUSED)
def test_what_can_t_be_stated_is_named_and_nothing_is_written(
    office: Office, bureau: Principal, given: dict[str, Any], code: str, path: list[str]
) -> None:
    before = office.rows(*TABLES)
    answer = stated(office, bureau, **given)

    assert (answer["__typename"], answer["code"], answer["path"]) == ("CommandError", code, path)
    assert "call me" not in answer["message"]
    assert office.rows(*TABLES) == before


def test_the_good_part_of_a_bad_statement_is_not_written_either(office: Office, bureau: Principal) -> None:
    before = office.rows(*TABLES)
    answer = stated(office, bureau, contact=CONTACT, annualReports=[REPORT, {"year": 1900, "taxFen": 1}])
    assert answer["code"] == "FILING_REFUSED"
    assert office.rows(*TABLES) == before


def test_a_repeated_statement_with_its_key_is_written_once(office: Office, bureau: Principal) -> None:
    stated(office, bureau, contact=CONTACT, idempotencyKey="k")
    before = office.rows(*TABLES)
    assert stated(office, bureau, contact=CONTACT, idempotencyKey="k")["__typename"] == "FilingsPayload"
    assert office.rows(*TABLES) == before
