"""The one way in which a report's data are written as bytes, so that equal data are equal bytes.

RFC 8785 as far as it goes here: UTF-8, names sorted, no white space, nothing escaped that needn't be. There are no
fractions: money is whole fen, and what is larger than 2^53 is text.
"""

import hashlib
from typing import Any

import orjson


def canonical(data: Any) -> bytes:
    """Return the canonical JSON of data."""
    return orjson.dumps(data, option=orjson.OPT_SORT_KEYS)


def digest(content: bytes) -> str:
    """Return the SHA-256 of a content, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
