"""uvicorn's WebSocket connection, bounded, with another farewell.

A server that stops is going away, a stuck peer is left, and a peer that floods is shut out.
"""

from typing import Any

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

GOING_AWAY = 1001
LINGER_SECONDS = 5.0
"""How long what is unsent may still be taken once a connection that doesn't take it is to end."""

QUEUED = 1_000
"""Messages of a peer that wait to be read."""
NOT_TEXT, POLICY = 1007, 1008


class Connection(WebSocketsSansIOProtocol):
    """One connection."""

    def shutdown(self) -> None:
        """Say that the server goes away, with the code for that, and close."""
        if not self.handshake_complete or self.close_sent:
            super().shutdown()
            return
        self.stop_keepalive()
        self.queue.put_nowait({"type": "websocket.disconnect", "code": GOING_AWAY})
        self.conn.send_close(GOING_AWAY)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self._leave()
        self.transport.close()

    def keepalive_timeout(self) -> None:
        """Close a connection whose peer answers no ping; it may take nothing either."""
        super().keepalive_timeout()
        self._leave()

    def handle_ping(self) -> None:
        """Answer a ping, unless its peer takes no answers: they would pile up."""
        pong = b"".join(self.conn.data_to_send())
        if self.writable.is_set():
            self.transport.write(pong)

    def send_receive_event_to_app(self) -> None:
        """Hand a message over; text that is none and too many small messages at once end the connection."""
        if self.close_sent:
            return
        if self.queue.qsize() >= QUEUED:
            self._fail(POLICY, "Too many messages at once.")
        elif self.curr_msg_data_type == "text" and not _is_text(b"".join(self.frames)):
            self._fail(NOT_TEXT, "The text isn't UTF-8.")
        else:
            super().send_receive_event_to_app()

    def _fail(self, code: int, reason: str) -> None:
        self.conn.fail(code, reason)
        self.handle_parser_exception()

    async def send(self, message: Any) -> None:
        """Send a message; a farewell doesn't wait for a peer that takes nothing."""
        if self.close_sent and message["type"] == "websocket.close":
            return
        if self.close_sent:
            raise ClientDisconnected  # the connection has broken off by itself, while its application was at work
        if message["type"] == "websocket.close" and not self.writable.is_set():
            self.writable.set()
            self._leave()
        await super().send(message)

    def _leave(self) -> None:
        self.loop.call_later(LINGER_SECONDS, self.transport.abort)


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
