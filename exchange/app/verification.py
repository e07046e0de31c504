"""/verify: whether a report is genuine, of when it is, and whether what it says has changed since; for everybody."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import orjson
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from auth.oauth.model import SigningKey
from auth.principal import ANONYMOUS
from exchange.app.admission import refused
from exchange.app.reports import Busy, security
from exchange.db.reader import ReadUnavailable
from exchange.entity.model import Entity
from exchange.report import name, since, verdict, wording
from exchange.report.audience import Audience
from exchange.report.facts import facts, sections
from exchange.report.model import CreditReport
from exchange.report.verdict import Verdict
from resolvers.refusal import Refused
from resolvers.report import verified
from schema.report_document import question

if TYPE_CHECKING:
    from exchange.app.http import Exchange

LARGEST = 16 * 1024
"""Bytes of a form: a signature has about 700."""
WAITING = 32
"""Verifications that one worker has under way at once."""


def routes(exchange: "Exchange") -> list[Route]:
    """Return the routes."""
    found = Verifications(exchange)
    return [
        Route("/verify", found.form, methods=["GET"]),
        Route("/verify", found.posted, methods=["POST"]),
        Route("/verify/keys", found.keys, methods=["GET"]),
        Route("/verify/{id}", found.answer, methods=["GET"]),
    ]


class Verifications:
    """What one worker answers who verifies a report with."""

    def __init__(self, exchange: "Exchange") -> None:
        self.exchange = exchange
        self.engine = exchange.engine.execution_options(read_only=True)
        self.under_way = 0

    async def form(self, _request: Request) -> Response:
        """Ask which report."""
        return _html(verdict.asked())

    async def posted(self, request: Request) -> Response:
        """Send on to the report that is named, or whose signature was pasted."""
        text = await _field(request, "report")
        id_ = name.read(text) if len(text) < 64 else None
        if id_ is None and text:
            id_ = await asyncio.to_thread(self._signed, text.strip())
        if id_ is None:
            return _html(verdict.unknown(), 404)
        return RedirectResponse(name.address("", id_), 303, {"Cache-Control": "no-store"})

    async def keys(self, _request: Request) -> Response:
        """Return every public key that reports were ever signed with: also those that sign nothing any more."""
        found = await asyncio.to_thread(self._keys)
        return JSONResponse({"keys": found}, headers={"Cache-Control": "public, max-age=300"})

    async def answer(self, request: Request) -> Response:
        """Say whether the report is genuine, and what became of what it says."""
        as_json = "application/json" in request.headers.get("accept", "")
        if self.under_way >= WAITING:
            return refused(Busy("Too many reports are being verified at the moment. Ask again shortly."), 503)
        self.under_way += 1
        try:
            found = await self._verdict(str(request.path_params["id"]))
        except (OperationalError, Refused):
            return refused(ReadUnavailable(), 503)
        finally:
            self.under_way -= 1
        if as_json:
            return JSONResponse(_told(found), 200 if found else 404, {"Cache-Control": "no-store"})
        if found is None:
            return _html(verdict.unknown(), 404)
        return _html(verdict.shown(found, request.query_params.get("sha256")))

    async def _verdict(self, text: str) -> Verdict | None:
        id_ = name.read(text)
        row = await asyncio.to_thread(self._row, id_) if id_ else None
        if row is None:
            return None
        report, entity, changed = row
        parts: tuple[str, ...] = ()
        if report.audience == Audience.PUBLIC:
            parts = await self._changed(report)
            changed = bool(parts)
        return Verdict(
            id=report.id,
            audience=Audience(report.audience),
            uscc=report.uscc,
            entity=entity,
            made_at=report.made_at,
            sha256=report.sha256,
            has_changed=changed,
            sections=parts,
        )

    def _row(self, id_: str) -> tuple[CreditReport, str, bool] | None:
        with Session(self.engine) as session:
            report = session.get(CreditReport, id_)
            if report is None:
                return None
            entity = session.scalar(select(Entity.name).where(Entity.uscc == report.uscc)) or ""
            return report, entity, report.audience != Audience.PUBLIC and since.has_changed(session, report)

    async def _changed(self, report: CreditReport) -> tuple[str, ...]:
        """Return the sections that say something else when the report is made now, as for anybody."""
        asked = question(Audience.PUBLIC, (), report.uscc, None, None)
        answer = await self.exchange.operations.ask(asked, ANONYMOUS, self.exchange.log.next_id())
        found = facts(Audience.PUBLIC, answer, asked.variables)
        then: Mapping[str, str] = orjson.loads(report.sections)
        now = sections(found) if found else {}
        return tuple(part for part in wording.SECTION if then.get(part) != now.get(part))

    def _signed(self, jws: str) -> str | None:
        with Session(self.engine) as session:
            claims = verified(session, jws)
            row = session.get(CreditReport, str(claims["jti"])) if claims else None
            return row.id if row and row.jws == jws else None

    def _keys(self) -> list[Any]:
        with Session(self.engine) as session:
            known = select(SigningKey.public_jwk).order_by(SigningKey.created_at.desc(), SigningKey.kid)
            return [orjson.loads(jwk) for jwk in session.scalars(known)]


def _told(found: Verdict | None) -> dict[str, Any]:
    if found is None:
        return {"genuine": False}
    told = {
        "genuine": True,
        "id": found.id,
        "audience": found.audience.value,
        "uscc": found.uscc,
        "name": found.entity,
        "madeAt": found.made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sha256": found.sha256,
        "changed": found.has_changed,
    }
    return {**told, "changedSections": list(found.sections)} if found.audience is Audience.PUBLIC else told


async def _field(request: Request, field: str) -> str:
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST:
                return ""
        return parse_qs(body.decode("ascii"), errors="strict", max_num_fields=4).get(field, [""])[-1].strip()
    except (ClientDisconnect, ValueError):
        return ""


def _html(text: str, status: int = 200) -> Response:
    more = {**security(forms=True), "Cache-Control": "no-store"}
    return Response(text, status, more, "text/html; charset=utf-8")
