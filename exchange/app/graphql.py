"""The front door of /graphql: body → caller → plan → statement → answer. On bare ASGI, or below it (see direct.py)."""

import time
from functools import partial
from typing import Any

import orjson
import structlog
from graphql import GraphQLError

from auth.principal import Principal
from auth.refusal import TokenRefused
from exchange.app import answer
from exchange.app.account import Account
from exchange.app.answer import Answer, Fields
from exchange.app.caller import Callers
from exchange.app.cross_origin import CrossOrigin
from exchange.app.media_type import JSON, RESPONSE_JSON, chosen
from exchange.app.observer import Observer
from exchange.app.operation import Operations
from exchange.app.request import METHODS, Asked, Headers, Read, Receive, Scope, Send, asked, headers, whole
from exchange.app.request_log import RequestLog
from exchange.app.unavailable import RETRY
from exchange.settings import Settings
from resolvers.command import StandingChanged
from resolvers.refusal import Refused, refusal

logger = structlog.get_logger("exchange.graphql")

NONCE = b"dpop-nonce"
TRIES = 5
"""How often an operation is begun anew because who may do what has changed under way."""
LONGEST_MESSAGE = 1_000
UNEXPECTED = "Something unexpected happened. Tell the operator this request id."


class GraphQL:
    """Answers GraphQL operations over HTTP."""

    def __init__(
        self,
        operations: Operations,
        callers: Callers,
        log: RequestLog,
        settings: Settings,
        observer: Observer | None = None,
    ) -> None:
        self.operations, self.callers = operations, callers
        self.observer = observer
        self.log = log
        self.body_bytes, self.client_body_bytes = settings.body_bytes, settings.client_body_bytes
        self.cross_origin = CrossOrigin(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        head = headers(scope)
        if head.method == "OPTIONS":
            await _tell_methods(send, self.cross_origin.preflight(scope))
        else:
            await answer.send(await self.answer(scope, head, partial(whole, receive)), send)

    async def answer(self, scope: Scope, head: Headers, read: Read) -> Answer:
        """Return the answer to one request, whose body `read` returns."""
        started = time.perf_counter()
        seen = self.observer.begin(scope) if self.observer is not None else None
        id_ = self.log.next_id()
        media = chosen(head.accept)
        more: Fields = []
        principal, account, status, code = None, None, 200, ""
        try:
            if media is None:
                raise _not_acceptable()
            principal = self.callers.remembered(head) or await self.callers.verified(head)
            if head.dpop is not None and (nonce := self.callers.renewal(head)):
                more = [(NONCE, nonce.encode())]
            account = self.callers.accounts.of(principal, head, scope)
            limit = self.body_bytes if principal.is_anonymous else self.client_body_bytes
            request = await asked(scope, read, head, limit)
            try:
                body = await self.operations.answer(request, principal, id_, account)
            except StandingChanged:
                principal, body = await self.anew(request, head, principal, id_, account)
        except Refused as refused:
            status, code = _status(refused, media), refused.code
            more += [(name.encode(), value.encode()) for name, value in refused.headers.items()]
            body = _errors(refused.errors, await self._extension(account, refused.errors))
            more += [RETRY] if status == 503 else []
        except TokenRefused as refused:
            status, code = refused.status, refused.code
            more = [(b"www-authenticate", refused.challenge.encode())]
            more += [(NONCE, refused.nonce.encode())] if refused.nonce else []
            body = _errors([GraphQLError(refused.message, extensions={"code": refused.code})])
        except Exception:
            logger.exception("unexpected", request_id=id_)
            status, code = 500, "INTERNAL"
            body = _errors([GraphQLError(UNEXPECTED, extensions={"code": code, "requestId": id_})])
        if self.cross_origin.allowed:
            more += self.cross_origin.answer(scope)
        self.log.note(id_, status, code, principal.client_id if principal else None, time.perf_counter() - started)
        if seen is not None and self.observer is not None:
            seen.request_id = id_
            self.observer.end(seen, status, code, principal)
        return Answer(status, media or JSON, id_, body, more)

    async def _extension(self, account: Account | None, errors: list[GraphQLError]) -> bytes | None:
        """Return the `extensions` of a refusal: what is left of a caller's points, once it is known whose."""
        if account is None:
            return None
        cost = (errors[0].extensions or {}).get("cost", 0) if errors else 0
        return (await self.operations.purses.tell(account, cost)).extension

    async def anew(
        self, request: Asked, head: Headers, stale: Principal, id_: str, account: Account
    ) -> tuple[Principal, bytes]:
        """Verify the caller anew and answer: something of who may do what has changed since it was verified."""
        for _ in range(TRIES):
            stale = await self.callers.again(head, stale)
            try:
                return stale, await self.operations.answer(request, stale, id_, account)
            except StandingChanged:
                continue
        raise refusal(
            "UNAVAILABLE", "Too much is changing at the moment. Ask again shortly.", status=503, transport=True
        )


def _errors(errors: list[GraphQLError], extension: bytes | None = None) -> bytes:
    told = orjson.dumps([_short(error) for error in errors])
    return b'{"errors":%b}' % told if extension is None else b'{"errors":%b,"extensions":%b}' % (told, extension)


def _short(error: GraphQLError) -> Any:
    """Write an error; a message that names a value names no more of it than a reader needs."""
    told = error.formatted
    if len(told["message"]) > LONGEST_MESSAGE:
        told["message"] = f"{told['message'][:LONGEST_MESSAGE]}…"
    return told


def _not_acceptable() -> Refused:
    message = f"An answer comes as {RESPONSE_JSON.decode()} or {JSON.decode()}; Accept takes neither."
    return refusal("NOT_ACCEPTABLE", message, status=406, transport=True)


def _status(refused: Refused, media: bytes | None) -> int:
    return refused.status if refused.transport or media == RESPONSE_JSON else 200


async def _tell_methods(send: Send, more: Fields) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": [(b"allow", METHODS.encode()), *more]})
    await send({"type": "http.response.body"})
