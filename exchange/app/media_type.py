"""Media types: whether a request's body is JSON, and in which of two types its answer goes out (RFC 9110, 12.5.1)."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

JSON = b"application/json"
RESPONSE_JSON = b"application/graphql-response+json"
OFFERED = (JSON, RESPONSE_JSON)
UTF_8 = ("utf-8", "utf8")
REMEMBERED = 256
"""Headers that are remembered with what they mean: clients send few different ones."""
LONGEST = 1_000
"""Bytes of a header that is read; no client needs as many, and reading them takes time."""


@lru_cache(REMEMBERED)
def is_json(content_type: bytes) -> bool:
    """Tell whether a Content-Type is JSON in UTF-8, which its charset may say or leave out."""
    if len(content_type) > LONGEST:
        return False
    kind, parameters = _split(content_type)
    return kind == JSON and parameters.get("charset", UTF_8[0]) in UTF_8


@lru_cache(REMEMBERED)
def chosen(accept: bytes) -> bytes | None:
    """Return the media type of the answer to a request with this Accept header; None where it takes neither.

    Of two that are wanted alike the named one is taken; of two named ones the newer, of two in `*/*` the older, as
    GraphQL over HTTP wants it: who doesn't know the newer one can't name it.
    """
    if not accept.strip():
        return JSON
    if len(accept) > LONGEST:
        return None
    weights = {kind: _weight(kind, accept) for kind in OFFERED}
    best = max(OFFERED, key=lambda kind: (*weights[kind], (kind == RESPONSE_JSON) == weights[kind][1]))
    return best if weights[best][0] > 0 else None


def _weight(offered: bytes, accept: bytes) -> tuple[float, bool]:
    """Return how much a type is wanted, and whether by its own name: the most specific range counts."""
    ranges = {offered: 3, offered.split(b"/")[0] + b"/*": 2, b"*/*": 1}
    found = [(ranges[kind], quality) for kind, quality in _accepted(accept) if kind in ranges]
    if not found:
        return 0.0, False
    specific, quality = max(found)
    return quality, quality > 0 and specific == ranges[offered]


def _accepted(accept: bytes) -> Iterator[tuple[bytes, float]]:
    for part in accept.split(b","):
        kind, parameters = _split(part)
        # The answer is in UTF-8; a range that asks for it in another charset asks for something else.
        if parameters.get("charset", UTF_8[0]) in UTF_8:
            yield kind, _quality(parameters.get("q", "1"))


def _quality(text: str) -> float:
    """Return a weight between 0 and 1; one that is none counts as 0."""
    digits = text.replace(".", "", 1)
    return min(float(text), 1.0) if digits.isascii() and digits.isdigit() else 0.0


def _split(value: bytes) -> tuple[bytes, Mapping[str, str]]:
    """Return a type in lower case, and its parameters."""
    kind, *rest = value.split(b";")
    pairs = (each.decode("latin-1").partition("=") for each in rest)
    return kind.strip().lower(), {name.strip().lower(): said.strip(' \t"').lower() for name, _, said in pairs}
