"""uvicorn's HTTP connection, bounded: what is too long, too slow or ambiguous is refused before anything reads it."""

import logging
from asyncio.events import TimerHandle
from http import HTTPStatus
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from exchange.app.answer import Fields
from exchange.app.cork import Corked
from exchange.settings import Settings

HEAD_BYTES = 32_768
"""What a request's address and headers take: a token with its proof has 3,000 bytes, a document in an address more."""
HEADERS = 100
PIPELINED = 16
"""Requests that wait for the answer to an earlier one of their connection; what comes behind them isn't read."""
SLOWEST = 4_096
"""Bytes a second that a request must keep up with once its first seconds are over."""
STUCK_SECONDS = 30.0
"""How long an answer may wait for its receiver."""
UNREAD_SECONDS = 2.0
"""How long the rest of a request comes in vain before its connection ends: a reset might overtake the answer."""

LOG = logging.getLogger("uvicorn.error.connection")
"""Of its own, to be quiet: uvicorn warns of every request that can't be read, with which anybody could fill a disk."""


class Stop(Exception):
    """What follows isn't read."""


class BoundedConnection(HttpToolsProtocol):
    """One connection. A request that comes in one piece, as nearly all do, costs it no timer."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.logger = LOG
        settings = getattr(self.app, "settings", None) or Settings()
        self.request_seconds: float = settings.request_seconds
        self.late: TimerHandle | None = None
        self.stuck: TimerHandle | None = None
        self.began, self.taken = 0.0, 0
        self.held = 0
        """Bytes that have come since the parser said something of what came: it holds a field until it is whole."""
        self.headed = self.whole = self.ended = False
        self.status = 400
        self.accepted: tuple[bytes, Fields] | None = None
        """The address and the fields of the last head that may be taken, whatever version of HTTP it is of."""

    def connection_made(self, transport: Any) -> None:
        """Wait for the first request, but not for ever."""
        super().connection_made(transport)
        self.corked = Corked(transport, self.loop)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self.ended = True
        self._rest()
        if self.stuck is not None:
            self.stuck.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read what has come, and wait for what is missing."""
        if self.ended:
            return
        self.held += len(data)
        super().data_received(data)
        if self.held > HEAD_BYTES and not self.ended:
            self._refuse(431)
        elif self.whole and self.cycle is not None and not self.cycle.response_complete:
            if self.late is not None and not self.ended:
                self._rest()
        elif not self.ended:
            self._wait(len(data))

    def _wait(self, more: int) -> None:
        if self.late is None:
            self._watch()
        self.taken += more
        if self.taken > HEAD_BYTES and not self._in_body() and not self.whole:
            self._refuse(431)

    def on_message_begin(self) -> None:
        """Note that a request is under way."""
        self.whole = self.headed = False
        self.held = 0
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Note that a request is whole; one that is answered already leaves its connection to the next."""
        self.whole, self.held = True, 0
        super().on_message_complete()
        if self.cycle is not None and self.cycle.response_complete:
            self._rest()
            self._watch()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Note a field of a head. What stands behind a body belongs to no head: the one that was looked at stays."""
        self.held = 0
        if not self.headed:
            super().on_header(name, value)

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        self.held = 0
        super().on_body(body)

    def on_headers_complete(self) -> None:
        """Take a request whose head isn't too long and has one Host. Raises Stop otherwise."""
        self.headed = True
        if len(self.pipeline) >= PIPELINED:
            raise Stop
        if (self.url, self.headers) != self.accepted:
            self._look()
        self._begin()

    def _begin(self) -> None:
        """Begin to answer; behind the answers to earlier requests."""
        super().on_headers_complete()
        if self.cycle is not None:
            self.cycle.transport = self.corked  # type: ignore[assignment]  # all that a response needs

    def _look(self) -> None:
        """Look at a head that isn't word for word the one before. Raises Stop."""
        hosts, size = 0, len(self.url)
        for name, value in self.headers:
            size += len(name) + len(value)
            if name == b"host":
                hosts += 1
        if size > HEAD_BYTES or len(self.headers) > HEADERS:
            self.status = 414 if len(self.url) > HEAD_BYTES // 2 else 431
            raise Stop
        if hosts != 1 and (hosts or self.parser.get_http_version() != "1.0"):
            raise Stop
        self.accepted = (self.url, self.headers) if hosts == 1 else None

    def send_400_response(self, msg: str) -> None:
        """Refuse what can't be read."""
        self._refuse(self.status)

    def eof_received(self) -> bool | None:  # type: ignore[override]
        """Answer a whole request though its sender has nothing more to say; nothing else is waited for."""
        cycle = self.cycle
        if cycle is None or cycle.response_complete or self._in_body():
            return None
        cycle.keep_alive = False
        return True

    def on_response_complete(self) -> None:
        """Go on to the next request; for the rest of one whose body nobody wants only a moment."""
        super().on_response_complete()
        if not self.whole and not self.ended and self.cycle.response_complete:
            self._rest()
            self.late = self.loop.call_later(UNREAD_SECONDS, self._leave)

    def pause_writing(self) -> None:
        """Wait for a peer that takes nothing, but not for ever."""
        super().pause_writing()
        self.stuck = self.loop.call_later(STUCK_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on writing."""
        if self.stuck is not None:
            self.stuck.cancel()
        super().resume_writing()

    def handle_websocket_upgrade(self) -> None:
        """Hand the connection over."""
        self._rest()
        self.ended = True
        super().handle_websocket_upgrade()

    def _in_body(self) -> bool:
        return self.cycle is not None and self.cycle.scope is self.scope and not self.whole

    def _watch(self) -> None:
        self.began, self.taken = self.loop.time(), 0
        self.late = self.loop.call_later(self.request_seconds, self._overdue)

    def _rest(self) -> None:
        if self.late is not None:
            self.late.cancel()
            self.late = None

    def _overdue(self) -> None:
        """End a connection that brings nothing, and a request that isn't whole after its time."""
        end = self.began + self.request_seconds + self.taken / SLOWEST
        if self.whole or not self.taken:
            self._leave()
        elif self._in_body() and self.loop.time() < end:
            self.late = self.loop.call_at(end, self._overdue)
        else:
            self._refuse(408)

    def _refuse(self, status: int) -> None:
        """Answer with the status and end; where earlier requests wait for their answers, these come first."""
        self.ended = True
        self._rest()
        cycle = self.cycle
        if not self._in_body() and cycle is not None and not cycle.response_complete:
            cycle.keep_alive = False
            self.flow.resume_reading()  # in vain: what is unread when it closes would reset the connection
            return
        if self._in_body() and not cycle.response_complete:
            cycle.disconnected = True
            cycle.message_event.set()
        if not self._in_body() or not (cycle.response_started or self.pipeline):
            self.transport.write(_answer(status))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.flow.resume_reading()
        self.late = self.loop.call_later(UNREAD_SECONDS, self._leave)

    def _leave(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()


def _answer(status: int) -> bytes:
    phrase = HTTPStatus(status).phrase
    head = f"HTTP/1.1 {status} {phrase}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n"
    return f"{head}content-length: {len(phrase)}\r\n\r\n{phrase}".encode()
