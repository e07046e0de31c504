"""An attack as data: the bytes of one request, and which answers to them are right."""

import json
from dataclasses import dataclass, field
from typing import Any

HOST = b"host: 127.0.0.1\r\n"
MODERN = b"accept: application/graphql-response+json\r\n"


@dataclass(frozen=True)
class Attack:
    """One request. Its answer has one of the statuses, and holds a text where one is given."""

    name: str
    sent: bytes
    statuses: tuple[int, ...]
    holds: str = ""
    never: tuple[str, ...] = field(default=("INTERNAL", "Traceback"))


def request(
    name: str,
    line: str | bytes,
    *statuses: int,
    body: bytes = b"",
    heads: bytes = b"",
    host: bytes = HOST,
    holds: str = "",
    never: tuple[str, ...] = ("INTERNAL", "Traceback"),
) -> Attack:
    """Return a request with a line, such as `POST /graphql`, some headers, and a body with its length."""
    start = line.encode() if isinstance(line, str) else line
    length = b"content-length: %d\r\n" % len(body) if body else b""
    sent = b"%b HTTP/1.1\r\n%b%b%b\r\n%b" % (start, host, heads, length, body)
    return Attack(name, sent, statuses, holds, never)


def posted(name: str, body: bytes, *statuses: int, holds: str = "", heads: bytes = b"") -> Attack:
    """Return a body for /graphql, sent as JSON."""
    return request(
        name,
        "POST /graphql",
        *statuses,
        body=body,
        heads=b"content-type: application/json\r\n" + MODERN + heads,
        holds=holds,
    )


def asked(name: str, document: str, holds: str, *statuses: int, variables: Any = None) -> Attack:
    """Return an operation; `holds` is the code that it is refused with, or a part of its answer."""
    body = json.dumps({"query": document, "variables": variables}, ensure_ascii=False).encode()
    return posted(name, body, *(statuses or (400,)), holds=holds)
