"""uvicorn's WebSocket connection with another farewell: a server that stops is going away, and a stuck peer is left."""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

GOING_AWAY = 1001
LINGER_SECONDS = 5.0
"""How long what is unsent may still be taken once a connection that doesn't take it is to end."""


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

    async def send(self, message: Any) -> None:
        """Send a message; a farewell doesn't wait for a peer that takes nothing."""
        if message["type"] == "websocket.close" and not self.writable.is_set():
            self.writable.set()
            self._leave()
        await super().send(message)

    def _leave(self) -> None:
        self.loop.call_later(LINGER_SECONDS, self.transport.abort)
