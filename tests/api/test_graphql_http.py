"""GraphQL over HTTP: what is answered how."""

from dataclasses import replace
from typing import Any

import pytest
from graphql import build_client_schema, get_introspection_query, print_schema
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.settings import Settings
from schema.build import sdl
from tests.api.conftest import ask
from tests.api.counter import Counter
from tests.planning.data import USCCS

PLAIN = "application/json"
MODERN = "application/graphql-response+json"
TYPENAME = {"query": "{ __typename }"}


def code(response: Any) -> Any:
    return response.json()["errors"][0]["extensions"]["code"]


def test_an_operation_is_answered(client: TestClient) -> None:
    answer = ask(client, "query($u: USCC!) { entity(uscc: $u) { name fictitious } }", {"u": USCCS[0]})
    assert answer == {"data": {"entity": {"name": "示例甲有限公司", "fictitious": True}}}


def test_a_query_comes_by_get_too(client: TestClient) -> None:
    response = client.get(
        "/graphql", params={"query": "query($c: Code!) { region(code: $c) { name } }", "variables": '{"c": "441300"}'}
    )
    assert response.json()["data"] == {"region": {"name": "惠州市"}}


def test_the_media_type_follows_accept(client: TestClient) -> None:
    modern = client.post("/graphql", json=TYPENAME, headers={"accept": MODERN})
    plain = client.post("/graphql", json=TYPENAME)
    assert modern.headers["content-type"] == f"{MODERN}; charset=utf-8"
    assert plain.headers["content-type"] == "application/json; charset=utf-8"
    assert modern.json()["data"] == plain.json()["data"] == {"__typename": "Query"}


@pytest.mark.parametrize("given", [{"introspection_public": True}, {"demo": True}])
def test_the_usual_introspection_is_answered_where_it_is_open(settings: Settings, given: dict[str, Any]) -> None:
    with TestClient(Exchange(replace(settings, **given))) as client:
        found = build_client_schema(ask(client, get_introspection_query())["data"])
    assert print_schema(found).count("type ") == sdl().count("type ")


def test_the_usual_introspection_is_answered_to_a_program(at: Counter) -> None:
    found = build_client_schema(at.ask(at.of(at.bank), get_introspection_query())["data"])
    assert print_schema(found).count("type ") == sdl().count("type ")


def test_the_public_finds_the_schema_as_text_instead_of_by_introspection(client: TestClient) -> None:
    for query in ('{ ...A } fragment A on Query { __type(name: "Entity") { name } }', get_introspection_query()):
        refused = client.post("/graphql", json={"query": query}, headers={"accept": MODERN})
        (error,) = refused.json()["errors"]
        assert (refused.status_code, error["extensions"]["code"]) == (401, "INTROSPECTION_REFUSED")
        assert "data" not in refused.json()
    assert client.get("/schema.graphql").text == sdl() + "\n"


def test_every_answer_has_an_id_of_its_own(client: TestClient) -> None:
    ids = {client.post("/graphql", json=TYPENAME).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { __typename } query B { __typename }", "OPERATION_UNKNOWN"),
        ("{ entities(first: 0) { totalCount } }", "BAD_PAGE"),
    ],
)
def test_a_refused_document_has_a_status_by_media_type(client: TestClient, query: str, code: str) -> None:
    modern = client.post("/graphql", json={"query": query}, headers={"accept": MODERN})
    plain = client.post("/graphql", json={"query": query})
    assert (modern.status_code, plain.status_code) == (400, 200)
    assert modern.json()["errors"][0]["extensions"]["code"] == code
    assert "data" not in modern.json()


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "BAD_JSON"),
        ({"content": b'{"query": "\xff"}', "headers": {"content-type": "application/json"}}, 400, "BAD_JSON"),
        ({"json": [TYPENAME]}, 400, "BAD_REQUEST"),
        ({"json": {}}, 400, "BAD_REQUEST"),
        ({"json": {"query": 5}}, 400, "BAD_REQUEST"),
        ({"json": TYPENAME | {"variables": []}}, 400, "BAD_REQUEST"),
        ({"json": TYPENAME | {"operationName": 1}}, 400, "BAD_REQUEST"),
        ({"json": TYPENAME | {"extensions": "all"}}, 400, "BAD_REQUEST"),
        ({"data": TYPENAME}, 415, "UNSUPPORTED_MEDIA_TYPE"),
        ({"content": b" " * 70_000, "headers": {"content-type": "application/json"}}, 413, "BODY_TOO_LARGE"),
    ],
)
def test_a_malformed_request_is_a_clear_error(client: TestClient, sent: dict[str, Any], status: int, code: str) -> None:
    response = client.post("/graphql", **sent)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (status, code)


def test_other_methods_are_refused(client: TestClient) -> None:
    refused = client.put("/graphql", json=TYPENAME)
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_a_mutation_takes_a_post(client: TestClient) -> None:
    refused = client.get("/graphql", params={"query": "mutation { __typename }"})
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
    assert code(refused) == "METHOD_NOT_ALLOWED"


def test_what_a_get_is_answered_with_a_head_is_told_the_length_of(client: TestClient) -> None:
    asked = {"query": "{ __typename }"}
    head, whole = client.head("/graphql", params=asked), client.get("/graphql", params=asked)
    assert (head.status_code, head.headers["content-length"]) == (200, whole.headers["content-length"])


def test_options_tell_the_methods_and_nothing_to_other_sites(client: TestClient) -> None:
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "POST"}
    told, answered = client.options("/graphql", headers=asked), client.post("/graphql", json=TYPENAME, headers=asked)
    assert (told.status_code, told.headers["allow"], told.content) == (204, "GET, HEAD, POST, OPTIONS", b"")
    assert not [name for name in (*told.headers, *answered.headers) if name.startswith("access-control")]


BAD_INPUT = [
    ('{ entity(uscc: "91440000000000000") { id } }', None, "BAD_USCC", "'91440000000000000'"),
    ('{ entity(uscc: "914413001959738050") { id } }', None, "BAD_USCC", "'914413001959738050'"),
    ("query($u: USCC!) { entity(uscc: $u) { id } }", {"u": 7}, "BAD_USCC", "7"),
    ("{ entities(first: 0) { totalCount } }", None, "BAD_PAGE", " 0 "),
    ("{ entities(first: 101) { totalCount } }", None, "BAD_PAGE", " 101 "),
    ("query($n: Int) { entities(first: $n) { totalCount } }", {"n": -1}, "BAD_PAGE", " -1 "),
    ("{ entities(first: 1, last: 1) { totalCount } }", None, "BAD_PAGE", "first or last"),
    ("{ entities(sort: RELEVANCE) { totalCount } }", None, "BAD_PAGE", "RELEVANCE"),
    ('{ entities(after: "zz") { nodes { id } } }', None, "BAD_CURSOR", "'zz'"),
    ('{ entities(after: "5b5d") { nodes { id } } }', None, "BAD_CURSOR", "'5b5d'"),
    ('{ entities(after: "5b224e414d45222c2261222c2262225d") { nodes { id } } }', None, "BAD_CURSOR", "5b224e"),
    ('{ node(id: "nobody") { id } }', None, "BAD_ID", "'nobody'"),
    ('{ node(id: "ent_nobody") { id } }', None, "NOT_FOUND", "'ent_nobody'"),
    ('{ node(id: "zzz_x") { id } }', None, "BAD_ID", "'zzz_x'"),
    ('{ nodes(ids: ["reg_441300", "?"]) { id } }', None, "BAD_ID", "'?'"),
    ("query($i: [ID!]!) { nodes(ids: $i) { id } }", {"i": ["reg_1"] * 1001}, "BAD_ID", "1001"),
    ('{ entity(uscc: "%s", asOf: "2026-02-30") { id } }' % USCCS[0], None, "BAD_DATE", "'2026-02-30'"),
    ('{ entity(uscc: "%s", asOf: "2999-01-01") { id } }' % USCCS[0], None, "IN_THE_FUTURE", "2999-01-01"),
    ('{ entity(uscc: "%s", knownAt: "2026-01-01") { id } }' % USCCS[0], None, "BAD_DATETIME", "'2026-01-01'"),
    ('{ entity(uscc: "%s", knownAt: "2999-01-01T00:00:00Z") { id } }' % USCCS[0], None, "IN_THE_FUTURE", "2999"),
    ('{ entities(filter: {name: "惠"}) { totalCount } }', None, "NAME_TOO_SHORT", "惠"),
    ('{ entities(filter: {name: "！？"}) { totalCount } }', None, "NAME_TOO_SHORT", "！？"),
    ('{ entities(filter: {region: "惠州"}) { totalCount } }', None, "BAD_CODE", "'惠州'"),
    ("query($f: EntityFilter) { entities(filter: $f) { totalCount } }", {"f": {"kind": "X"}}, "BAD_USER_INPUT", "'X'"),
    ("query($b: String) { institutions(after: $b) { totalCount } }", {"b": "\0"}, "BAD_CURSOR", ""),
]


@pytest.mark.parametrize(("query", "variables", "code", "named"), BAD_INPUT)
def test_bad_input_is_a_typed_error_that_names_the_value(
    client: TestClient, query: str, variables: Any, code: str, named: str
) -> None:
    response = client.post("/graphql", json={"query": query, "variables": variables})
    error = response.json()["errors"][0]
    assert (response.status_code, error["extensions"]["code"]) == (200, code)
    assert named in error["message"]


def test_text_that_no_database_holds_is_no_internal_error(client: TestClient) -> None:
    query = "query($n: String) { entities(filter: {name: $n}) { totalCount } }"
    response = client.post("/graphql", json={"query": query, "variables": {"n": "示例\0甲"}})
    assert response.status_code == 200
    assert "INTERNAL" not in response.text


def test_a_bad_token_is_refused_with_a_challenge(client: TestClient) -> None:
    response = client.post("/graphql", json=TYPENAME, headers={"authorization": "Bearer nonsense"})
    assert response.status_code == 401
    assert response.headers["www-authenticate"].startswith('Bearer error="invalid_token"')
    assert response.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


class Untouchable:
    """A reader that must not be asked."""

    async def fetch(self, _sql: str, _values: Any, _caller: Any = None, **_how: Any) -> bytes:
        raise AssertionError("SQL ran for a refused operation.")


class Counting:
    """A reader that counts what it is asked."""

    def __init__(self, reader: Any) -> None:
        self.reader, self.statements = reader, 0

    async def fetch(self, sql: str, values: Any, caller: Any = None, **how: Any) -> bytes | None:
        self.statements += 1
        return await self.reader.fetch(sql, values, caller, **how)  # type: ignore[no-any-return]


def test_an_operation_is_one_statement(client: TestClient, exchange: Exchange) -> None:
    assert exchange.graphql
    operations = exchange.graphql.operations
    operations.reader = counting = Counting(operations.reader)  # type: ignore[assignment]
    answer = ask(
        client,
        """query($ids: [ID!]!) {
          a: entities(first: 5) { totalCount nodes { region { parent { name } } owners { nodes { owner { name } } } } }
          b: nodes(ids: $ids) { ... on Entity { provenance { supplier { name } } } }
          viewer { scopes }
        }""",
        {"ids": [f"ent_{uscc}" for uscc in USCCS]},
    )
    assert "errors" not in answer
    assert counting.statements == 1


def test_a_refusal_lists_everything_missing_and_runs_no_sql(client: TestClient, exchange: Exchange) -> None:
    assert exchange.graphql
    exchange.graphql.operations.reader = Untouchable()  # type: ignore[assignment]
    query = """query($no: Boolean = false) {
      entity(uscc: "%s") { name provenance { line batch @include(if: $no) } }
      submissions { nodes { ...R } }
    } fragment R on Submission { rejections { nodes { line } } }"""
    response = client.post("/graphql", json={"query": query % USCCS[0]}, headers={"accept": MODERN})
    (error,) = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (401, "UNAUTHENTICATED")
    assert error["extensions"]["missing"] == [
        {"scope": "provenance:read", "fields": ["Provenance.line", "Provenance.batch"]},
        {"scope": "submissions:read", "fields": ["Query.submissions", "Submission.rejections", "Remark.line"]},
    ]
    assert "data" not in response.json()
    assert USCCS[0] not in response.text


def test_an_unexpected_failure_is_masked(client: TestClient, exchange: Exchange) -> None:
    assert exchange.graphql
    exchange.graphql.operations.reader = Untouchable()  # type: ignore[assignment]
    response = client.post("/graphql", json=TYPENAME)
    assert response.status_code == 500
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": "INTERNAL", "requestId": response.headers["x-request-id"]}
    assert "SQL" not in response.text


def test_health_and_readiness(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ok"}


def test_an_invalid_document_s_errors_suggest_no_names(client: TestClient) -> None:
    (error,) = ask(client, "{ entitie(uscc: 1) }")["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert error["message"] == "Cannot query field 'entitie' on type 'Query'."
