"""/submissions/{id}/content: bytes come in and are stored as they come, never held in memory."""

import asyncio
import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from auth.principal import Principal
from exchange.app.submission_answer import SECURITY
from exchange.record.uploading import Upload
from exchange.submission.refusal import BadRequest, UploadStalled

if TYPE_CHECKING:
    from exchange.app.submission import Submissions

PIECE = 1 << 20
"""Bytes that are written at a time."""
STALL_SECONDS = 30.0
"""How long nothing may come: a connection that is lost without a word would keep its sender from going on."""
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")
_WHOLE = re.compile(r"\d{1,18}")


class Announced(NamedTuple):
    """What a request says of its bytes: from where on, how many, and of how many in all; null where it doesn't."""

    offset: int
    length: int | None
    whole: int | None = None


class Uploads:
    """Receives contents for one worker."""

    def __init__(self, submissions: "Submissions") -> None:
        self.of = submissions

    async def offset(self, request: Request, principal: Principal) -> Response:
        """Say how many bytes are safely stored."""
        row = await self.of.run(self._row, str(request.path_params["handle"]), principal)
        length = {} if row.size is None else {"Upload-Length": str(row.size)}
        return Response(status_code=204, headers={**SECURITY, "Upload-Offset": str(row.upload_offset), **length})

    async def receive(self, request: Request, principal: Principal) -> Response:
        """Store what comes from the offset on; what was stored before a connection breaks is kept."""
        announced = _announced(request)
        given = (self.of.engine, self.of.settings, str(request.path_params["handle"]))
        upload = await self.of.run(Upload, *given, principal.institution_code, principal.actor, announced.offset)
        try:
            upload.expect(announced.length, announced.whole)
            try:
                await self._store(request, upload)
            finally:
                if upload.offset != upload.acknowledged:
                    await self.of.run(upload.acknowledge)
        except TimeoutError:
            raise UploadStalled(upload.offset) from None
        finally:
            await self.of.run(upload.close)
        return Response(status_code=204, headers={**SECURITY, "Upload-Offset": str(upload.offset)})

    async def _store(self, request: Request, upload: Upload) -> None:
        pieces: list[bytes] = []
        size = 0
        try:
            async for piece in _pieces(request):
                pieces.append(piece)
                size += len(piece)
                if size >= PIECE:
                    data, pieces, size = b"".join(pieces), [], 0
                    await self.of.run(upload.write, data)
        finally:
            if size:
                await self.of.run(upload.write, b"".join(pieces))

    def _row(self, handle: str, principal: Principal) -> Any:
        with self.of.engine.connect().execution_options(read_only=True) as connection:
            return self.of.row(connection, handle, principal)


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """Give what comes. Raises ClientDisconnect, and TimeoutError where nothing comes for long."""
    stream = request.stream()
    while True:
        async with asyncio.timeout(STALL_SECONDS):
            piece = await anext(stream, None)
        if piece is None:
            return
        yield piece


def _announced(request: Request) -> Announced:
    """Return what the request's head says. Raises BadRequest."""
    if request.headers.get("content-encoding", "identity") != "identity":
        raise BadRequest("Content-Encoding isn't taken: send a gzip file as it is, it is found out.")
    if request.headers.get("content-type", "").startswith("multipart/"):
        raise BadRequest("Send the content itself, not a form that holds it.")
    length = request.headers.get("content-length")
    if length is not None and not _WHOLE.fullmatch(length):
        raise BadRequest("Content-Length is no number.")
    size = int(length) if length is not None else None
    at, span = request.headers.get("upload-offset"), request.headers.get("content-range")
    if at is not None and _WHOLE.fullmatch(at):
        return Announced(int(at), size)
    found = _RANGE.fullmatch(span or "")
    if at is not None or found is None:
        raise BadRequest("Say where the bytes belong: Upload-Offset: 0, or Content-Range: bytes 0-99/200.")
    first, last = int(found[1]), int(found[2])
    whole = int(found[3]) if found[3] != "*" else None
    if last < first or (whole is not None and last >= whole):
        raise BadRequest(f"Content-Range: '{found[0]}' is no part: bytes FIRST-LAST/TOTAL, counted from 0.")
    if size is not None and last - first + 1 != size:
        raise BadRequest(f"Content-Range names {last - first + 1} bytes, Content-Length {size}.")
    return Announced(first, last - first + 1, whole)
