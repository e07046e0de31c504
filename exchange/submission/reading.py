"""Which of the three formats a file has, and its records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exchange.submission import delimited, encoding, json_array, ndjson
from exchange.submission.chunk import Chunk
from exchange.submission.refusal import FormatUnknown

_FOREIGN = {
    b"PK\x03\x04": "an Excel workbook or a zip file: save the sheet as CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook, or one with a password: save it as .xlsx without, or as CSV (UTF-8)",
    b"%PDF": "a PDF file",
    b"SQLite f": "a database",
}
_READERS = {"csv": delimited.chunks, "ndjson": ndjson.chunks, "json": json_array.chunks}


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read; `head` and `tail` frame rejected records written out in the same form."""

    format: str
    codec: str
    head: bytes = b""
    between: bytes = b"\n"
    tail: bytes = b""

    def chunks(self, pieces: Iterable[bytes]) -> Iterator[Chunk]:
        """Return the records of a file read this way."""
        return _READERS[self.format](pieces, self.codec)


def reading(head: bytes, codec: str | None) -> Reading:
    """Decide by a file's first bytes, unpacked. `codec` overrules the encoding found.

    Raises FormatUnknown and EncodingUnknown.
    """
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise FormatUnknown(f"The file is {what}.")
    codec = codec or encoding.detected(head)
    first = head.removeprefix(encoding.BOM).lstrip()[:1]
    if first == b"<":
        raise FormatUnknown("The file is a web page or XML, as some programs write .xls: save it as .xlsx or CSV.")
    if first == b"[":
        return Reading("json", codec, b"[\n", b",\n", b"\n]\n")
    if first == b"{":
        return Reading("ndjson", codec, tail=b"\n")
    return Reading("csv", codec, delimited.head(head).removesuffix(b"\n") + b"\n", tail=b"\n")
