"""The records of a JSON array of objects, element by element; a malformed element costs itself only."""

import re
from collections.abc import Iterable, Iterator

import orjson

from exchange.submission.block import LINE
from exchange.submission.chunk import Chunk
from exchange.submission.encoding import BOM
from exchange.submission.objects import Objects

_GAP = re.compile(rb"[\s,\[\]]*")
_END = re.compile(rb"\}(?=\s*(?:,\s*\{|\]))")
"""Where an element may end: a brace before the next element or before the end of the array."""
_JUNK = re.compile(rb"[^,{\]]*")
TRIES = 16
"""An object inside an element ends as an element does: so many ends are tried before it is called malformed."""


def chunks(pieces: Iterable[bytes], codec: str) -> Iterator[Chunk]:
    """Read an array of JSON objects, in one line or in many. A record's number is its place in the array, from 1."""
    reader = Reader(codec)
    for piece in pieces:
        reader.buffer += piece
        yield from reader.read(final=False)
    yield from reader.read(final=True)


class Reader:
    """Cuts elements out of the bytes as they come.

    Braces and commas are looked for in bytes: a character of GB18030 may end in a brace's byte, but hardly
    before a comma and another brace, and if so the next end is tried.
    """

    def __init__(self, codec: str) -> None:
        self.codec, self.objects, self.number = codec, Objects(), 0
        self.buffer, self.line, self.counted = b"", 1, 0

    def read(self, *, final: bool) -> Iterator[Chunk]:
        """Take the elements that end within the buffer."""
        if self.number == 0:
            self.buffer = self.buffer.removeprefix(BOM)
        at = 0
        while span := self._next(at, final=final):
            self._add(*span)
            at = span[1]
            if self.objects.full:
                yield from self.objects.take()
        if not final and len(self.buffer) - at > 2 * LINE:
            at = self._give_up(at)
        self._count(at)
        self.buffer, self.counted = self.buffer[at:], 0
        yield from self.objects.take()

    def _next(self, at: int, *, final: bool) -> tuple[int, int] | None:
        begin = _GAP.match(self.buffer, at).end()  # type: ignore[union-attr]
        if begin == len(self.buffer):
            return None
        if self.buffer[begin : begin + 1] == b"{":
            end = self._object_end(begin, final=final)
        else:
            end = _JUNK.match(self.buffer, begin).end()  # type: ignore[union-attr]
        return None if end is None or (end == len(self.buffer) and not final) else (begin, end)

    def _object_end(self, begin: int, *, final: bool) -> int | None:
        ends = [found.end() for found, _ in zip(_END.finditer(self.buffer, begin), range(TRIES), strict=False)]
        for end in ends:
            if self._reads(self.buffer[begin:end]):
                return end
        if len(ends) < TRIES and not final:
            return None
        return ends[0] if ends else len(self.buffer)

    def _reads(self, raw: bytes) -> bool:
        try:
            orjson.loads(raw if self.codec == "utf-8" else raw.decode(self.codec))
        except (orjson.JSONDecodeError, UnicodeDecodeError):
            return False
        return True

    def _count(self, at: int) -> int:
        self.line += self.buffer.count(b"\n", self.counted, at)
        self.counted = at
        return self.line

    def _add(self, begin: int, end: int) -> None:
        raw, place = self.buffer[begin:end], self._count(begin)
        self.number += 1
        try:
            self.objects.add(self.number, raw, raw.decode(self.codec), place)
        except UnicodeDecodeError as error:
            message = f"Byte {error.start + 1} of the element is no {self.codec.upper()} text."
            self.objects.refuse(self.number, raw, "ENCODING", message, place)

    def _give_up(self, at: int) -> int:
        self.number += 1
        message = f"The element is longer than {LINE:,} bytes; it is not written out with the other rejected ones."
        self.objects.refuse(self.number, None, "LINE_TOO_LONG", message, self._count(at))
        return len(self.buffer)
