"""What a connection answers itself is word for word what it answers by ASGI, and as safe."""

import re

import pytest

from tests.attack.conftest import Target
from tests.attack.line import line, read

BODY = b'{"query":"{ __typename }"}'
NEWER = b"accept: application/graphql-response+json\r\n"
REQUESTS = {
    "a query": (b"", BODY),
    "a query in the newer media type": (NEWER, BODY),
    "a document that isn't GraphQL": (b"", b'{"query":"{"}'),
    "a document that isn't GraphQL, in the newer media type": (NEWER, b'{"query":"{"}'),
    "a body that isn't JSON": (b"", b"{"),
    "a body that is too large": (b"", b'{"query":"%b"}' % (b"x" * 200_000)),
    "a media type that isn't offered": (b"accept: text/html\r\n", BODY),
    "a token that is none": (b"authorization: Bearer x\r\n", BODY),
    "the last request": (b"connection: close\r\n", BODY),
    "a request that asks whether it may": (b"expect: 100-continue\r\n", BODY),
}
VARYING = re.compile(r"(?m)^(date|x-request-id): .*\r\n|\"resetAt\":\"[^\"]*\"|\"remaining\":\d+")


def _request(address: bytes, head: bytes, body: bytes) -> bytes:
    start = b"POST %b HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n" % address
    return start + b"content-length: %d\r\n%b\r\n" % (len(body), head) + body


def _answered(target: Target, sent: bytes) -> tuple[int, list[str]]:
    with line(target.port) as opened:
        opened.sendall(sent)
        status, text = read(opened, "POST")
        return status, sorted(VARYING.sub("", text).split("\r\n"))


@pytest.mark.parametrize("name", REQUESTS)
def test_both_ways_answer_alike(target: Target, name: str) -> None:
    head, body = REQUESTS[name]
    direct, by_asgi = (_answered(target, _request(address, head, body)) for address in (b"/graphql", b"/graphql?"))
    assert direct[0] >= 200
    assert direct == by_asgi


def test_a_head_that_differs_from_the_last_one_is_looked_at(target: Target) -> None:
    refused = b"authorization: Bearer x\r\n"
    with line(target.port) as opened:
        statuses = []
        for head in (b"", b"", refused, refused, b"", NEWER, b""):
            opened.sendall(_request(b"/graphql", head, BODY))
            statuses.append(read(opened, "POST")[0])
    assert statuses == [200, 200, 401, 401, 200, 200, 200]


def test_a_host_is_asked_for_also_after_a_request_that_had_one(target: Target) -> None:
    without = _request(b"/graphql", b"", BODY).replace(b"host: a\r\n", b"")
    with line(target.port) as opened:
        for sent, status in ((_request(b"/graphql", b"", BODY), 200), (without, 400)):
            opened.sendall(sent)
            assert read(opened, "POST")[0] == status


@pytest.mark.parametrize(("field", "status"), [(b"host: b\r\n", 400), (b"authorization: Bearer x\r\n", 401)])
def test_what_stands_behind_a_body_is_of_no_head(target: Target, field: bytes, status: int) -> None:
    head = _request(b"/graphql", b"transfer-encoding: chunked\r\n", b"").replace(b"content-length: 0\r\n", b"")
    chunks = b"%x\r\n%b\r\n0\r\n" % (len(BODY), BODY)
    with line(target.port) as opened:
        opened.sendall(head + chunks + field + b"\r\n")
        assert read(opened, "POST")[0] == 200
        opened.sendall(head[:-2] + field + b"\r\n" + chunks + b"\r\n")
        assert read(opened, "POST")[0] == status


def test_requests_of_both_ways_are_answered_in_their_order(target: Target) -> None:
    addresses = [b"/graphql", b"/graphql?", b"/graphql", b"/graphql", b"/graphql?"] * 2
    bodies = [b'{"query":"{ a%d: __typename }"}' % number for number in range(len(addresses))]
    with line(target.port) as opened:
        opened.sendall(b"".join(map(_request, addresses, [b""] * len(addresses), bodies)))
        opened.shutdown(1)
        found = b""
        while more := opened.recv(100_000):
            found += more
    assert re.findall(rb'"data":\{"a(\d)"', found) == [b"%d" % number for number in range(len(addresses))]


def test_who_goes_while_it_is_answered_leaves_nothing_behind(target: Target) -> None:
    for _ in range(20):
        with line(target.port) as opened:
            opened.sendall(_request(b"/graphql", b"", BODY))
    assert target.lives()


def _numbered(number: int, head: bytes = b"", address: bytes = b"/graphql") -> bytes:
    return _request(address, head, b'{"query":"{ a%d: __typename }"}' % number)


def test_the_same_head_again_is_answered_by_its_own_body(target: Target) -> None:
    with line(target.port) as opened:
        for number in range(9):
            opened.sendall(_numbered(number))
            assert f'{{"data":{{"a{number}":' in read(opened, "POST")[1]
        opened.sendall(_request(b"/graphql", b"", b"x" * 28))
        assert read(opened, "POST")[0] == 400
        opened.sendall(_numbered(9))
        assert '{"data":{"a9":' in read(opened, "POST")[1]


@pytest.mark.parametrize(
    "other",
    [
        _numbered(9, b"x: y\r\n"),
        _numbered(9, NEWER),
        _numbered(9, address=b"/graphql?"),
        _numbered(9).replace(b"host: a", b"Host: b"),
        _request(b"/graphql", b"", b'{"query":"{ a9: __typename } "}'),
        b"\r\n" + _numbered(9),
    ],
    ids=[
        "one field more",
        "another Accept",
        "another address",
        "another Host",
        "another length",
        "an empty line before",
    ],
)
def test_a_request_among_such_as_are_alike_is_read_for_itself(target: Target, other: bytes) -> None:
    with line(target.port) as opened:
        for sent, key in ((_numbered(1), 1), (_numbered(2), 2), (_numbered(3), 3), (other, 9), (_numbered(4), 4)):
            opened.sendall(sent)
            assert f'{{"data":{{"a{key}":' in read(opened, "POST")[1]


@pytest.mark.parametrize("size", [1, 7, 50, 130, 170, 1_000])
def test_requests_that_are_alike_may_come_in_any_pieces(target: Target, size: int) -> None:
    sent = b"".join(_numbered(number % 10) for number in range(12))
    with line(target.port) as opened:
        for number in (1, 2, 3):
            opened.sendall(_numbered(number))
            assert read(opened, "POST")[0] == 200
        for at in range(0, len(sent), size):
            opened.sendall(sent[at : at + size])
        opened.shutdown(1)
        found = b""
        while more := opened.recv(100_000):
            found += more
    assert re.findall(rb'"data":\{"a(\d)"', found) == [b"%d" % (number % 10) for number in range(12)]
