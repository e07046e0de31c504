"""A rejected record as it goes back to its supplier: as it came in, but for formulas and natural persons' cells."""

import csv
import io
import re
from collections.abc import Collection

import orjson

from exchange.record.column import Layout
from exchange.submission import formula
from exchange.submission.chunk import Chunk
from exchange.submission.reading import Reading

_CELL_START = re.compile(rb'(^|,)("?)(?=[=+@\t\r]|-(?!\d+(?:\.\d+)?(?:"|,|\r|$)))')


def as_sent(reading: Reading, chunk: Chunk, layout: Layout, at: int) -> bytes:
    """Return a row of a chunk; natural persons' cells come back empty, for they aren't needed to send it again."""
    raw, places = chunk.raw(at), [place for _, place in layout.personal]
    row = chunk.rows[at]
    personal = any(row[place] for place in places)
    if reading.format != "csv":
        return _object(raw, [chunk.header[place] for place in places], reading.codec) if personal else raw
    if not personal and not any(map(formula.is_risky, row)):
        return raw.removesuffix(b"\r")
    return line(["" if place in places else cell for place, cell in enumerate(row)], reading.codec)


def damaged(reading: Reading, raw: bytes) -> bytes:
    """Return a record that could not be read. Its cells are looked for by the commas alone."""
    return _CELL_START.sub(rb"\1\2'", raw.removesuffix(b"\r")) if reading.format == "csv" else raw


def head(reading: Reading) -> Reading:
    """Return how rejected records are framed, the head's own cells being safe."""
    if reading.format != "csv":
        return reading
    try:
        cells = next(csv.reader([reading.head.decode(reading.codec).lstrip("\ufeff\r\n").rstrip("\r\n")], strict=True))
    except (UnicodeDecodeError, csv.Error, StopIteration):
        return reading
    if not any(map(formula.is_risky, cells)):
        return reading
    return Reading("csv", reading.codec, line(cells, reading.codec) + b"\n", tail=reading.tail)


def line(cells: list[str], codec: str) -> bytes:
    """Return cells as a line of CSV without its end; one that has a guard already got it from the sender."""
    out = io.StringIO()
    guarded = [cell if formula.is_guarded(cell) else formula.neutralised(cell) for cell in cells]
    csv.writer(out, lineterminator="").writerow(guarded)
    return out.getvalue().encode(codec)


def _object(raw: bytes, left_out: Collection[str], codec: str) -> bytes:
    found = orjson.loads(raw.decode(codec))
    return orjson.dumps({key: value for key, value in found.items() if key not in left_out}).decode().encode(codec)
