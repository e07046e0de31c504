"""A GraphQL request as it comes over HTTP: its body read within limits, its members checked."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import parse_qs

import orjson

from exchange.app.document_id import DocumentIdRefused, Named, named
from exchange.app.media_type import is_json
from resolvers.refusal import Refused, refusal

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

Read = Callable[[int], Awaitable[bytes]]
"""Returns a request's body, of at most so many bytes. Raises Refused."""

METHODS = "GET, HEAD, POST, OPTIONS"


class Headers(NamedTuple):
    """The headers that matter to an operation."""

    authorization: bytes | None
    content_type: bytes
    accept: bytes
    dpop: bytes | None
    method: str
    cookie: bytes | None
    csrf: bytes | None
    encoding: bytes
    forwarded: bytes
    """What proxies say of the caller's address, the last one's word last."""


class Asked(NamedTuple):
    """What a request asks for."""

    query: str
    """The document; empty until it is found where the request has its hash."""
    operation: str | None
    variables: Mapping[str, Any] | None
    by_get: bool
    sha256: str | None = None
    """The document's hash, where the request has no document."""


def headers(scope: Scope) -> Headers:
    """Pick the headers. Two Authorization, DPoP or Content-Type headers are kept as one that nothing allows."""
    authorization, dpop, content_type, accept = None, None, b"", b""
    cookie, csrf, encoding, forwarded = None, None, b"", b""
    for name, value in scope["headers"]:
        if name == b"authorization":
            authorization = value if authorization is None else authorization + b"," + value
        elif name == b"dpop":
            dpop = value if dpop is None else dpop + b"," + value
        elif name == b"content-type":
            content_type = content_type + b"," + value if content_type else value
        elif name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"cookie":
            cookie = value if cookie is None else cookie + b"; " + value
        elif name == b"x-csrf-token":
            csrf = value
        elif name == b"content-encoding":
            encoding = encoding + b"," + value if encoding else value
        elif name == b"x-forwarded-for":
            forwarded = forwarded + b"," + value if forwarded else value
    method = scope.get("method", "GET")
    return Headers(authorization, content_type, accept, dpop, method, cookie, csrf, encoding, forwarded)


async def asked(scope: Scope, read: Read, head: Headers, limit: int) -> Asked:
    """Read the request, of whose body at most so many bytes. Raises Refused with 400, 405, 413 or 415."""
    if head.method == "POST":
        _refuse_unread(head)
        return _checked(_parsed(await read(limit)), by_get=False)
    if head.method in ("GET", "HEAD"):
        return _checked(_from_query(scope["query_string"]), by_get=True)
    raise not_allowed("Send a POST, or a GET with the query in its address.", METHODS)


def not_allowed(message: str, methods: str) -> Refused:
    """Make the refusal of a method, with the methods that are allowed instead."""
    return refusal("METHOD_NOT_ALLOWED", message, status=405, transport=True, headers={"allow": methods})


def _refuse_unread(head: Headers) -> None:
    """Refuse a body that isn't JSON in UTF-8 as it stands."""
    if not is_json(head.content_type):
        message = "Send the request as application/json in UTF-8."
        raise refusal("UNSUPPORTED_MEDIA_TYPE", message, status=415, transport=True)
    if head.encoding and head.encoding.strip().lower() != b"identity":
        more: Any = {"status": 415, "transport": True, "headers": {"accept-encoding": "identity"}}
        raise refusal("UNSUPPORTED_ENCODING", "Send the body uncompressed, without Content-Encoding.", **more)


async def whole(receive: Receive, limit: int) -> bytes:
    """Return the body that comes by ASGI. Raises Refused with 400 or 413."""
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= limit:
        message = await receive()
        body += message.get("body", b"")
    if message["type"] == "http.disconnect":
        # A half may be whole JSON: what was never sent to its end is not what was meant.
        raise refusal("BODY_INCOMPLETE", "The body ended before its time.", status=400, transport=True)
    if len(body) > limit:
        raise refusal(
            "BODY_TOO_LARGE",
            f"The body is larger than {limit} bytes. Pass values as variables.",
            status=413,
            transport=True,
        )
    return body


def _parsed(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise refusal("BAD_JSON", f"The body is not JSON in UTF-8: {error.msg}.", status=400, transport=True) from None


def _from_query(query_string: bytes) -> dict[str, Any]:
    try:
        given = parse_qs(query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=10)
    except ValueError:
        raise refusal("BAD_JSON", "The address's query can't be read.", status=400, transport=True) from None
    members: dict[str, Any] = {name: values[-1] for name, values in given.items()}
    for name in ("variables", "extensions"):
        if name in members:
            members[name] = _parsed(members[name].encode()) if members[name] else None
    return members


def _checked(members: Any, *, by_get: bool) -> Asked:
    if not isinstance(members, dict):
        raise refusal(
            "BAD_REQUEST",
            "The body is not a JSON object; operations aren't sent in batches.",
            status=400,
            transport=True,
        )
    query, name, variables = members.get("query"), members.get("operationName"), members.get("variables")
    if name is not None and not isinstance(name, str):
        raise refusal("BAD_REQUEST", "'operationName' is not a string.", status=400, transport=True)
    if variables is not None and not isinstance(variables, dict):
        raise refusal("BAD_REQUEST", "'variables' is not an object.", status=400, transport=True)
    extensions = members.get("extensions")
    if extensions is not None and not isinstance(extensions, dict):
        raise refusal("BAD_REQUEST", "'extensions' is not an object.", status=400, transport=True)
    if isinstance(query, str) and not extensions and "documentId" not in members:
        return Asked(query, name or None, variables, by_get)
    document = _named(members, extensions)
    return Asked(document.text, name or None, variables, by_get, document.sha256)


def _named(members: Mapping[str, Any], extensions: Mapping[str, Any] | None) -> Named:
    try:
        return named(members, extensions)
    except DocumentIdRefused as refused:
        raise refusal(refused.code, refused.message, status=400, transport=True) from None
