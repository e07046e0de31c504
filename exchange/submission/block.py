"""A file's pieces cut at line ends; a line without end is given up without being held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LINE = 1 << 20
"""The most bytes of a line: a longer one is no line of data."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines from the physical line `line` on; `content` is null for one line that is too long."""

    line: int
    content: bytes | None


def blocks(pieces: Iterable[bytes]) -> Iterator[Block]:
    """Cut the pieces behind their last line end; what follows it is kept for the next block."""
    pieces, line, tail = iter(pieces), 1, b""
    for piece in pieces:
        data = tail + piece
        cut = data.rfind(b"\n") + 1
        if cut:
            yield Block(line, data[:cut])
            line += data.count(b"\n")
        tail = data[cut:]
        if len(tail) > LINE:
            yield Block(line, None)
            tail = _behind_line(pieces)
            line += 1
    if tail:
        yield Block(line, tail)


def _behind_line(pieces: Iterator[bytes]) -> bytes:
    for piece in pieces:
        _, newline, rest = piece.partition(b"\n")
        if newline:
            return rest
    return b""
