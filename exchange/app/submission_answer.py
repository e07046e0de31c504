"""How requests about submissions are read, and how what the domain refuses is answered over HTTP."""

from typing import Any

import orjson
from starlette.responses import Response

from exchange.db.reader import ReadUnavailable
from exchange.errors import ExchangeError
from exchange.storage import StorageFull
from exchange.submission import refusal
from exchange.submission.opening import Wanted

SECURITY = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
STATUS: dict[type[ExchangeError], int] = {
    refusal.SubmissionUnknown: 404,
    refusal.RejectsGone: 404,
    refusal.ItemUnknown: 404,
    refusal.ItemNotAssigned: 403,
    refusal.ContentTooLarge: 413,
    refusal.BodyTooLarge: 413,
    refusal.OffsetDiffers: 409,
    refusal.StateRefused: 409,
    refusal.SubmissionBusy: 409,
    refusal.SubmissionDiffers: 409,
    refusal.BatchContentDiffers: 409,
    refusal.ContentIncomplete: 409,
    refusal.LinesRejected: 422,
    refusal.UnknownColumns: 422,
    refusal.ColumnsMissing: 422,
    refusal.ColumnTwice: 422,
    refusal.FormatUnknown: 422,
    refusal.FormatDiffers: 422,
    refusal.EncodingUnknown: 422,
    refusal.WorkbookRefused: 422,
    refusal.ContentDiffers: 422,
    refusal.FileEmpty: 422,
    refusal.FileDamaged: 422,
    refusal.Busy: 503,
    refusal.Stopping: 503,
    ReadUnavailable: 503,
    StorageFull: 507,
    refusal.UploadStalled: 408,
}
"""What isn't named here is a bad request."""
_TYPES: dict[str, tuple[type, ...]] = {
    "item": (str,),
    "batch": (str,),
    "format": (str,),
    "encoding": (str,),
    "strict": (bool,),
    "history": (bool,),
    "ignore": (list,),
    "columns": (dict,),
    "size": (int,),
    "sha256": (str,),
}


def answered(error: ExchangeError, **more: Any) -> Response:
    """Return a refusal: its code and its message, and the offset where that is what was wrong."""
    body = {"errors": [{"message": error.message, "extensions": {"code": error.code}}], **more}
    status = STATUS.get(type(error), 400)
    response = Response(orjson.dumps(body), status, SECURITY, "application/json")
    if isinstance(error, (refusal.OffsetDiffers, refusal.UploadStalled)):
        response.headers["Upload-Offset"] = str(error.offset)
    if status in (408, 413, 507):
        # What is still coming isn't read.
        response.headers["Connection"] = "close"
    return response


def wanted(body: bytes) -> Wanted:
    """Read what is to be opened. Raises BadRequest."""
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise refusal.BadRequest("The body is no JSON in UTF-8.") from None
    if not isinstance(given, dict):
        raise refusal.BadRequest("The body is no JSON object.")
    given = {name: value for name, value in given.items() if value is not None}
    for name, value in given.items():
        if name not in _TYPES:
            raise refusal.BadRequest(f"'{name[:40]}' is no member of an opening. Those are {', '.join(_TYPES)}.")
        if type(value) not in _TYPES[name] or not _holds_text(value):
            raise refusal.BadRequest(f"'{name}' takes {_called(name)}.")
    for name in ("item", "batch"):
        if name not in given:
            raise refusal.BadRequest(f"'{name}' is missing.")
    if "format" in given:
        given["format"] = given["format"].upper()
    return Wanted(**given)


def _holds_text(value: Any) -> bool:
    parts = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    return all(isinstance(part, str) for part in parts)


def _called(name: str) -> str:
    return {list: "a list of heads", dict: "an object of heads", bool: "true or false", int: "a whole number"}.get(
        _TYPES[name][0], "text"
    )
