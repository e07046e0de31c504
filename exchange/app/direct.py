"""A POST to /graphql, answered by its connection itself: without the scope, the messages and the checks of ASGI.

They were a quarter of what a small answer took of a worker, and parsing the head that a program sends again and again
another. All other requests, and all other answers than a plain 200, go the usual way.
"""

from asyncio import Event
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from exchange.app.answer import is_plain, send, written
from exchange.app.connection import BoundedConnection
from exchange.app.request import Headers, Receive, Scope, Send, headers, whole

if TYPE_CHECKING:
    from exchange.app.graphql import GraphQL

ADDRESS = {"method": "POST", "path": "/graphql", "raw_path": b"/graphql", "query_string": b""}


class DirectConnection(BoundedConnection):
    """One connection; of its requests it answers those to /graphql itself."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.head: Headers | None = None
        """What the head that was looked at last says, once it was read."""
        self.asked: GraphQL
        """What answered last."""
        self.known, self.length = b"", 0
        """The bytes of the last request's head, where it came alone and whole, and the request's length."""

    def data_received(self, data: bytes) -> None:
        """Read what has come. A request whose head is to the byte the last one's is as long, and means the same."""
        idle = self._is_idle()
        if idle and len(data) == self.length and data.startswith(self.known):
            self._take(data[len(self.known) :])
            return
        super().data_received(data)
        self.known, self.length = self._whole(data) if idle else (b"", 0)

    def _is_idle(self) -> bool:
        """Tell whether the parser is between two requests, and the one before is answered."""
        return self.whole and not self.ended and self.cycle is not None and self.cycle.response_complete

    def _whole(self, data: bytes) -> tuple[bytes, int]:
        """Return the head of a request that is all of the data, and the request's length; of another one nothing."""
        if not self.whole or self.ended or type(self.cycle) is not Direct or not self.cycle.keep_alive:
            return b"", 0
        head, end, body = data.partition(b"\r\n\r\n")
        lengths = [value for name, value in self.headers if name in (b"content-length", b"transfer-encoding")]
        return (head + end, len(data)) if lengths == [b"%d" % len(body)] else (b"", 0)

    def _take(self, body: bytes) -> None:
        """Begin to answer a request with the last one's head."""
        self._unset_keepalive_if_required()
        self._rest()
        self.scope = self.scope | {"state": self.app_state.copy()}
        self.cycle = Direct(self, self.asked, self._head(), keep_alive=True)
        self.cycle.body += body
        self.cycle.more_body = False
        self.cycle.message_event.set()
        self._start_asgi_task(self.cycle, self.app)

    def _begin(self) -> None:
        graphql = self._graphql()
        if graphql is None:
            super()._begin()
            return
        self.asked = graphql
        self.scope.update(ADDRESS)  # type: ignore[typeddict-item]
        before, self.cycle = self.cycle, Direct(self, graphql, self._head(), keep_alive=self.parser.should_keep_alive())
        if before is None or before.response_complete:
            self._start_asgi_task(self.cycle, self.app)
        else:
            self.flow.pause_reading()
            self.pipeline.appendleft((self.cycle, self.app))

    def _graphql(self) -> "GraphQL | None":
        """Return what answers the request without ASGI, where something does."""
        parser = self.parser
        if self.url != b"/graphql" or parser.get_method() != b"POST" or parser.get_http_version() != "1.1":
            return None
        return None if parser.should_upgrade() or self.expect_100_continue else getattr(self.app, "graphql", None)

    def _look(self) -> None:
        self.head = None
        super()._look()

    def _head(self) -> Headers:
        if self.head is None:
            self.head = headers(self.scope)  # type: ignore[arg-type]
        return self.head


class Direct(RequestResponseCycle):
    """One such request and its response. To uvicorn's connection it is a cycle like any other."""

    def __init__(self, connection: DirectConnection, graphql: "GraphQL", head: Headers, *, keep_alive: bool) -> None:
        super().__init__(
            scope=connection.scope,
            transport=connection.corked,  # type: ignore[arg-type]  # all that a response needs
            flow=connection.flow,
            logger=connection.logger,
            access_logger=connection.access_logger,
            access_log=connection.access_log,
            default_headers=connection.server_state.default_headers,
            message_event=Event(),
            expect_100_continue=False,
            keep_alive=keep_alive,
            on_response=connection.on_response_complete,
        )
        self.graphql, self.head, self.corked = graphql, head, connection.corked

    async def run_asgi(self, app: Any) -> None:
        """Answer; whatever goes wrong, uvicorn notices as it does of an application."""
        await super().run_asgi(self._respond)  # type: ignore[arg-type]

    async def _respond(self, scope: Scope, _receive: Receive, to: Send) -> None:
        answer = await self.graphql.answer(scope, self.head, self._read)
        if not is_plain(answer) or not self.keep_alive or self.flow.write_paused:
            await send(answer, to)
        elif not self.disconnected:
            self.response_started = self.response_complete = True
            self.corked.send(written(answer, self.default_headers))
            self.on_response()

    async def _read(self, limit: int) -> bytes:
        """Return the body, which nearly always is there already."""
        if self.more_body or self.disconnected or len(self.body) > limit:
            return await whole(self.receive, limit)  # type: ignore[arg-type]
        return bytes(self.body)
