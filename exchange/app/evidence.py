"""/evidence: takes a file as evidence, and gives it to the parties of its case, only ever to be saved."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from auth.principal import Principal
from auth.row_rule import Who
from auth.standing import version
from auth.visibility import RULES, binds
from exchange.app.admission import ScopeMissing, answering
from exchange.app.request import headers
from exchange.db.reader import ReadUnavailable
from exchange.errors import ExchangeError
from exchange.evidence import naming, rules
from exchange.evidence.content import Incoming, Received
from exchange.evidence.model import Evidence
from exchange.evidence.refusal import (
    CutOff,
    EvidenceTooLarge,
    EvidenceTooMany,
    EvidenceUnknown,
    MediaTypeRefused,
)
from exchange.evidence.sweep import NOUN, unlink
from exchange.procedure.actor import Actor
from exchange.storage import StorageFull, folder
from resolvers.command import StandingChanged

if TYPE_CHECKING:
    from exchange.app.http import Exchange

READ, WRITE = "evidence:read", "evidence:write"
STATUSES: dict[type[ExchangeError], int] = {
    EvidenceUnknown: 404,
    EvidenceTooLarge: 413,
    MediaTypeRefused: 415,
    EvidenceTooMany: 429,
    ReadUnavailable: 503,
    StorageFull: 507,
}
"""What a refusal is answered with, where that isn't 400."""
GUARDED = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Whatever the file is: a browser neither shows nor runs it, nor guesses what it could be."""
BLOCK = 256 * 1024
"""Bytes that are written at once."""
Work = Callable[[Session], Any]


def routes(exchange: "Exchange") -> list[Route]:
    """Return /evidence and /evidence/{id}."""
    found = Files(exchange)
    return [
        Route("/evidence", answering(found.receive, STATUSES), methods=["POST"]),
        Route("/evidence/{id}", answering(found.send, STATUSES), methods=["GET"]),
    ]


class Files:
    """What one worker does with evidence files."""

    def __init__(self, exchange: "Exchange") -> None:
        self.exchange, self.settings = exchange, exchange.settings

    async def receive(self, request: Request) -> Response:
        """Take a file: its bytes are the body. It is safe on the disk before the answer."""
        principal = await self.exchange.admission.admitted(request, WRITE)
        media_type = naming.media_type(request.headers.get("content-type", ""))
        name = naming.file_name(request.headers.get("x-file-name", ""))
        received = await self._received(request)
        register = partial(self._register, received, name, media_type)
        try:
            evidence = await self._within(request, principal, WRITE, register)
        except ExchangeError:
            await asyncio.to_thread(unlink, self._folder, [received.id])
            raise
        body = {"id": evidence.id, "fileName": name, "mediaType": media_type}
        told = {**body, "size": str(received.size), "sha256": received.sha256}
        return JSONResponse(told, 201, {"Location": f"/evidence/{evidence.id}"})

    async def send(self, request: Request) -> Response:
        """Answer with a file, to be saved; another's is answered like one that isn't there."""
        principal = await self.exchange.admission.admitted(request, READ)
        evidence = await self._within(request, principal, READ, partial(_visible, request.path_params["id"]))
        return FileResponse(
            self._folder / evidence.id,
            media_type=evidence.media_type,
            headers={**GUARDED, "Content-Disposition": naming.disposition(evidence.file_name)},
        )

    @property
    def _folder(self) -> Any:
        return folder(self.settings, NOUN)

    async def _received(self, request: Request) -> Received:
        limit = self.settings.evidence_bytes
        announced = request.headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > limit:
            raise EvidenceTooLarge(limit)
        with Incoming(self._folder, limit) as incoming:
            block = bytearray()
            try:
                async for chunk in request.stream():
                    block += chunk
                    if len(block) >= BLOCK:
                        await asyncio.to_thread(incoming.write, bytes(block))
                        block.clear()
            except ClientDisconnect:
                raise CutOff from None
            await asyncio.to_thread(incoming.write, bytes(block))
            return await asyncio.to_thread(incoming.keep)

    async def _within(self, request: Request, principal: Principal, scope: str, work: Any) -> Any:
        """Do something in a transaction, by what is true of the caller in it."""
        for _ in range(5):
            try:
                return await asyncio.to_thread(self._once, principal, scope, partial(work, principal))
            except StandingChanged:
                principal = await self.exchange.admission.callers.again(headers(request.scope), principal)
                if scope not in principal.scopes:
                    raise ScopeMissing(f"This needs the scope '{scope}'. Ask for a token with it.") from None
        raise ReadUnavailable

    def _once(self, principal: Principal, scope: str, work: Work) -> Any:
        engine = self.exchange.engine.execution_options(read_only=scope == READ)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            if version(session.connection()) != principal.standing:
                raise StandingChanged
            return work(session)

    def _register(
        self, received: Received, name: str, media_type: str, principal: Principal, session: Session
    ) -> Evidence:
        actor = Actor(principal.actor, principal.institution_code)
        return rules.register(session, received, file_name=name, media_type=media_type, actor=actor)


def _visible(evidence_id: str, principal: Principal, session: Session) -> Evidence:
    rule = RULES[Evidence.__table__].condition
    assert rule is not None  # noqa: S101 - see auth.visibility
    own = Evidence.id == evidence_id
    found = None
    if evidence_id.isascii() and evidence_id.isprintable():
        statement = select(Evidence).where(own, rule(Evidence, Who(principal.scopes, authenticated=True)))
        found = session.scalars(statement, dict(binds(principal))).one_or_none()
    if found is None:
        raise EvidenceUnknown(evidence_id[:64])
    return found
