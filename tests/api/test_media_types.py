"""Which bodies and members /graphql reads, and in which media type it answers."""

from typing import Any

from starlette.testclient import TestClient

PLAIN = "application/json"
MODERN = "application/graphql-response+json"
TYPENAME = {"query": "{ __typename }"}

ACCEPTED: list[tuple[str | None, str | None]] = [
    (None, PLAIN),
    ("", PLAIN),
    ("*/*", PLAIN),
    ("application/*", PLAIN),
    ("application/json", PLAIN),
    (MODERN, MODERN),
    (MODERN.upper(), MODERN),
    (f"{MODERN}, application/json", MODERN),
    (f"application/json, {MODERN}", MODERN),
    (f"application/json;q=0.9, {MODERN}", MODERN),
    (f"{MODERN};q=0.5, application/json;q=0.7", PLAIN),
    (f"{MODERN}, */*;q=0.1", MODERN),
    (f"{MODERN},application/json;q=0.9", MODERN),
    (f"{MODERN}; charset=utf-8, application/json; charset=utf-8", MODERN),
    (f"{MODERN}, application/graphql+json, application/json, text/event-stream, multipart/mixed", MODERN),
    (f"application/json;q=0, */*, {MODERN};q=0.4", MODERN),
    ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", PLAIN),
    ("text/html", None),
    ("application/json;q=0", None),
    (f"{MODERN};q=0, application/json;q=rubbish", None),
    ("application/json;charset=utf-16", None),
    ("text/*", None),
    ("*", None),
    (", ;q=1, ;;;", None),
    ("application/json, " * 100, None),
]
BODIES = [
    ("application/json", 200),
    ("Application/JSON ; Charset=UTF-8", 200),
    ('application/json;charset="utf-8"', 200),
    ("application/json; profile=x", 200),
    ("application/json; charset=utf-16", 415),
    ("application/json; charset=gb18030", 415),
    ("application/jsonp", 415),
    ("application/graphql", 415),
    ("text/plain", 415),
    ("multipart/form-data; boundary=x", 415),
    ("application/x-www-form-urlencoded", 415),
    (", application/json", 415),
    ("application/json, application/json", 415),
    ("application/json;" + "x" * 1_000, 415),
]
MEMBERS: list[dict[str, Any]] = [
    {"operationName": None},
    {"operationName": ""},
    {"operationName": "A"},
    {"variables": None, "extensions": None},
    {"extensions": {"any": ["thing"]}},
    {"more": "members"},
]
IN_ADDRESS = [
    ({"variables": "", "extensions": "", "operationName": ""}, 200),
    ({"variables": "null"}, 200),
    ({"extensions": "{}"}, 200),
    ({"variables": "{"}, 400),
    ({"variables": "[]"}, 400),
    ({"extensions": "1"}, 400),
]


def code(response: Any) -> Any:
    return response.json()["errors"][0]["extensions"]["code"]


def answered(client: TestClient, accept: str | None) -> tuple[int, str, str | None]:
    response = client.post("/graphql", json=TYPENAME, headers={} if accept is None else {"accept": accept})
    refused = code(response) if response.status_code != 200 else None
    return response.status_code, response.headers["content-type"], refused


def test_the_media_type_is_the_one_that_the_caller_wants_most(client: TestClient) -> None:
    del client.headers["accept"]
    for accept, kind in ACCEPTED:
        refused = (406, f"{PLAIN}; charset=utf-8", "NOT_ACCEPTABLE")
        assert answered(client, accept) == ((200, f"{kind}; charset=utf-8", None) if kind else refused), accept


def test_a_body_is_json_in_utf_8(client: TestClient) -> None:
    for content_type, status in BODIES:
        sent = {"content-type": content_type}
        response = client.post("/graphql", content=b'{"query":"{ __typename }"}', headers=sent)
        assert response.status_code == status, content_type
        assert status == 200 or code(response) == "UNSUPPORTED_MEDIA_TYPE"


def test_a_body_comes_uncompressed(client: TestClient) -> None:
    assert client.post("/graphql", json=TYPENAME, headers={"content-encoding": "identity"}).status_code == 200
    for encoding in ("gzip", "br, identity"):
        refused = client.post("/graphql", json=TYPENAME, headers={"content-encoding": encoding})
        assert (refused.status_code, code(refused)) == (415, "UNSUPPORTED_ENCODING")
        assert refused.headers["accept-encoding"] == "identity"


def test_what_an_operation_may_come_with(client: TestClient) -> None:
    for given in MEMBERS:
        response = client.post("/graphql", json={"query": "query A { __typename }"} | given)
        assert (response.status_code, response.json()["data"]) == (200, {"__typename": "Query"}), given


def test_members_in_an_address_are_json_or_empty(client: TestClient) -> None:
    for given, status in IN_ADDRESS:
        response = client.get("/graphql", params={"query": "{ __typename }"} | given)
        assert response.status_code == status, given
