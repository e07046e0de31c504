"""GET /exports/{id}: an export's file, to who asked for it, whole or in parts."""

import asyncio
from typing import TYPE_CHECKING

import orjson
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from auth.principal import Principal
from exchange import clock
from exchange.app.admission import answering
from exchange.consent import history
from exchange.consent.model import ConsentState
from exchange.errors import ExchangeError
from exchange.export.file import path
from exchange.export.model import Export, ExportState
from exchange.export.refusal import ExportStateRefused, ExportUnknown
from exchange.settings import Settings
from resolvers.export import requester

if TYPE_CHECKING:
    from exchange.app.http import Exchange

SCOPE = "exports:read"
MEDIA_TYPE = "application/x-ndjson"


class ConsentEnded(ExchangeError):
    """What came through the door under a consent isn't handed out once the consent is over."""

    code = "CONSENT_ENDED"


def routes(exchange: "Exchange") -> list[Route]:
    """Return /exports/{id}."""

    async def download(request: Request) -> Response:
        caller = await exchange.admission.admitted(request, SCOPE)
        found = await asyncio.to_thread(_found, exchange.engine, caller, request.path_params["id"])
        if not path(exchange.settings, found.id).is_file():
            raise FileMissing(f"The file of {found.id} is gone. Tell the operator, and ask for it again.")
        return _file(request, exchange.settings, found)

    return [Route("/exports/{id}", answering(download, STATUSES))]


def _found(engine: Engine, caller: Principal, export_id: str) -> Export:
    """Return the caller's export, done. Raises ExportUnknown, ExportStateRefused and ConsentEnded."""
    with Session(engine.execution_options(read_only=True), expire_on_commit=False) as session:
        own = select(Export).where(requester(caller).own, Export.id == export_id)
        found = session.scalars(own).one_or_none() if export_id.isascii() and export_id.isprintable() else None
        if found is None:
            raise ExportUnknown(export_id)
        if found.state != ExportState.DONE:
            raise ExportStateRefused(export_id, found.state, "only one that is DONE has a file")
        now = clock.now()
        for consent in orjson.loads(found.consents):
            if history.state(session, history.found(session, consent), now) not in LASTING:
                raise ConsentEnded(f"The consent {consent}, under which rows of {export_id} were read, is over.")
        return found


class FileMissing(ExchangeError):
    """The file isn't where this worker looks."""

    code = "FILE_MISSING"


STATUSES = {ExportUnknown: 404, ExportStateRefused: 409, ConsentEnded: 409, FileMissing: 410}
LASTING = (ConsentState.ACTIVE, ConsentState.CONSUMED)
"""A consent that is used up was used up lawfully; one that was revoked, paused or has expired hands out nothing."""


def _file(request: Request, settings: Settings, export: Export) -> Response:
    tag = f'"{export.sha256}"'
    fixed = {"ETag": tag, "Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=fixed)
    return FileResponse(path(settings, export.id), headers=fixed, media_type=MEDIA_TYPE, filename=f"{export.id}.ndjson")
