"""The records of an NDJSON file: one JSON object a line."""

from collections.abc import Iterable, Iterator

from exchange.submission.block import blocks
from exchange.submission.chunk import Chunk, too_long
from exchange.submission.encoding import BOM
from exchange.submission.objects import Objects


def chunks(pieces: Iterable[bytes], codec: str) -> Iterator[Chunk]:
    """Read a file of one JSON object a line; blank lines are no records."""
    objects = Objects()
    for block in blocks(pieces):
        if block.content is None:
            objects.damages.append(too_long(block.line))
            continue
        for line, raw in enumerate(block.content.split(b"\n"), block.line):
            _add(objects, line, raw, codec)
            if objects.full:
                yield from objects.take()
        yield from objects.take()
    yield from objects.take()


def _add(objects: Objects, line: int, raw: bytes, codec: str) -> None:
    text = raw.removeprefix(BOM).strip() if line == 1 else raw.strip()
    if not text:
        return
    try:
        objects.add(line, raw, text if codec == "utf-8" and text.isascii() else text.decode(codec))
    except UnicodeDecodeError as error:
        objects.refuse(line, raw, "ENCODING", f"Byte {error.start + 1} of the line is no {codec.upper()} text.")
