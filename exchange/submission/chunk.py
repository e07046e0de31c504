"""What the readers of the file formats hand on: some thousands of records at a time, and what could not be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from exchange.submission.block import LINE

ROWS = 4_000
"""The most records that are held at a time."""


class Remark(NamedTuple):
    """What the receipt says of one line; `field` is null where the whole line is meant."""

    line: int
    field: str | None
    code: str
    message: str


class Damage(NamedTuple):
    """A record that could not be read, and its bytes as they came in; null when too long to be kept."""

    remark: Remark
    raw: bytes | None


@dataclass(slots=True)
class Chunk:
    """Records under one head. `raw(i)` gives row i's bytes as they came in, without the end of the line."""

    header: tuple[str, ...]
    raw: Callable[[int], bytes]
    lines: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)
    places: dict[int, int] | None = None
    """The physical line of a record by its number, where the number is not a line."""
    tabular: bool = False
    """The head is the whole file's."""


def parts(chunk: Chunk, most: int) -> Iterator[Chunk]:
    """Cut a chunk into parts of so many rows; the first one has what could not be read."""
    if len(chunk.rows) <= most:
        yield chunk
        return
    for first in range(0, len(chunk.rows), most):
        lines, rows = chunk.lines[first : first + most], chunk.rows[first : first + most]
        raw, damages = partial(_behind, chunk.raw, first), [] if first else chunk.damages
        yield Chunk(chunk.header, raw, lines, rows, damages, chunk.places, chunk.tabular)


def _behind(raw: Callable[[int], bytes], first: int, at: int) -> bytes:
    return raw(first + at)


def too_long(line: int) -> Damage:
    """Return what is said of a line that was not held."""
    message = f"The line is longer than {LINE:,} bytes; it is not written out with the other rejected lines."
    return Damage(Remark(line, None, "LINE_TOO_LONG", message), None)


def quoted(text: str, limit: int = 40) -> str:
    """Return the text as a message cites it: short, in quotes, nothing invisible in it."""
    shown = text if len(text) <= limit else text[:limit] + "…"
    return "'" + "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in shown) + "'"
