"""What the form of an OAuth request says: every parameter once, and nothing that is not text."""

from urllib.parse import parse_qsl

from authlib.oauth2.rfc6749 import InvalidRequestError
from starlette.requests import ClientDisconnect, Request

LARGEST_BYTES = 8192
_TYPE = "application/x-www-form-urlencoded"


async def read(request: Request) -> dict[str, str]:
    """Read the body. Raises InvalidRequestError where it is too large, malformed, or repeats a parameter."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise InvalidRequestError(f"The content type must be {_TYPE}.")
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST_BYTES:
                raise InvalidRequestError(f"The body is larger than {LARGEST_BYTES} bytes.")
    except ClientDisconnect:
        raise InvalidRequestError("The body ended before its time.") from None
    return _parsed(bytes(body))


def _parsed(body: bytes) -> dict[str, str]:
    try:
        text = body.decode()
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=32)
    except ValueError:
        raise InvalidRequestError("The body is no form in UTF-8.") from None
    if len({name for name, _ in pairs}) < len(pairs):
        raise InvalidRequestError("The form repeats a parameter.")
    if any("\0" in value for _, value in pairs):
        raise InvalidRequestError("The form has a NUL character.")
    # RFC 6749, 3.2: a parameter without a value counts as omitted.
    return {name: value for name, value in pairs if value}
