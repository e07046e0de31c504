"""The messages and close codes of graphql-transport-ws: read and checked, one by one.

The protocol is that of https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md.
"""

from typing import Any, NamedTuple

import orjson

from exchange.app.document_id import DocumentIdRefused, named
from exchange.app.request import Headers
from exchange.app.subscription import Asked

PROTOCOL = "graphql-transport-ws"
REASON_BYTES = 123
"""RFC 6455, 5.5: what a close frame holds besides its code."""
LONGEST_ID = 128


class Closing(Exception):
    """Why a socket ends."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason.encode()[:REASON_BYTES].decode("utf-8", "ignore")


TOO_BIG = 1009
FAILED = 1011
LATER = 1013
INVALID, UNAUTHORIZED, FORBIDDEN, NOT_THIS_PROTOCOL = 4400, 4401, 4403, 4406
TOO_SLOW_INIT, IN_USE, TOO_MANY_INITS = 4408, 4409, 4429


class Message(NamedTuple):
    """A message as it came, its members checked."""

    type: str
    id: str
    payload: dict[str, Any]


def read(event: Any, limit: int) -> Message:
    """Read a message. Raises Closing."""
    text = event.get("text")
    if text is None:
        raise Closing(INVALID, "Invalid message: it is not text")
    if len(text) > limit:
        raise Closing(TOO_BIG, f"A message takes {limit} characters.")
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise Closing(INVALID, "Invalid message: it is not JSON") from None
    if not isinstance(found, dict) or not isinstance(found.get("type"), str):
        raise Closing(INVALID, "Invalid message: 'type' is missing")
    payload = found.get("payload")
    if payload is not None and not isinstance(payload, dict):
        raise Closing(INVALID, "Invalid message: 'payload' is not an object")
    id_ = found.get("id")
    if found["type"] in ("subscribe", "complete") and not (isinstance(id_, str) and 0 < len(id_) <= LONGEST_ID):
        raise Closing(INVALID, f"Invalid message: 'id' takes 1 to {LONGEST_ID} characters")
    return Message(found["type"], id_ if isinstance(id_, str) else "", payload or {})


def pong(payload: dict[str, Any]) -> bytes:
    """Write the answer to a ping, which says the same. Raises Closing."""
    try:
        return orjson.dumps({"type": "pong", "payload": payload} if payload else {"type": "pong"})
    except orjson.JSONEncodeError:
        raise Closing(INVALID, "Invalid message: 'payload' nests too deeply") from None


def subscribed(payload: dict[str, Any]) -> Asked:
    """Read what is subscribed to. Raises Closing."""
    name, variables, extensions = payload.get("operationName"), payload.get("variables"), payload.get("extensions")
    if name is not None and not isinstance(name, str):
        raise Closing(INVALID, "Invalid message: 'payload.operationName' is not a string")
    if variables is not None and not isinstance(variables, dict):
        raise Closing(INVALID, "Invalid message: 'payload.variables' is not an object")
    if extensions is not None and not isinstance(extensions, dict):
        raise Closing(INVALID, "Invalid message: 'payload.extensions' is not an object")
    try:
        document = named(payload, extensions)
    except DocumentIdRefused as refused:
        raise Closing(INVALID, f"Invalid message: of 'payload', {refused.message}") from None
    return Asked(document.text, name or None, variables, document.sha256)


def said(head: Headers, payload: dict[str, Any]) -> Headers:
    """Return the headers with what connection_init says in their place: browsers can't set any. Raises Closing."""
    given: dict[str, Any] = {}
    for member, header in (("authorization", "authorization"), ("dpop", "dpop"), ("csrfToken", "csrf")):
        value = payload.get(member)
        if value is None:
            continue
        if not isinstance(value, str) or not value.isascii() or getattr(head, header) is not None:
            raise Closing(INVALID, f"Invalid message: 'payload.{member}' is no text, or a header says it already")
        given[header] = value.encode()
    return head._replace(**given)
