"""The front door of /graphql: body → caller → plan → statement → response, on bare ASGI because each layer costs."""

import time

import orjson
import structlog
from graphql import GraphQLError
from sqlalchemy.exc import OperationalError

from auth.oauth.tokens import Verifier
from auth.principal import Principal
from auth.refusal import TokenRefused
from exchange.app.request import JSON, RESPONSE_JSON, Headers, Receive, Scope, Send, asked, headers
from exchange.app.request_log import RequestLog
from exchange.db.reader import Reader, ReadUnavailable
from exchange.errors import ExchangeError
from resolvers.answer import finished
from resolvers.planner import Planner
from resolvers.refusal import Refused, refusal, worded

logger = structlog.get_logger("exchange.graphql")

REQUEST_ID = b"x-request-id"
UNAVAILABLE = "The database can't be reached at the moment. Ask again shortly."
UNEXPECTED = "Something unexpected happened. Tell the operator this request id."


class GraphQL:
    """Answers GraphQL operations over HTTP."""

    def __init__(self, planner: Planner, reader: Reader, verifier: Verifier, log: RequestLog, body_bytes: int) -> None:
        self.planner, self.reader, self.verifier = planner, reader, verifier
        self.log = log
        self.body_bytes = body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        started = time.perf_counter()
        id_ = self.log.next_id()
        head = headers(scope)
        more: list[tuple[bytes, bytes]] = []
        principal, status, code = None, 200, ""
        try:
            principal = self.verifier.principal(head.authorization) or await self._verified(head)
            body = await self.answer(scope, receive, head, principal)
        except Refused as refused:
            status, code = _status(refused, head), _code(refused)
            body = _errors(refused.errors)
        except TokenRefused as refused:
            status, code = refused.status, refused.code
            more = [(b"www-authenticate", refused.challenge.encode())]
            body = _errors([GraphQLError(refused.message, extensions={"code": refused.code})])
        except Exception:
            logger.exception("unexpected", request_id=id_)
            status, code = 500, "INTERNAL"
            body = _errors([GraphQLError(UNEXPECTED, extensions={"code": code, "requestId": id_})])
        await _respond(send, head, status, body, [(REQUEST_ID, id_.encode()), *more])
        self.log.note(id_, status, code, principal.client_id if principal else None, time.perf_counter() - started)

    async def answer(self, scope: Scope, receive: Receive, head: Headers, principal: Principal) -> bytes:
        """Return the response's body. Raises Refused."""
        query, name, variables = await asked(scope, receive, head.content_type, self.body_bytes)
        planned = self.planner.plan(query, name, variables, principal)
        try:
            data = await self.reader.fetch(planned.plan.sql, planned.plan.values(planned.binds))
        except ReadUnavailable as error:
            raise refusal(error.code, error.message, status=503, transport=True) from None
        except ExchangeError as error:
            raise worded(error) from None
        if data is None:
            raise RuntimeError("A non-null value is missing in the database.")
        data, errors = finished(planned, data)
        if errors:
            return b'{"data":%b,"errors":%b}' % (data, orjson.dumps([error.formatted for error in errors]))
        return b'{"data":%b}' % data

    async def _verified(self, head: Headers) -> Principal:
        assert head.authorization is not None  # noqa: S101 - without one the caller is anonymous
        try:
            return await self.verifier.verify(head.authorization)
        except OperationalError:
            raise refusal("UNAVAILABLE", UNAVAILABLE, status=503, transport=True) from None


def _errors(errors: list[GraphQLError]) -> bytes:
    return orjson.dumps({"errors": [error.formatted for error in errors]})


def _status(refused: Refused, head: Headers) -> int:
    return refused.status if refused.transport or RESPONSE_JSON in head.accept else 200


def _code(refused: Refused) -> str:
    return str((refused.errors[0].extensions or {}).get("code", "")) if refused.errors else ""


async def _respond(send: Send, head: Headers, status: int, body: bytes, more: list[tuple[bytes, bytes]]) -> None:
    """Send the response in the media type that the caller accepts."""
    modern = RESPONSE_JSON in head.accept
    fields: list[tuple[bytes, bytes]] = [
        (b"content-type", RESPONSE_JSON + b"; charset=utf-8" if modern else JSON + b"; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        *more,
    ]
    await send({"type": "http.response.start", "status": status, "headers": fields})
    await send({"type": "http.response.body", "body": body})
