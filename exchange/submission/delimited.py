"""The records of a CSV file. A damaged record costs its own line only, never those behind it."""

import csv
from collections.abc import Iterable, Iterator

from exchange.submission.block import Block, blocks
from exchange.submission.chunk import ROWS, Chunk, Damage, Remark, too_long
from exchange.submission.encoding import BOM
from exchange.submission.refusal import FormatUnknown

_SAVE = "save it as CSV (UTF-8), with commas between the cells"
_OTHERS = {";": "semicolons", "\t": "tabs", "|": "strokes"}
SPAN = 20
"""The most physical lines of one record: a quotation mark that stays open longer is taken for a mistake."""


def chunks(pieces: Iterable[bytes], codec: str) -> Iterator[Chunk]:
    """Read a CSV file: the head in the first line that isn't blank, commas between cells, cells bare or in quotes.

    A file of a head alone gives one chunk without rows. Raises FormatUnknown when the head can't be read.
    """
    following = blocks(pieces)
    reader, line, rest = _begin(following, codec)
    yield from reader.read(line, rest) if rest else [reader.chunk([], [])]
    for block in following:
        if block.content is None:
            yield from reader.finish()
            yield reader.chunk([], [too_long(block.line)])
        else:
            yield from reader.read(block.line, block.content)
    yield from reader.finish()


def head(content: bytes) -> bytes:
    """Return the lines of a file's first block up to and with its head, as they came in."""
    lines = content.split(b"\n")
    return b"\n".join(lines[: _head_at(lines)[1]])


def _head_at(lines: list[bytes]) -> tuple[int, int]:
    """Return where the head begins and ends, beyond the lines while it is open: a cell in quotes may have several."""
    at = next((at for at, line in enumerate(lines) if line.removeprefix(BOM).strip()), len(lines))
    quotes = 0
    for end, line in enumerate(lines[at : at + SPAN], at + 1):
        quotes += line.count(b'"')
        if quotes % 2 == 0:
            return at, end
    return at, at + 1 if len(lines) - at > SPAN else len(lines) + 1


def _head(raw: bytes, codec: str, line: int) -> tuple[str, ...]:
    raw = raw.removeprefix(BOM).removesuffix(b"\r")
    if b"\r" in raw.replace(b"\r\n", b""):
        raise FormatUnknown(f"Line {line} holds carriage returns alone, as old programs end lines: {_SAVE}.")
    try:
        header = tuple(next(csv.reader([f"{part}\n" for part in raw.decode(codec).split("\n")], strict=True)))
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatUnknown(f"Line {line} is no head of a CSV file: {error}.") from error
    for mark, called in _OTHERS.items():
        if len(header) == 1 and mark in header[0]:
            raise FormatUnknown(f"Line {line} has {called} between its cells, not commas: {_SAVE}.")
    return header


def _begin(following: Iterator[Block], codec: str) -> tuple["Reader", int, bytes]:
    held, line = b"", 1
    for block in following:
        held, line = held + (block.content or b""), line if held else block.line
        lines = held.split(b"\n")
        at, end = _head_at(lines)
        if at == len(lines):
            held = b""
        elif end <= len(lines):
            header = _head(b"\n".join(lines[at:end]), codec, line + at)
            return Reader(header, codec), line + end, b"\n".join(lines[end:])
    if held:
        raise FormatUnknown(f"Line {line + at} is no head of a CSV file: a quotation mark of it is never closed.")
    raise FormatUnknown("The file has no line that could be the head of a CSV file.")


class Reader:
    """Reads blocks of lines under one head; keeps a record that the end of a block cuts."""

    def __init__(self, header: tuple[str, ...], codec: str) -> None:
        self.header, self.codec, self.width = header, codec, len(header)
        self.line, self.carry = 0, list[bytes]()

    def read(self, line: int, content: bytes, *, final: bool = False) -> Iterator[Chunk]:
        """Read the lines of a block that begins at a physical line."""
        raw = content.split(b"\n")
        if not raw[-1]:
            raw.pop()
        line, raw, self.carry = line - len(self.carry), self.carry + raw, []
        at = 0
        while at < len(raw):
            part = raw[at : at + ROWS]
            ends = at + len(part) == len(raw)
            chunk, taken = self._regular(line + at, part) or self._one_by_one(line + at, part, final=final and ends)
            yield chunk
            at += taken
            if ends and taken < len(part):
                self.carry = raw[at:]
                break
        self.line = line + len(raw)

    def finish(self) -> Iterator[Chunk]:
        """Read what was kept, now that nothing follows it."""
        yield from self.read(self.line, b"", final=True)

    def chunk(self, records: list[tuple[int, list[str], bytes]], damages: list[Damage]) -> Chunk:
        """Return the records of the head's width; the others are damages. One whose cells are all blank is none."""
        kept = []
        for record in records:
            line, cells, raw = record
            if not any(map(str.strip, cells)):
                continue
            if len(cells) == self.width:
                kept.append(record)
            else:
                message = f"The line has {len(cells)} cells, the head has {self.width}."
                damages.append(Damage(Remark(line, None, "COLUMN_COUNT", message), raw))
        lines, rows, raws = map(list, zip(*kept, strict=True)) if kept else ([], [], [])
        return Chunk(self.header, raws.__getitem__, lines, rows, damages, tabular=True)

    def _regular(self, first: int, raw: list[bytes]) -> tuple[Chunk, int] | None:
        # The fast way: when the parser makes exactly one record of each line, no record spans lines.
        try:
            rows = list(csv.reader(b"\n".join(raw).decode(self.codec).split("\n"), strict=True))
        except (UnicodeDecodeError, csv.Error):
            return None
        if len(rows) != len(raw):
            return None
        if set(map(len, rows)) == {self.width} and all(map(any, rows)):
            lines = list(range(first, first + len(raw)))
            return Chunk(self.header, raw.__getitem__, lines, rows, tabular=True), len(raw)
        return self.chunk([(first + at, row, raw[at]) for at, row in enumerate(rows) if row], []), len(raw)

    def _one_by_one(self, first: int, raw: list[bytes], *, final: bool) -> tuple[Chunk, int]:
        records: list[tuple[int, list[str], bytes]] = []
        damages: list[Damage] = []
        at = 0
        while at < len(raw):
            near = raw[at : at + SPAN]
            taken, cells, problem = self._record(near)
            if taken > len(near) and len(near) < SPAN and not final:
                break
            if problem:
                taken = 1
                damages.append(Damage(Remark(first + at, None, *problem), raw[at]))
            elif cells:
                records.append((first + at, cells, b"\n".join(near[:taken])))
            at += taken
        return self.chunk(records, damages), at

    def _record(self, raw: list[bytes]) -> tuple[int, list[str], tuple[str, str] | None]:
        """Return how many lines the first record takes, its cells, and why it can't be read.

        It takes one line more than there are when its quotation mark is open to the end.
        """
        texts: list[str] = []
        for taken, line in enumerate(raw, 1):
            try:
                texts.append(line.decode(self.codec) + "\n")
                cells = next(csv.reader(texts, strict=True))
            except UnicodeDecodeError as error:
                if taken == 1:
                    return 1, [], ("ENCODING", f"Byte {error.start + 1} of the line is no {self.codec.upper()} text.")
                return 1, [], _OPEN
            except csv.Error as error:
                if "unexpected end of data" in str(error):
                    continue
                return 1, [], _syntax(error) if taken == 1 else _OPEN
            return (taken, cells, None) if taken == 1 or len(cells) == self.width else (1, [], _OPEN)
        return len(raw) + 1, [], _OPEN


_OPEN = ("QUOTE_OPEN", "A cell begins with a quotation mark that is never closed.")


def _syntax(error: csv.Error) -> tuple[str, str]:
    text = str(error)
    if "field larger" in text:
        return "FIELD_TOO_LONG", f"A cell is longer than {csv.field_size_limit():,} characters."
    if "new-line" in text:
        return "CONTROL_CHARACTER", "The line holds a carriage return that does not end it."
    return "QUOTE_STRAY", "A quotation mark inside a quoted cell must be doubled, and a comma must follow the last one."
