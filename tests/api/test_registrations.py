"""Registrations by GraphQL: institutions, clients with their keys and scopes, and users, all by the operator."""

import json
from typing import Any

import pytest
from joserfc.jwk import ECKey, OKPKey, RSAKey
from sqlalchemy.orm import Session

from auth.oauth.model import OAuthClient
from auth.people.model import User
from auth.people.sign_in import signed_in
from auth.principal import Principal
from exchange.command.model import CommandReceipt
from exchange.institution.model import Institution
from tests.api.office import PASSWORD, Office

TABLES = (Institution, OAuthClient, User)
ERROR = "__typename ... on CommandError { code message path }"
CLIENT = """clientId name institution { code } scopes keys { kid algorithm } redirectUris firstParty demonstration
  createdAt disabledAt"""
USER = "id login name institution { code } createdAt disabledAt"
KEY = ECKey.generate_key("P-256", parameters={"kid": 'one "key"'})
PAYLOADS = {
    "Institution": "institution { code name kind }",
    "Client": f"client {{ {CLIENT} }}",
    "User": f"user {{ {USER} }}",
}


def send(office: Office, caller: Principal, command: str, input_type: str, payload: str, given: Any) -> Any:
    document = f"""mutation($i: {input_type}!) {{
      made: {command}(input: $i) {{ {ERROR} ... on {payload}Payload {{ {PAYLOADS[payload]} }} }}
    }}"""
    return office.ask(caller, document, {"i": given})["made"]


def jwks(*keys: Any, private: bool = False) -> str:
    return json.dumps({"keys": [key.as_dict(private=private) for key in keys]})


def wanted(**changes: Any) -> dict[str, Any]:
    return {
        "name": "信贷系统",
        "institution": "T-BANK",
        "scopes": ["consents:write", "consents:read"],
        "keys": jwks(KEY),
        "clientId": "loans",
    } | changes


def register(office: Office, operator: Principal, **changes: Any) -> Any:
    return send(office, operator, "registerClient", "RegisterClientInput", "Client", wanted(**changes))


@pytest.fixture
def operator(office: Office) -> Principal:
    office.program("BANK")
    return office.program("OPERATOR")


def test_an_institution_is_enrolled_once(office: Office, operator: Principal) -> None:
    given = {"code": "HZ-COURT", "name": "示例法院", "kind": "COURT"}
    for _ in range(2):
        answer = send(office, operator, "enrolInstitution", "EnrolInstitutionInput", "Institution", given)
        assert answer == {"__typename": "InstitutionPayload", "institution": given}

    before = office.rows(Institution)
    other = given | {"name": "另一个"}
    assert (
        send(office, operator, "enrolInstitution", "EnrolInstitutionInput", "Institution", other)["code"]
        == "INSTITUTION_EXISTS"
    )
    lower = given | {"code": "lower"}
    assert (
        send(office, operator, "enrolInstitution", "EnrolInstitutionInput", "Institution", lower)["code"]
        == "INSTITUTION_REFUSED"
    )
    assert office.rows(Institution) == before


def test_a_client_is_registered_with_its_public_keys_and_scopes(office: Office, operator: Principal) -> None:
    addresses = ["https://bank.example/a", "https://bank.example/b"]
    client = register(office, operator, redirectUris=addresses)["client"]

    assert client.pop("createdAt") is not None
    assert client == {
        "clientId": "loans",
        "name": "信贷系统",
        "institution": {"code": "T-BANK"},
        "scopes": ["consents:read", "consents:write", "public:read"],
        "keys": [{"kid": 'one "key"', "algorithm": "ES256"}],
        "redirectUris": addresses,
        "firstParty": False,
        "demonstration": False,
        "disabledAt": None,
    }
    assert {"consents:read", "consents:write"} <= office.now("loans").scopes


def test_a_client_without_an_id_is_given_one(office: Office, operator: Principal) -> None:
    client = register(office, operator, clientId=None)["client"]
    assert client["clientId"].startswith("client-")
    assert client["redirectUris"] == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"institution": "NOBODY"}, "INSTITUTION_UNKNOWN"),
        ({"scopes": ["agreements:write"]}, "SCOPE_REFUSED"),
        ({"scopes": ["everything"]}, "SCOPE_REFUSED"),
        ({"keys": "no key"}, "KEY_REFUSED"),
        ({"keys": jwks()}, "KEY_REFUSED"),
        ({"keys": jwks(KEY, private=True)}, "KEY_REFUSED"),
        ({"keys": jwks(KEY, KEY)}, "KEY_REFUSED"),
        ({"keys": "[]"}, "KEY_REFUSED"),
        ({"redirectUris": ["http://bank.example/"]}, "REDIRECT_REFUSED"),
        ({"clientId": "_loans"}, "CLIENT_REFUSED"),
        ({"clientId": "bank"}, "CLIENT_REFUSED"),
        ({"name": ""}, "CLIENT_REFUSED"),
        ({"name": "a\0b"}, "CLIENT_REFUSED"),
    ],
)
def test_a_client_that_can_t_be_registered_is_refused_and_nothing_is_written(
    office: Office, operator: Principal, changes: dict[str, Any], code: str
) -> None:
    before = office.rows(*TABLES)
    answer = register(office, operator, **changes)

    assert (answer["__typename"], answer["code"]) == ("CommandError", code)
    assert str(KEY.as_dict(private=True)["d"]) not in answer["message"]
    assert office.rows(*TABLES) == before


def test_replaced_keys_are_shown_by_id_and_algorithm(office: Office, operator: Principal) -> None:
    register(office, operator)
    keys = [
        OKPKey.generate_key("Ed25519", parameters={"kid": "a"}),
        RSAKey.generate_key(2048, parameters={"kid": "b"}),
    ]
    given = {"clientId": "loans", "keys": jwks(*keys)}
    client = send(office, operator, "replaceClientKeys", "ReplaceClientKeysInput", "Client", given)["client"]

    assert client["keys"] == [{"kid": "a", "algorithm": "Ed25519"}, {"kid": "b", "algorithm": "PS256"}]


def test_changed_scopes_count_at_once(office: Office, operator: Principal) -> None:
    register(office, operator)
    given = {"clientId": "loans", "scopes": ["consents:read"]}
    client = send(office, operator, "changeClientScopes", "ChangeClientScopesInput", "Client", given)["client"]

    assert client["scopes"] == ["consents:read", "public:read"]
    assert "consents:write" not in office.now("loans").scopes


def test_a_disabled_client_is_let_in_no_more_until_it_is_enabled(office: Office, operator: Principal) -> None:
    register(office, operator)
    disabled = send(office, operator, "disableClient", "ClientInput", "Client", {"clientId": "loans"})
    assert disabled["client"]["disabledAt"] is not None
    assert office.verified("loans") is None

    enabled = send(office, operator, "enableClient", "ClientInput", "Client", {"clientId": "loans"})
    assert enabled["client"]["disabledAt"] is None
    assert office.verified("loans") is not None


CHANGES: list[tuple[tuple[str, str], dict[str, Any]]] = [
    (("replaceClientKeys", "ReplaceClientKeysInput"), {"keys": jwks(KEY)}),
    (("changeClientScopes", "ChangeClientScopesInput"), {"scopes": ["public:read"]}),
    (("disableClient", "ClientInput"), {}),
    (("enableClient", "ClientInput"), {}),
]


@pytest.mark.parametrize(("command", "given"), CHANGES)
@pytest.mark.parametrize(("client_id", "code"), [("nobody", "CLIENT_UNKNOWN"), ("web", "CLIENT_REFUSED")])
def test_unknown_clients_and_the_web_front_end_are_not_changed(
    office: Office,
    operator: Principal,
    command: tuple[str, str],
    given: dict[str, Any],
    client_id: str,
    code: str,
) -> None:
    office.person("zhang.san")
    before = office.rows(*TABLES)
    answer = send(office, operator, *command, "Client", {"clientId": client_id} | given)

    assert (answer["__typename"], answer["code"]) == ("CommandError", code)
    assert office.rows(*TABLES) == before


def person(**changes: Any) -> dict[str, Any]:
    return {"login": "Clerk@example.org", "name": "李四", "initialPassword": PASSWORD} | changes


def test_a_registered_user_signs_in_and_the_password_is_in_no_answer(office: Office, operator: Principal) -> None:
    answer = send(office, operator, "registerUser", "RegisterUserInput", "User", person(institution="T-BANK"))
    user = answer["user"]

    assert (user["login"], user["name"], user["institution"]) == ("clerk@example.org", "李四", {"code": "T-BANK"})
    assert user["disabledAt"] is None
    assert PASSWORD not in json.dumps(answer)
    assert signed_in(office.engine, "clerk@example.org", PASSWORD, None) == user["id"]
    with Session(office.engine) as session:
        assert session.get_one(User, user["id"]).password_hash.startswith("$argon2id$")
    assert office.rows(CommandReceipt) == {"command_receipt": []}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"initialPassword": "elevenchars"}, "PASSWORD_REFUSED"),
        ({"initialPassword": "clerk@example.org"}, "PASSWORD_REFUSED"),
        ({"login": "ab"}, "USER_REFUSED"),
        ({"login": "taken"}, "USER_EXISTS"),
        ({"name": "\0"}, "USER_REFUSED"),
        ({"institution": "NOBODY"}, "USER_REFUSED"),
    ],
)
def test_a_user_that_can_t_be_registered_is_refused_and_nothing_is_written(
    office: Office, operator: Principal, changes: dict[str, Any], code: str
) -> None:
    office.person("taken")
    before = office.rows(*TABLES)
    given = person(**changes)
    answer = send(office, operator, "registerUser", "RegisterUserInput", "User", given)

    assert (answer["__typename"], answer["code"]) == ("CommandError", code)
    assert given["initialPassword"] not in answer["message"]
    assert office.rows(*TABLES) == before


def test_a_disabled_user_is_let_in_no_more(office: Office, operator: Principal) -> None:
    user = office.person("zhang.san")
    given = {"user": user.user_id}
    answer = send(office, operator, "disableUser", "DisableUserInput", "User", given)

    assert answer["user"]["disabledAt"] is not None
    assert office.verified("web", user.user_id) is None
    unknown = send(office, operator, "disableUser", "DisableUserInput", "User", {"user": "usr_none"})
    assert unknown["code"] == "USER_UNKNOWN"


def test_the_operator_reads_clients_and_users(office: Office, operator: Principal) -> None:
    office.person("zhang.san")
    office.person("li.si", institution_code="T-BANK")
    document = """query($i: Code, $l: String) {
      clients(institution: $i) { nodes { clientId institution { code } } }
      users(login: $l, institution: $i) { nodes { login institution { code } } totalCount }
    }"""
    everything = office.ask(operator, document)
    ids = [client["clientId"] for client in everything["clients"]["nodes"]]
    assert ids == sorted(ids)
    assert {"bank", "operator", "web"} <= set(ids)
    assert {"zhang.san", "li.si"} <= {user["login"] for user in everything["users"]["nodes"]}

    bank = office.ask(operator, document, {"i": "T-BANK"})
    assert bank == {
        "clients": {"nodes": [{"clientId": "bank", "institution": {"code": "T-BANK"}}]},
        "users": {"nodes": [{"login": "li.si", "institution": {"code": "T-BANK"}}], "totalCount": 1},
    }
    assert office.ask(operator, document, {"l": " Zhang.San"})["users"]["totalCount"] == 1


def test_no_secret_can_be_asked_for(office: Office) -> None:
    types: Any = office.operations.planner.documents.schema._schema.type_map
    fields = {name for type_ in ("Client", "ClientKey", "User") for name in types[type_].fields}
    assert not {name for name in fields if any(part in name.lower() for part in ("secret", "password", "hash", "jwk"))}
