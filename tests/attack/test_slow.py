"""What comes slowly, in pieces or in excess: each connection ends in time, or goes on rightly."""

from contextlib import ExitStack

import pytest

from tests.attack.conftest import REQUEST_SECONDS, Target
from tests.attack.line import flooded, line, opened_socket, read

BODY = b'{"query":"{ __typename }"}'
HEAD = b"POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(BODY)
WHOLE = HEAD + BODY
ANSWER = '{"data":{"__typename":"Query"},'
UNWANTED = b"PATCH /submissions/sub_1/content HTTP/1.1\r\nhost: a\r\ncontent-length: 200000\r\n\r\n"
PATIENCE = 10 * REQUEST_SECONDS


@pytest.mark.parametrize(
    ("begun", "status"),
    [
        (b"", 0),
        (b"GET /gra", 408),
        (b"GET / HTTP/1.1\r\nhost: a\r\nx: ", 408),
        (HEAD, 408),
        (HEAD + BODY[:-1], 408),
        (b"POST /oauth/token HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\na=b", 400),
        (UNWANTED, 401),
    ],
)
def test_a_request_that_never_ends_is_ended(target: Target, begun: bytes, status: int) -> None:
    with line(target.port) as opened:
        opened.sendall(begun)
        assert read(opened)[0] == status
        assert opened.recv(1) == b""
    assert target.lives()


@pytest.mark.parametrize("text", [b"GET / HTTP/1.1\r\nhost: a\r\n" + b"a: b\r\n" * 90, WHOLE[:-1]])
def test_a_byte_now_and_then_doesn_t_prolong_it(target: Target, text: bytes) -> None:
    with line(target.port) as opened:
        opened.settimeout(REQUEST_SECONDS / 5)
        for byte in text:
            opened.sendall(bytes([byte]))
            try:
                answer = opened.recv(100)
            except TimeoutError:
                continue
            assert answer.startswith(b"HTTP/1.1 408 ")
            return
    pytest.fail("It was never ended.")


def test_a_request_in_pieces_is_answered(target: Target) -> None:
    with line(target.port) as opened:
        for at in range(0, len(WHOLE), 10):
            opened.sendall(WHOLE[at : at + 10])
        assert ANSWER in read(opened)[1]


def test_a_connection_outlives_a_body_that_nobody_wanted(target: Target) -> None:
    with line(target.port) as opened:
        opened.sendall(UNWANTED)
        assert read(opened)[0] == 401
        opened.sendall(b"x" * 200_000 + WHOLE)
        assert ANSWER in read(opened)[1]


def test_a_field_that_never_ends_is_held_by_nobody(target: Target) -> None:
    """Behind a body, where the parser would collect it."""
    head = HEAD.replace(b"content-length: %d" % len(BODY), b"transfer-encoding: chunked")
    with line(target.port) as opened:
        opened.sendall(head + b"%x\r\n%b\r\n0\r\nx: " % (len(BODY), BODY))
        opened.sendall(b"y" * 1_000_000)
        assert read(opened)[0] == 431
    assert target.lives()


def test_who_says_no_more_is_answered_all_the_same(target: Target) -> None:
    with line(target.port) as opened:
        opened.sendall(WHOLE)
        opened.shutdown(1)
        assert ANSWER in read(opened)[1]
        assert opened.recv(1) == b""


@pytest.mark.parametrize(("count", "answers"), [(10, 10), (60, 17)])
def test_requests_in_a_row_are_answered_in_order_but_not_without_end(target: Target, count: int, answers: int) -> None:
    with line(target.port) as opened:
        opened.settimeout(PATIENCE)
        opened.sendall(WHOLE * count)
        opened.shutdown(1)
        found = b""
        while more := opened.recv(100_000):
            found += more
    assert found.count(ANSWER.encode()) == found.count(b"HTTP/1.1 200 ") == answers
    assert target.lives()


def test_rubbish_behind_a_request_is_answered_after_it(target: Target) -> None:
    with line(target.port) as opened:
        opened.sendall(WHOLE + b"\0\0rubbish\r\n\r\n")
        status, text = read(opened)
        assert (status, ANSWER in text, "connection: close" in text) == (200, True, True)


def test_who_begins_no_protocol_on_a_socket_is_shut_out(target: Target) -> None:
    with line(target.port) as opened:
        assert opened_socket(opened) == 101
        assert flooded(opened, b"", 10.0) == 4408


def test_a_hundred_idle_connections_keep_nobody_out(target: Target) -> None:
    with ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(line(target.port)).sendall(b"POST /graphql HTTP/1.1\r\n")
        assert target.lives()
