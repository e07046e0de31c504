"""What is plainly valid is valid: whatever the one walk lets through, graphql-core's rules let through too."""

import re

import pytest
from graphql import GraphQLError, parse, print_ast, validate
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from resolvers.document import RULES
from resolvers.literal import Lifted, lift
from resolvers.plain import plainly
from schema.build import schema

GRAPHQL = schema()._schema
TOKEN = re.compile(r'"[^"]*"|[\w$@]+|\.\.\.|[^\s\w]')

PLAIN = (
    '{ entity(uscc: "91350100M000100Y43") { name region { name parent { code } } } }',
    "query Q($uscc: USCC!) { a: entity(uscc: $uscc) { __typename name } b: entity(uscc: $uscc) { name } }",
    'query ($first: Int, $region: Code) { entities(filter: {region: $region, name: "惠州"}, first: $first, sort: USCC) '
    "{ totalCount nodes { uscc records(first: 3) { nodes { kind } } } } }",
    "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Entity { name } ... on Region { code } id } }",
    "mutation ($i: ClientInput!) { disableClient(input: $i) "
    "{ __typename ... on CommandError { code } ... on ClientPayload { client { name } } } }",
)
INTRICATE = (
    "{ entity(uscc: 1.5) { name } }",
    "{ entity { name } }",
    '{ entity(uscc: "x", uscc: "y") { name } }',
    '{ entity(uscc: "x", code: "y") { name } }',
    '{ entity(uscc: "x") }',
    '{ entity(uscc: "x") { name { code } } }',
    '{ entity(uscc: "x") { nothing } }',
    '{ entity(uscc: "x") { name name: uscc } }',
    "query ($uscc: USCC) { entity(uscc: $uscc) { name } }",
    'query ($uscc: USCC!) { entity(uscc: "x") { name } }',
    "query ($uscc: USCC!, $uscc: USCC!) { entity(uscc: $uscc) { name } }",
    "query ($uscc: Entity!) { entity(uscc: $uscc) { name } }",
    "{ entity(uscc: $uscc) { name } }",
    "{ entities(filter: {region: 5.5}) { totalCount } }",
    '{ entities(filter: {nothing: "x"}) { totalCount } }',
    '{ entities(filter: {name: "x", name: "y"}) { totalCount } }',
    "{ entities(first: null) { totalCount } }",
    "{ entities(sort: NOTHING) { totalCount } }",
    '{ entity(uscc: "x") { ... on Region { code } } }',
    '{ entity(uscc: "x") { name @skip(if: true) } }',
    '{ entity(uscc: "x") { ...F } } fragment F on Entity { name }',
    "mutation ($i: ClientInput!) { disableClient(input: $i) { client { name } } }",
    "mutation ($i: ClientInput!) { disableClient(input: $i) { __typename(a: 1) } }",
    "{ __schema { types { name } } }",
    "{ __typename { name } }",
    "subscription { feed { id } }",
    "query A { __typename } query B { __typename }",
    "query @include(if: true) { __typename }",
    "type A { b: Int }",
)


def _plain(text: str) -> Lifted | None:
    return plainly(GRAPHQL, parse(text), _count(text))


def _count(text: str) -> int:
    return len(re.findall(r'"[^"]*"|(?<![\w$])-?\d+(?:\.\d+)?', text))


@pytest.mark.parametrize("text", PLAIN)
def test_what_programs_send_is_plain_and_is_lifted_alike(text: str) -> None:
    found = _plain(text)

    assert found is not None
    assert not validate(GRAPHQL, parse(text), RULES)
    other = lift(GRAPHQL, parse(text), _count(text))
    assert found.types == other.types
    assert print_ast(found.document) == print_ast(other.document)


@pytest.mark.parametrize("text", INTRICATE)
def test_what_is_invalid_or_intricate_is_left_to_the_rules(text: str) -> None:
    assert _plain(text) is None


def test_a_computed_field_keeps_its_literals() -> None:
    text = '{ explainAccess(document: "{ __typename }") { cost } }'

    assert _plain(text) == Lifted(parse(text), None)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), text=st.sampled_from((*PLAIN, *INTRICATE)))
def test_a_broken_document_that_is_plain_is_valid(data: st.DataObject, text: str) -> None:
    """Whatever becomes of a document whose words are taken away, doubled or exchanged."""
    words = TOKEN.findall(text)
    for _ in range(data.draw(st.integers(1, 3))):
        at, other = (data.draw(st.integers(0, len(words) - 1)) for _ in "ab")
        change = data.draw(st.sampled_from(("drop", "double", "swap", "copy")))
        if change == "drop":
            words = words[:at] + words[at + 1 :] or words
        elif change == "double":
            words.insert(at, words[at])
        elif change == "swap":
            words[at], words[other] = words[other], words[at]
        else:
            words[at] = words[other]
    broken = " ".join(words)
    try:
        parse(broken)
    except GraphQLError:
        assume(False)

    if _plain(broken) is not None:
        assert not validate(GRAPHQL, parse(broken), RULES), broken
