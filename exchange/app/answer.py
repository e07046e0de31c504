"""What /graphql answers, and how that goes out: as ASGI's messages, or as the bytes of a response at once."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from exchange.app.request import Send

Fields = list[tuple[bytes, bytes]]


class Answer(NamedTuple):
    """A response."""

    status: int
    media: bytes
    request_id: str
    body: bytes
    more: Fields
    """Further header fields. Some repeat what the request said, so their values are looked at before they go."""


async def send(answer: Answer, to: Send) -> None:
    """Send a response as ASGI's messages, in whose fields uvicorn looks for what no header may hold."""
    fields: Fields = [
        (b"content-type", answer.media + b"; charset=utf-8"),
        (b"content-length", b"%d" % len(answer.body)),
        (b"x-request-id", answer.request_id.encode()),
        *answer.more,
    ]
    await to({"type": "http.response.start", "status": answer.status, "headers": fields})
    await to({"type": "http.response.body", "body": answer.body})


def is_plain(answer: Answer) -> bool:
    """Tell whether a response has nothing in its head but what is ours."""
    return answer.status == 200 and not answer.more


def written(answer: Answer, common: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Return the bytes of a plain response; `common` are the fields that every response has."""
    fields = b"".join([b"%b: %b\r\n" % field for field in common])
    sizes = len(answer.body), answer.request_id.encode(), answer.body
    return _head(answer.media) + fields + b"content-length: %d\r\nx-request-id: %b\r\n\r\n%b" % sizes


@lru_cache(8)
def _head(media: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\ncontent-type: %b; charset=utf-8\r\n" % media
