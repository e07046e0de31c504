"""Whether refusing a document takes time in proportion to its length, and accepting one never long."""

import gc
import json
import time
from collections.abc import Callable

import pytest

from exchange.settings import Settings
from resolvers.document import Documents
from resolvers.refusal import Refused
from schema.build import schema
from tests.attack.documents import DOCUMENTS, many, spreading

BYTES = 65_536
REFUSED_SECONDS, ACCEPTED_SECONDS = 0.05, 0.25
TRIES = 5

BOMBS: dict[str, Callable[[int], str]] = {
    "deep": lambda size: "{ a " * (size // 4),
    "deep and closed": lambda size: "{ a " * (size // 5) + "}" * (size // 5),
    "wide": lambda size: "{ " + "a " * (size // 2) + "}",
    "aliases": lambda size: "{ " + many(size // 9, "a#: b"),
    "directives": lambda size: "{ a " + "@b " * (size // 3) + "}",
    "fragments": lambda size: spreading(size // 60, 3),
    "variables": lambda size: "query(" + many(size // 12, "$v#: Int"),
    "a list": lambda size: "{ a(b: " + "[" * size,
    "an object": lambda size: "{ a(b: " + "{c: " * (size // 4),
    "a string": lambda size: '{ a(b: "' + "x" * size,
    "escapes": lambda size: '{ a(b: "' + "\\\\" * (size // 2),
    "a block string": lambda size: '{ a(b: """' + ' "" \\""" \n' * (size // 11),
    "an indented block string": lambda size: '{ a(b: """' + "\n " * (size // 2) + '""") }',
    "comments": lambda size: "#\n" * (size // 2),
    "one comment": lambda size: "#" * size,
    "blanks": lambda size: " ,\n\t" * (size // 4),
    "numbers": lambda size: "{ a(b: [" + "1e9 " * (size // 4),
    "one number": lambda size: "{ a(b: " + "9" * size,
    "one name": lambda size: "{ " + "a" * size,
    "quotes": lambda size: '"' * size,
    "minus signs": lambda size: "-" * size,
    "dots": lambda size: "{ " + "..." * (size // 3),
    "NULs": lambda size: "\0" * size,
}
FIELD = 'industry(code: "0111") { name }'
WORST = {
    "fields of one name": "{ " + many(120, f"{FIELD}") + " }",
    "fields of one name, in conflict": "{ " + many(120, 'industry(code: "#") { name }') + " }",
    "fields of one name, 15 by 15": "{ " + many(15, f'industry(code: "0111") {{ {many(15, "name")} }}') + " }",
    "a hundred fragments side by side": "{ "
    + many(100, "...f#")
    + " } "
    + many(100, f"fragment f# on Query {{ {FIELD} }}"),
    "fragments in a chain": "{ ...f0 } "
    + " ".join(f"fragment f{n} on Query {{ {FIELD} ...f{n + 1} }}" for n in range(70))
    + f" fragment f70 on Query {{ {FIELD} }}",
    "unknown fields": "{ " + many(248, "nobody#") + " }",
    "unknown types": "{ " + many(240, "... on Nobody# { id }") + " }",
    "unknown types of variables": "query(" + many(300, "$v#: Nobody#") + ") { __typename }",
    "unknown fields of an object": "{ entities(filter: {" + many(480, "nobody#: 1") + "}) { totalCount } }",
    "unknown arguments": "{ entities(" + many(480, "nobody#: 1") + ") { totalCount } }",
    "unused variables": "query(" + many(300, "$v#: Int") + ") { __typename }",
    "operations over fragments": many(90, "query q# { ...f0 }")
    + " "
    + " ".join(f"fragment f{n} on Query {{ ...f{n + 1} }}" for n in range(120))
    + " fragment f120 on Query { __typename }",
    "introspection": "{ __schema { types { " + many(380, "name") + " } } }",
}


@pytest.fixture(scope="module")
def documents() -> Documents:
    """What reads documents, of which one was read before."""
    found = Documents(schema(), Settings())
    found.read("{ __typename }")
    gc.collect()
    gc.freeze()
    return found


def seconds(documents: Documents, text: str) -> tuple[float, bool]:
    """Return what time a document takes the processor, at best, and whether it is accepted."""
    best, accepted = float("inf"), True
    for _ in range(TRIES):
        began = time.process_time()
        try:
            documents._read(text)
        except Refused:
            accepted = False
        best = min(best, time.process_time() - began)
    return best, accepted


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_document_of_64_kib_is_refused_at_once(documents: Documents, bomb: str) -> None:
    took, accepted = seconds(documents, BOMBS[bomb](BYTES))
    assert (accepted, took < REFUSED_SECONDS) == (False, True), took


@pytest.mark.parametrize("document", WORST)
def test_the_worst_document_within_the_limits_is_read_in_time(documents: Documents, document: str) -> None:
    assert seconds(documents, WORST[document])[0] < ACCEPTED_SECONDS


def test_no_document_of_the_corpus_takes_longer(documents: Documents) -> None:
    texts = {attack.name: json.loads(attack.sent.partition(b"\r\n\r\n")[2])["query"] for attack in DOCUMENTS}
    assert {
        name: took for name, text in texts.items() if (took := seconds(documents, text)[0]) > ACCEPTED_SECONDS
    } == {}
