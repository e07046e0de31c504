"""/submissions: a supplier opens one, validates, commits or withdraws it, and reads its receipt and its rejects."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from auth.principal import Principal
from auth.refusal import TokenRefused
from exchange.app import submission_content
from exchange.app.admission import ScopeMissing, refused, unanswered
from exchange.app.submission_answer import SECURITY, answered, wanted
from exchange.db.reader import ReadUnavailable
from exchange.errors import ExchangeError
from exchange.record import submitting, withdrawal
from exchange.submission import content, state
from exchange.submission.account import account
from exchange.submission.model import SubmissionState as State
from exchange.submission.opening import opened
from exchange.submission.refusal import BodyTooLarge, LinesRejected, RejectsGone, Stopping
from resolvers.refusal import Refused

if TYPE_CHECKING:
    from exchange.app.http import Exchange

READ, WRITE = "submissions:read", "submissions:write"
SHORT, LONG = 4, 2
"""Threads for what is answered at once, and for what takes a while: the one mustn't wait for the other."""
Answer = Callable[[Request, Principal], Awaitable[Response]]


def routes(exchange: "Exchange") -> list[Route]:
    """Return the routes."""
    found = Submissions(exchange)

    def at(path: str, method: str, scope: str, answer: Answer) -> Route:
        return Route(path, found.endpoint(scope, answer), methods=[method])

    one = "/submissions/{handle}"
    uploads = submission_content.Uploads(found)
    return [
        at("/submissions", "POST", WRITE, found.open),
        at(one, "GET", READ, found.show),
        at(one, "DELETE", WRITE, found.withdraw),
        at(f"{one}/content", "PATCH", WRITE, uploads.receive),
        # Starlette answers HEAD with what GET is answered with; there is no GET of a content.
        Route(f"{one}/content", found.endpoint(READ, uploads.offset), methods=["HEAD"]),
        at(f"{one}/validate", "POST", WRITE, found.validate),
        at(f"{one}/commit", "POST", WRITE, found.commit),
        at(f"{one}/rejects", "GET", READ, found.rejects),
    ]


class Submissions:
    """What one worker answers suppliers with."""

    def __init__(self, exchange: "Exchange") -> None:
        self.exchange, self.engine, self.settings = exchange, exchange.engine, exchange.settings
        self.short = ThreadPoolExecutor(SHORT, thread_name_prefix="submission")
        self.long = ThreadPoolExecutor(LONG, thread_name_prefix="submission-long")

    def endpoint(self, scope: str, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint that admits the caller first, and says why it refuses something."""

        async def endpoint(request: Request) -> Response:
            try:
                return await answer(request, await self.exchange.admission.admitted(request, scope))
            except (TokenRefused, ScopeMissing) as error:
                return refused(error)
            except Refused as error:
                return unanswered(error)
            except OperationalError:
                return answered(ReadUnavailable())
            except ExchangeError as error:
                return answered(error)
            except ClientDisconnect:
                # Nobody reads the answer.
                return Response(status_code=400)

        return endpoint

    async def run(self, function: Callable[..., Any], *given: Any) -> Any:
        """Do something with the database, beside the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self.short, function, *given)

    async def _run_long(self, function: Callable[..., Any], *given: Any) -> Any:
        try:
            return await asyncio.get_running_loop().run_in_executor(self.long, function, *given)
        except asyncio.CancelledError:
            # The grace of a server that stops is over.
            raise Stopping from None

    async def open(self, request: Request, principal: Principal) -> Response:
        """Open a submission; the same asked for again is the same submission."""
        asked = wanted(await _body(request, self.settings.body_bytes))
        if principal.institution_code is None:
            raise ScopeMissing("Submissions are an institution's: the caller belongs to none.")
        status, told = await self.run(self._opened, principal, asked)
        more = {"Location": f"/submissions/{told['id']}", "Upload-Offset": str(told["uploadOffset"])}
        return _json(told, status, more)

    async def show(self, request: Request, principal: Principal) -> Response:
        """Return the receipt, or how far the submission is."""
        return _json(await self.run(self._account, _handle(request), principal, False))

    async def validate(self, request: Request, principal: Principal) -> Response:
        """Say of each line what would become of it."""
        return await self._work("validate", _handle(request), principal)

    async def commit(self, request: Request, principal: Principal) -> Response:
        """Apply the submission."""
        return await self._work("commit", _handle(request), principal)

    async def withdraw(self, request: Request, principal: Principal) -> Response:
        """Take the submission back."""
        handle = _handle(request)
        await self._run_long(self._withdrawn, handle, principal)
        return _json(await self.run(self._account, handle, principal, False))

    async def rejects(self, request: Request, principal: Principal) -> Response:
        """Return the rejected lines as they came in."""
        handle = _handle(request)
        path = await self.run(self._rejects, handle, principal)
        with path.open("rb") as file:
            begins = file.read(4).removeprefix(b"\xef\xbb\xbf")[:1]
        kind, ending = {b"{": ("application/x-ndjson", "ndjson"), b"[": ("application/json", "json")}.get(
            begins, ("text/csv", "csv")
        )
        name = f"{handle}-rejects.{ending}"
        return FileResponse(path, media_type=kind, filename=name, headers=SECURITY)

    async def _work(self, deed: str, handle: str, principal: Principal) -> Response:
        try:
            applied = await self._run_long(self._worked, deed, handle, principal)
        except LinesRejected as error:
            told = await self.run(self._account, handle, principal, False)
            return answered(error, submission=told)
        return _json(await self.run(self._account, handle, principal, applied is False))

    def _opened(self, principal: Principal, asked: Any) -> tuple[int, dict[str, Any]]:
        try:
            return self._opened_once(principal, asked)
        except IntegrityError:
            # Another request was faster with the same number: now it is there.
            return self._opened_once(principal, asked)

    def _opened_once(self, principal: Principal, asked: Any) -> tuple[int, dict[str, Any]]:
        supplier, limit = str(principal.institution_code), self.settings.upload_bytes
        with self.engine.begin() as connection:
            row: Any
            row, new = opened(connection, supplier, asked, by=principal.actor, limit=limit)
            replayed = row.state in (State.COMMITTED, State.WITHDRAWN)
            return 201 if new else 200, account(connection, row, replayed=replayed)

    def _account(self, handle: str, principal: Principal, replayed: bool) -> dict[str, Any]:
        with self.engine.connect().execution_options(read_only=True) as connection:
            return account(connection, self.row(connection, handle, principal), replayed=replayed)

    def row(self, connection: Connection, handle: str, principal: Principal) -> Any:
        """Return a submission's row, only to be looked at. Raises SubmissionUnknown."""
        return state.own(connection, handle, principal.institution_code, lock=False)

    def _worked(self, deed: str, handle: str, principal: Principal) -> bool | None:
        given = (self.settings, handle, principal.institution_code, principal.actor)
        if deed == "commit":
            return submitting.commit(self.engine, *given)
        submitting.validate(self.engine, *given)
        return None

    def _withdrawn(self, handle: str, principal: Principal) -> None:
        supplier = principal.institution_code
        with content.held(self.settings, submitting.own(self.engine, handle, supplier)):
            with self.engine.begin() as connection:
                row = state.own(connection, handle, supplier)
                last: list[Callable[[], None]] = []
                withdrawal.withdraw(connection, row, principal.actor, last.append)
                for each in last:
                    each()
            content.drop(self.settings, handle, content.CONTENT, content.REJECTS)

    def _rejects(self, handle: str, principal: Principal) -> Any:
        with self.engine.connect().execution_options(read_only=True) as connection:
            row = self.row(connection, handle, principal)
        path = content.place(self.settings, row.handle, content.REJECTS)
        if row.state not in (State.VALIDATED, State.COMMITTED) or not path.is_file():
            raise RejectsGone
        return path


def _handle(request: Request) -> str:
    return str(request.path_params["handle"])


def _json(told: dict[str, Any], status: int = 200, more: dict[str, str] | None = None) -> Response:
    return Response(orjson.dumps(told), status, {**SECURITY, **(more or {})}, "application/json")


async def _body(request: Request, limit: int) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise BodyTooLarge(f"The body is larger than {limit:,} bytes.")
    return body
