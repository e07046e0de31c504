"""One log line for each refused or slow request, or for every one, written in batches.

A line for every request costs a twentieth of the rate of small reads, so that is for who asks for it (debug).
"""

import asyncio
import secrets
import sys
from itertools import count
from typing import TextIO

import orjson

from exchange import clock

Line = tuple[str, int, str, str | None, float]
SLOW = 0.1
"""Seconds from which an answered request is worth a line of its own."""
SECONDS = 0.2
"""A line is written at most so much later than its request."""


class RequestLog:
    """Numbers requests and notes what became of them: never a document, a variable or a token."""

    def __init__(self, stream: TextIO = sys.stderr, *, enabled: bool = True, every: bool = False) -> None:
        self._stream = stream
        self._enabled, self._every = enabled, every
        self._prefix = secrets.token_hex(4)
        self._numbers = count(1)
        self._lines: list[Line] = []

    def next_id(self) -> str:
        """Return the next request's id, unique over all workers."""
        return f"{self._prefix}-{next(self._numbers):x}"

    def note(self, id_: str, status: int, code: str, client: str | None, seconds: float) -> None:
        """Note a refused or slow request, or every one; the code says why it was refused."""
        if not self._enabled or not (self._every or code or seconds >= SLOW):
            return
        if not self._lines:
            asyncio.get_running_loop().call_later(SECONDS, self.flush)
        self._lines.append((id_, status, code, client, seconds))

    def flush(self) -> None:
        """Write the noted lines."""
        lines, self._lines = self._lines, []
        at = clock.now().isoformat()
        if lines:
            self._stream.write("".join(f"{_written(at, line)}\n" for line in lines))
            self._stream.flush()


def _written(at: str, line: Line) -> str:
    """Write a line as JSON. Ids and codes are ours; the client's id is the only text that may need escaping."""
    id_, status, code, client, seconds = line
    more = f',"code":"{code}"' if code else ""
    if client is not None:
        more += f',"client":{orjson.dumps(client).decode()}'
    ms = f"{seconds * 1000:.2f}"
    return f'{{"at":"{at}","event":"request","request_id":"{id_}","status":{status},"ms":{ms}{more}}}'
