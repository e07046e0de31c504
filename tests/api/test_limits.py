"""Whether what follows a hostile document is bounded: refused before validation, planning or the first command."""

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from exchange.app.http import Exchange
from exchange.settings import Settings
from tests.api.conftest import ask

SPREADS = "{...f0} " + " ".join(f"fragment f{n} on Query {{ {f'...f{n + 1} ' * 3} }}" for n in range(25))
DOUBLED = SPREADS + " fragment f25 on Query { __typename }"


def links(levels: int, aliases: int) -> str:
    """Return a document whose selection is aliases to the power of levels."""
    each = [
        f"fragment f{n} on Industry {{ {' '.join(f'a{k}: parent {{ ...f{n + 1} }}' for k in range(aliases))} }}"
        for n in range(levels)
    ]
    return '{ industry(code: "0111") { ...f0 } } ' + " ".join(each) + f" fragment f{levels} on Industry {{ name }}"


THRICE = "{ " + " ".join(f"{name}: __schema {{ types {{ name }} }}" for name in "abc") + " }"


def schema_copies(outer: int, inner: int) -> str:
    """Return an introspection that asks for the same many times."""
    fields = " ".join(f"f{n}: fields {{ type {{ ...X ofType {{ ...X }} }} }}" for n in range(outer))
    again = " ".join(f"g{n}: fields {{ name }}" for n in range(inner))
    return f"{{ __schema {{ types {{ {fields} }} }} }} fragment X on __Type {{ {again} }}"


@pytest.mark.parametrize(
    "document",
    [
        DOUBLED,
        links(4, 5),
        links(8, 10),
        schema_copies(12, 25),
        THRICE,
    ],
)
def test_a_small_document_that_asks_for_much_is_refused_at_once(client: TestClient, document: str) -> None:
    (error,) = ask(client, document)["errors"]
    assert error["extensions"]["code"] == "TOO_LARGE"
    assert "is the limit" in error["message"]


@pytest.mark.parametrize(
    ("document", "what"),
    [
        ("{ viewer { " + "clientId " * 251 + "} }", "fields"),
        ("{ viewer { " + " ".join(f"a{n}: clientId" for n in range(31)) + " } }", "aliases"),
        ("{ viewer { " + "clientId @skip(if: false) " * 9 + "} }", "directives"),
    ],
)
def test_each_limit_is_named(client: TestClient, document: str, what: str) -> None:
    (error,) = ask(client, document)["errors"]
    assert (error["extensions"]["code"], what in error["message"]) == ("TOO_LARGE", True)


SET: Any = {"document_length": 400, "document_tokens": 40, "document_comments": 3, "selection_depth": 3}


@pytest.mark.parametrize(
    ("document", "code", "named"),
    [
        ("{ viewer { clientId } }" + " " * 400, "TOO_LARGE", "423 characters; 400"),
        ("{ viewer { " + "clientId " * 40 + "} }", "GRAPHQL_PARSE_FAILED", "40 tokens"),
        ("{ viewer { clientId } }" + "\n#" * 4, "GRAPHQL_PARSE_FAILED", "3 comments"),
        ("{ viewer { institution { provenance { line } } } }", "TOO_DEEP", "4 fields deep; 3"),
    ],
)
def test_what_an_operator_sets_is_the_limit(settings: Settings, document: str, code: str, named: str) -> None:
    with TestClient(Exchange(replace(settings, **SET))) as client:
        (error,) = ask(client, document)["errors"]
        assert (error["extensions"]["code"], named in error["message"]) == (code, True), error
        assert "errors" not in ask(client, "{ viewer { institution { name } } } # one more\n#\n")


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("query($x: Boolean = false) { viewer @include(if: $x) { clientId } }", {"x": None}),
        ("query($x: Boolean = false) { viewer { ... @skip(if: $x) { clientId } } }", {"x": None}),
        ('query($u: USCC = "91990000MA00000008") { entity(uscc: $u) { name } }', {"u": None}),
        ('query($i: ID = "reg_1") { node(id: $i) { id } }', {"i": None}),
        ('query($d: String = "{ __typename }") { explainAccess(document: $d) { allowed } }', {"d": None}),
    ],
)
def test_a_null_where_none_may_be_is_bad_input(client: TestClient, document: str, variables: Any) -> None:
    (error,) = ask(client, document, variables)["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"


def test_a_null_inside_an_explained_document_is_part_of_its_answer(client: TestClient) -> None:
    inner = "query($x: Boolean = false) { viewer @include(if: $x) { clientId } }"
    document = (
        "query($d: String!, $v: String) { explainAccess(document: $d, variables: $v) { allowed errors { code } } }"
    )
    found = ask(client, document, {"d": inner, "v": '{"x": null}'})["data"]["explainAccess"]
    assert found == {"allowed": False, "errors": [{"code": "BAD_USER_INPUT"}]}


def test_a_text_with_a_nul_passes_for_no_other_document(client: TestClient) -> None:
    ask(client, '{ entity(uscc: "91990000MA00000008") { name } }')
    (error,) = ask(client, "{ entity(uscc: \0s) { name } }")["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_PARSE_FAILED"
