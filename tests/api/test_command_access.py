"""Who may send which command: without its scope nothing runs, and the wrong kind of caller changes nothing."""

from dataclasses import replace
from typing import Any

import pytest

from auth.oauth.model import OAuthClient
from auth.people.model import Mandate, User
from auth.principal import ANONYMOUS, PUBLIC_SCOPES
from auth.scopes import SCOPES
from exchange.agreement.model import Agreement
from exchange.filing.model import AnnualReport, RegisteredContact, RiskClass
from exchange.institution.model import Institution
from resolvers.refusal import Refused
from tests.api.office import PASSWORD, Office
from tests.planning.data import USCCS

TABLES = (Agreement, AnnualReport, Institution, Mandate, OAuthClient, RegisteredContact, RiskClass, User)
AGREEMENT: dict[str, Any] = {
    "number": "1",
    "title": "1",
    "parties": ["DEMO-A", "DEMO-B"],
    "items": ["RISK_CLASS"],
    "purposes": ["SUPERVISION"],
    "legalBasis": "1",
    "securityTerms": "1",
    "validFrom": "2026-01-01",
    "validUntil": "2026-12-31",
}
CLIENT = {"name": "x", "institution": "DEMO-A", "scopes": ["public:read"], "keys": "x"}
COMMANDS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("stateFilings", "StateFilingsInput", "filings:write", {"uscc": USCCS[0], "contact": {"phone": "0752-2808123"}}),
    ("enterAgreement", "EnterAgreementInput", "agreements:write", AGREEMENT),
    ("terminateAgreement", "TerminateAgreementInput", "agreements:write", {"agreement": "agr_1"}),
    ("requestMandate", "RequestMandateInput", "mandates:write", {"uscc": USCCS[0]}),
    ("confirmMandate", "DecideMandateInput", "mandates:write", {"mandate": "mdt_1"}),
    ("refuseMandate", "DecideMandateInput", "mandates:write", {"mandate": "mdt_1"}),
    ("revokeMandate", "DecideMandateInput", "mandates:write", {"mandate": "mdt_1"}),
    ("enrolInstitution", "EnrolInstitutionInput", "registrations:write", {"code": "X", "name": "x", "kind": "BANK"}),
    ("registerClient", "RegisterClientInput", "registrations:write", CLIENT),
    ("replaceClientKeys", "ReplaceClientKeysInput", "registrations:write", {"clientId": "bank", "keys": "x"}),
    ("changeClientScopes", "ChangeClientScopesInput", "registrations:write", {"clientId": "bank", "scopes": []}),
    ("disableClient", "ClientInput", "registrations:write", {"clientId": "bank"}),
    ("enableClient", "ClientInput", "registrations:write", {"clientId": "bank"}),
    (
        "registerUser",
        "RegisterUserInput",
        "registrations:write",
        {"login": "some.one", "name": "x", "initialPassword": PASSWORD},
    ),
    ("disableUser", "DisableUserInput", "registrations:write", {"user": "usr_planning1"}),
]


def document(command: str, input_type: str) -> str:
    answer = "{ __typename ... on CommandError { code } }"
    return f"mutation($i: {input_type}!) {{ made: {command}(input: $i) {answer} }}"


@pytest.mark.parametrize(("command", "input_type", "scope", "given"), COMMANDS)
def test_without_its_scope_a_command_is_refused_before_any_statement(
    office: Office, command: str, input_type: str, scope: str, given: dict[str, Any]
) -> None:
    bank = office.program("BANK")
    lacking = replace(bank, scopes=frozenset(SCOPES) - {scope})
    before = office.rows(*TABLES)
    for caller, status, code in ((lacking, 403, "FORBIDDEN"), (ANONYMOUS, 401, "UNAUTHENTICATED")):
        office.statements.clear()
        with pytest.raises(Refused) as caught:
            office.exactly(caller, document(command, input_type), {"i": given})

        assert caught.value.status == status
        (error,) = caught.value.errors
        assert error.extensions is not None
        assert error.extensions["code"] == code
        assert error.extensions["missing"] == [{"scope": scope, "fields": [f"Mutation.{command}"]}]
        assert office.statements == []
    assert office.rows(*TABLES) == before


@pytest.mark.parametrize(("command", "input_type", "scope", "given"), COMMANDS)
def test_the_wrong_kind_of_caller_changes_nothing_even_with_the_scope(
    office: Office, command: str, input_type: str, scope: str, given: dict[str, Any]
) -> None:
    bank = replace(office.program("BANK"), scopes=PUBLIC_SCOPES | {scope})
    before = office.rows(*TABLES)
    made = office.ask(bank, document(command, input_type), {"i": given})["made"]

    wanted = "MANDATE_UNKNOWN" if command == "revokeMandate" else "NOT_PERMITTED"
    assert made == {"__typename": "CommandError", "code": wanted}
    assert office.rows(*TABLES) == before


@pytest.mark.parametrize("kind", ["BUREAU", "BANK", "COURT", "REGULATOR"])
def test_registrations_are_the_operator_s_even_where_the_scope_were_granted(office: Office, kind: str) -> None:
    office.person("zhang.san")
    caller = replace(office.program(kind), scopes=PUBLIC_SCOPES | {"registrations:read", "mandates:read"})
    query = "{ clients { totalCount nodes { clientId } } users { totalCount nodes { id } } mandates { totalCount } }"

    nothing = {"totalCount": 0, "nodes": []}
    assert office.ask(caller, query) == {"clients": nothing, "users": nothing, "mandates": {"totalCount": 0}}
