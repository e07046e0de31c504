"""A head that comes again to the byte isn't parsed again; any other one is."""

import asyncio
from types import SimpleNamespace
from typing import Any

from uvicorn.config import Config
from uvicorn.server import ServerState

from exchange.app.answer import Answer
from exchange.app.direct import DirectConnection
from exchange.app.media_type import JSON
from exchange.app.request import Headers, Read, Scope
from exchange.settings import Settings


class Echo:
    """Answers with what it was asked."""

    async def answer(self, _scope: Scope, head: Headers, read: Read) -> Answer:
        return Answer(200, JSON, "1", await read(100) + head.accept, [])


class Transport(SimpleNamespace):
    """Notes what is written."""

    def __init__(self) -> None:
        super().__init__(written=[], close=lambda: None, resume_reading=lambda: None)

    def write(self, data: bytes) -> None:
        self.written.append(data.partition(b"\r\n\r\n")[2])

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return ("127.0.0.1", 1) if name in ("peername", "sockname") else default

    def is_closing(self) -> bool:
        return False


class Counting:
    """A parser that counts how often it is asked."""

    def __init__(self, parser: Any) -> None:
        self.parser, self.fed = parser, 0

    def feed_data(self, data: bytes) -> None:
        self.fed += 1
        self.parser.feed_data(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.parser, name)


def _request(body: bytes, accept: bytes) -> bytes:
    head = b"POST /graphql HTTP/1.1\r\nhost: a\r\naccept: %b\r\ncontent-length: %d\r\n\r\n" % (accept, len(body))
    return head + body


def _answered(*requests: bytes) -> tuple[list[bytes], int]:
    """Return the answers to requests on one connection, and how often its parser was asked."""

    async def running() -> tuple[list[bytes], int]:
        app = SimpleNamespace(settings=Settings(), graphql=Echo())
        config = Config(app, log_config=None, proxy_headers=False, interface="asgi3")  # type: ignore[arg-type]
        config.load()
        connection, transport = DirectConnection(config, ServerState(), {}), Transport()
        connection.connection_made(transport)
        counting = Counting(connection.parser)
        connection.parser = counting  # type: ignore[assignment]
        for one in requests:
            connection.data_received(one)
            await asyncio.sleep(0.001)
        connection.connection_lost(None)
        return transport.written, counting.fed

    return asyncio.run(running())


def test_a_head_that_comes_again_is_not_parsed_again() -> None:
    answers, fed = _answered(*(_request(b"%d" % number, b"*/*") for number in range(10, 16)))
    assert answers == [b"%d*/*" % number for number in range(10, 16)]
    assert fed == 2


def test_another_head_is_parsed() -> None:
    accepts = (b"*/*", b"*/*", b"*/*", b"a/b", b"a/b", b"a/b", b"*/*")
    answers, fed = _answered(*(_request(b"x", accept) for accept in accepts))
    assert answers == [b"x" + accept for accept in accepts]
    assert fed == 4
