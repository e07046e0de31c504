"""Subscriptions over WebSockets: each socket's state and its subscriptions, on bare ASGI."""

import asyncio
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from graphql import GraphQLError

from auth.principal import ANONYMOUS, Principal
from auth.refusal import TokenRefused
from exchange.app.account import Account
from exchange.app.caller import Callers
from exchange.app.cross_origin import foreign
from exchange.app.forbidding import forbidden, unavailable
from exchange.app.observer import Observer, subscribing
from exchange.app.protocol import (
    FAILED,
    FORBIDDEN,
    IN_USE,
    INVALID,
    LATER,
    NOT_THIS_PROTOCOL,
    PROTOCOL,
    TOO_MANY_INITS,
    TOO_SLOW_INIT,
    UNAUTHORIZED,
    Closing,
    Message,
    pong,
    read,
    said,
    subscribed,
)
from exchange.app.request import Headers, Receive, Scope, Send, headers
from exchange.app.request_log import RequestLog
from exchange.app.subscription import Asked, Caller, Feed, follow
from exchange.settings import Settings
from resolvers.refusal import Refused, refusal

CHECK_SECONDS = 15.0
"""How often it is looked whether the caller of a quiet socket still counts; before each event that is looked at too."""
BEGIN_SECONDS = 5.0
"""How long the next message waits for a subscription's beginning, where the database is away."""
SLOW_SECONDS = 30.0
"""How long a message may wait for its receiver."""
UNEXPECTED = "Something unexpected happened. Tell the operator this request id."

logger = structlog.get_logger("exchange.socket")


class Verified(Caller):
    """The caller of a socket, by its headers or by what it said when it began."""

    def __init__(self, callers: Callers, head: Headers, scope: Scope) -> None:
        self.callers, self.head, self.scope = callers, head, scope
        self.principal = ANONYMOUS

    async def begin(self) -> None:
        """Verify it for the first time, its proof too. Raises TokenRefused and Refused."""
        self.principal = self.callers.remembered(self.head) or await self.callers.verified(self.head)

    async def now(self, stale: Principal | None = None) -> Principal:
        """Return the caller as it is now. Raises TokenRefused and Refused."""
        if not self.principal.is_anonymous:
            again = self.callers.still(self.head) if stale is None else self.callers.again(self.head, stale)
            self.principal = await again
        return self.principal

    def account(self) -> Account:
        """Return what its subscriptions are paid from."""
        return self.callers.accounts.of(self.principal, self.head, self.scope)


class Sockets:
    """All sockets of one worker."""

    def __init__(
        self, feed: Feed, callers: Callers, log: RequestLog, settings: Settings, observer: Observer | None = None
    ) -> None:
        self.feed, self.callers, self.log, self.settings, self.observer = feed, callers, log, settings, observer
        self.open: set[Socket] = set()
        self.idle: OrderedDict[Socket, None] = OrderedDict()
        """Without a subscription; the longest idle one first."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one socket from its handshake to its end."""
        started = time.perf_counter()
        await receive()
        head = headers(scope)
        if foreign(scope, head, self.settings):
            await send({"type": "websocket.close", "code": FORBIDDEN})
            return
        offered = PROTOCOL in scope["subprotocols"]
        await send({"type": "websocket.accept", "subprotocol": PROTOCOL if offered else None})
        socket = Socket(self, Verified(self.callers, head, scope), receive, send, self.log.next_id())
        try:
            end = await socket.ended() if offered else Closing(NOT_THIS_PROTOCOL, f"Speak {PROTOCOL}.")
        except Exception:
            logger.exception("unexpected", request_id=socket.id)
            end = Closing(FAILED, f"{UNEXPECTED} {socket.id}")
        if end is not None:
            await send({"type": "websocket.close", "code": end.code, "reason": end.reason})
        client = socket.caller.principal.client_id
        self.log.note(socket.id, 101, str(end.code) if end else "", client, time.perf_counter() - started)

    def begin(self, socket: "Socket") -> None:
        """Count a socket. Raises Closing where there are enough."""
        if len(self.open) >= self.settings.sockets:
            raise Closing(LATER, "There are too many sockets at the moment. Try again later.")
        self.open.add(socket)
        self.rest(socket)

    def rest(self, socket: "Socket") -> None:
        """Note that a socket has no subscription; of too many such, the one that has none for longest ends."""
        self.idle[socket] = None
        if len(self.idle) > self.settings.idle_sockets:
            longest, _ = self.idle.popitem(last=False)
            longest.end(Closing(LATER, "Too many sockets are without a subscription. Try again later."))

    def forget(self, socket: "Socket") -> None:
        """Count a socket no more."""
        self.open.discard(socket)
        self.idle.pop(socket, None)


@dataclass(eq=False)
class Socket:
    """One socket: its state, and its subscriptions by their ids."""

    sockets: Sockets
    caller: Verified
    receive: Receive
    send: Send
    id: str

    def __post_init__(self) -> None:
        self.acknowledged = False
        self.deadline = asyncio.get_running_loop().time() + self.sockets.settings.socket_init_seconds
        self.running: dict[str, asyncio.Task[None]] = {}
        self.ending: asyncio.Future[Closing] = asyncio.get_running_loop().create_future()

    async def ended(self) -> Closing | None:
        """Serve until the socket is to end; return why, or None where its peer has ended it."""
        reading = asyncio.create_task(self._read())
        try:
            self.sockets.begin(self)
            while not await self._quiet(reading):
                await self._check()
            if not reading.done():
                return self.ending.result()
            reading.result()
            return None
        except Closing as closing:
            return closing
        finally:
            self.sockets.forget(self)
            tasks = [reading, *self.running.values()]
            for task in tasks:
                task.cancel()
            for done in (await asyncio.wait(tasks))[0]:
                _ = done.cancelled() or done.exception()

    def end(self, closing: Closing) -> None:
        """Let the socket end; the first reason counts."""
        if not self.ending.done():
            self.ending.set_result(closing)

    async def _quiet(self, reading: "asyncio.Task[None]") -> bool:
        """Wait for the socket's end; return whether it has come, or else only time has passed."""
        ends: set[asyncio.Future[Any]] = {reading, self.ending}
        done, _ = await asyncio.wait(ends, timeout=CHECK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        return bool(done)

    async def _check(self) -> None:
        """Look whether the caller still counts. Raises Closing where it doesn't."""
        try:
            await self.caller.now()
        except (TokenRefused, Refused) as refused:
            if not unavailable(refused):
                raise forbidden(refused) from None

    async def _read(self) -> None:
        """Take message after message. Raises Closing; returns where the peer has closed."""
        while True:
            try:
                async with asyncio.timeout_at(None if self.acknowledged else self.deadline):
                    event = await self.receive()
                    if event["type"] == "websocket.disconnect":
                        return
                    await self._take(read(event, self.sockets.settings.body_bytes))
                    await asyncio.sleep(0)  # others' turn: a peer's messages may have come all at once
            except TimeoutError:
                raise Closing(TOO_SLOW_INIT, "Connection initialisation timeout") from None
            except OSError:
                return  # it has closed while it was answered

    async def _take(self, message: Message) -> None:
        match message.type:
            case "connection_init":
                await self._begin(message.payload)
            case "ping":
                await self._send(pong(message.payload))
            case "pong":
                pass
            case "subscribe":
                await self._subscribe(message)
            case "complete":
                self._stop(message.id)
            case _:
                raise Closing(INVALID, "Invalid message: its type is unknown")

    async def _begin(self, payload: dict[str, Any]) -> None:
        if self.acknowledged:
            raise Closing(TOO_MANY_INITS, "Too many initialisation requests")
        self.caller.head = said(self.caller.head, payload)
        try:
            await self.caller.begin()
        except (TokenRefused, Refused) as refused:
            if unavailable(refused):
                raise Closing(LATER, "The database can't be reached. Try again later.") from None
            raise forbidden(refused) from None
        self.acknowledged = True
        head = self.caller.head
        nonce = self.sockets.callers.renewal(head) if head.dpop is not None else None
        await self.tell({"type": "connection_ack", **({"payload": {"dpopNonce": nonce}} if nonce else {})})

    async def _subscribe(self, message: Message) -> None:
        """Begin a subscription before the next message is taken: whoever gets a pong after it misses nothing."""
        if not self.acknowledged:
            raise Closing(UNAUTHORIZED, "Unauthorized")
        if message.id in self.running:
            raise Closing(IN_USE, f"Subscriber for {message.id} already exists")
        asked = subscribed(message.payload)
        begun = asyncio.Event()
        task = asyncio.create_task(self._serve(message.id, asked, begun))
        self.running[message.id] = task
        self.sockets.idle.pop(self, None)
        task.add_done_callback(lambda _done: self._finished(message.id, task))
        task.add_done_callback(lambda _done: begun.set())
        with suppress(TimeoutError):
            await asyncio.wait_for(begun.wait(), BEGIN_SECONDS)

    def _finished(self, id_: str, task: "asyncio.Task[None]") -> None:
        if self.running.get(id_) is task:
            del self.running[id_]
        if not self.running and self in self.sockets.open:
            self.sockets.rest(self)

    def _stop(self, id_: str) -> None:
        task = self.running.pop(id_, None)
        if task is not None:
            task.cancel()

    async def _serve(self, id_: str, asked: Asked, begun: asyncio.Event) -> None:
        """Follow one subscription to its end."""
        name = orjson.dumps(id_)

        async def push(data: bytes) -> None:
            await self._send(b'{"id":%b,"type":"next","payload":{"data":%b}}' % (name, data))

        try:
            if len(self.running) > self.sockets.settings.subscriptions:
                most = self.sockets.settings.subscriptions
                raise refusal("TOO_MANY_SUBSCRIPTIONS", f"A socket takes {most} subscriptions. End others first.")
            with subscribing(self.sockets.observer, lambda: self.caller.principal):
                await follow(self.sockets.feed, asked, self.caller, push, begun)
        except TokenRefused as refused:
            self.end(forbidden(refused))
        except Refused as refused:
            if refused.status == 401 and not self.caller.principal.is_anonymous:
                self.end(forbidden(refused))
            else:
                await self._refuse(id_, refused.errors)
        except Closing as closing:
            self.end(closing)
        except OSError:
            return  # its peer is gone: the reading finds out too
        except Exception:
            logger.exception("unexpected", request_id=self.id)
            await self._refuse(id_, [GraphQLError(UNEXPECTED, extensions={"code": "INTERNAL", "requestId": self.id})])

    async def _refuse(self, id_: str, errors: list[GraphQLError]) -> None:
        with suppress(OSError):  # its peer may be gone meanwhile
            await self.tell({"id": id_, "type": "error", "payload": [error.formatted for error in errors]})

    async def tell(self, message: dict[str, Any]) -> None:
        """Send a message. Raises Closing where it isn't taken."""
        await self._send(orjson.dumps(message))

    async def _send(self, message: bytes) -> None:
        try:
            async with asyncio.timeout(SLOW_SECONDS):
                await self.send({"type": "websocket.send", "text": message.decode()})
        except TimeoutError:
            raise Closing(LATER, "Messages aren't taken fast enough.") from None
