"""The planner against graphql-core's own execution where a caller sees what the bureau of the other tests doesn't."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine

from auth.principal import Principal
from tests.planning.caller import BUREAU
from tests.planning.conftest import Answer
from tests.planning.oracle import Oracle
from tests.planning.registered import PERSON

OPERATOR = replace(BUREAU, client_id="operator", kind="OPERATOR")
SOMEBODY = replace(BUREAU, client_id="web", institution_code=None, kind="PERSON", user_id=PERSON, is_self=True)
USER = "{ id login name institution { code name } createdAt disabledAt }"
MANDATE = "{ id userId uscc state requestedAt decidedAt endedAt entity { name } user " + USER + " }"
CLIENT = """{ clientId name institution { name } scopes redirectUris firstParty demonstration createdAt disabledAt
  keys { kid algorithm } }"""
AGREEMENT = """{ id number title legalBasis securityTerms validFrom validUntil inForce createdAt terminatedAt purposes
  parties { code kind } items { code publicity } }"""
DOCUMENTS = [
    "{ agreements { totalCount nodes " + AGREEMENT + " edges { cursor } } }",
    "{ agreements(inForce: true, last: 1) { nodes { id inForce } pageInfo { hasPreviousPage } } }",
    "{ agreements(inForce: false) { nodes { id inForce } } }",
    "{ mandates(first: 3) { totalCount nodes " + MANDATE + " pageInfo { hasNextPage endCursor } } }",
    "{ mandates(state: CONFIRMED) { nodes { uscc state } } }",
    "{ clients { totalCount nodes " + CLIENT + " } }",
    '{ clients(institution: "DEMO-B") { totalCount } }',
    "{ users(first: 1) { totalCount nodes " + USER + " pageInfo { hasNextPage } } }",
    '{ users(login: "Planning.2") { nodes { login } } all: users(institution: "DEMO-B") { nodes { login } } }',
    "{ viewer { clientId userId kind institution { code } mandates " + MANDATE + " enterprises { uscc name } } }",
    '{ nodes(ids: ["agr_1", "mdt_1", "mdt_5"]) { id ... on Mandate { state } ... on Agreement { number } } }',
]


@pytest.mark.parametrize("caller", [OPERATOR, SOMEBODY, BUREAU], ids=["operator", "person", "bureau"])
def test_what_is_registered_is_answered_as_graphql_core_answers_it(
    answer: Answer, filled: Engine, caller: Principal
) -> None:
    with filled.connect().execution_options(read_only=True) as connection:
        for document in DOCUMENTS:
            planned, _errors = answer(document, None, caller, errors=True)
            assert planned == Oracle(connection, caller).data(document), document


def test_the_operator_sees_what_the_tests_above_compare(answer: Answer) -> None:
    clients = answer(DOCUMENTS[5], None, OPERATOR)["clients"]["nodes"]
    assert [[key["algorithm"] for key in client["keys"]] for client in clients] == [
        [],
        ["ES256"],
        ["PS256", "Ed25519", "ES256"],
    ]
    assert [client["redirectUris"] for client in clients] == [
        [],
        ["https://example.org/0"],
        ["https://example.org/0", "https://example.org/1"],
    ]
    assert answer(DOCUMENTS[3], None, OPERATOR)["mandates"]["totalCount"] == 5
    assert len(answer(DOCUMENTS[9], None, SOMEBODY)["viewer"]["enterprises"]) == 2
