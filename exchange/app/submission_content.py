"""/submissions/{id}/content: bytes come in and are stored as they come, never held in memory."""

import re
from typing import TYPE_CHECKING, Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from auth.principal import Principal
from exchange.app.submission_answer import SECURITY
from exchange.record.uploading import Upload
from exchange.submission.refusal import BadRequest

if TYPE_CHECKING:
    from exchange.app.submission import Submissions

PIECE = 1 << 20
"""Bytes that are written at a time."""
_RANGE = re.compile(r"bytes (\d{1,18})-(\d{1,18})/(\d{1,18}|\*)")
_WHOLE = re.compile(r"\d{1,18}")


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
        offset, length = _announced(request)
        given = (self.of.engine, self.of.settings, str(request.path_params["handle"]))
        upload = await self.of.run(Upload, *given, principal.institution_code, principal.actor, offset)
        try:
            upload.check(length or 0)
            try:
                await self._store(request, upload)
            finally:
                if upload.offset != upload.acknowledged:
                    await self.of.run(upload.acknowledge)
        except ClientDisconnect:
            # Nobody reads the answer.
            return Response(status_code=400)
        finally:
            await self.of.run(upload.close)
        return Response(status_code=204, headers={**SECURITY, "Upload-Offset": str(upload.offset)})

    async def _store(self, request: Request, upload: Upload) -> None:
        pieces: list[bytes] = []
        size = 0
        try:
            async for piece in request.stream():
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


def _announced(request: Request) -> tuple[int, int | None]:
    """Return from where on bytes come, and how many, where that is said. Raises BadRequest."""
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
        return int(at), size
    found = _RANGE.fullmatch(span or "")
    if at is not None or found is None:
        raise BadRequest("Say where the bytes belong: Upload-Offset: 0, or Content-Range: bytes 0-99/200.")
    first, last = int(found[1]), int(found[2])
    if last < first or (size is not None and last - first + 1 != size):
        raise BadRequest("Content-Range and Content-Length don't agree.")
    return first, last - first + 1
