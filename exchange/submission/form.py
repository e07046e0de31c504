"""A submission's content in the form that was announced, or found out: opened, and a workbook made a table of."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from exchange.submission import encoding, workbook
from exchange.submission.model import SubmissionFormat as Format
from exchange.submission.reading import Reading, reading
from exchange.submission.refusal import EncodingUnknown, FormatDiffers
from exchange.submission.source import Source

_FORMATS = {"csv": Format.CSV, "ndjson": Format.NDJSON, "json": Format.JSON}
CALLED = "The content"


@dataclass(frozen=True, slots=True)
class Sent:
    """An open content, how it is read, the SHA-256 of what was sent, and what is worth noting."""

    source: Source
    reading: Reading
    sha256: str
    notes: tuple[str, ...] = ()


@contextmanager
def sent(path: Path, form: str | None, codec: str | None) -> Iterator[Sent]:
    """Open a content. `form` and `codec` are those announced, null is found out.

    Raises FormatDiffers, EncodingUnknown, FormatUnknown, WorkbookRefused, FileEmpty and FileDamaged.
    """
    with Source(path, CALLED) as source:
        if not source.head.startswith(workbook.MAGIC):
            yield Sent(source, _reading(source.head, form, codec), source.sha256)
            return
        if form not in (None, Format.XLSX):
            raise FormatDiffers(f"{CALLED} was announced as {form}, but is an Excel workbook or a zip file.")
        if source.packed:
            raise FormatDiffers(f"{CALLED} is a workbook inside gzip: send the workbook itself.")
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "table"
            sheets = workbook.as_table(path, table)
            with Source(table, CALLED) as opened:
                notes = ("Only the first sheet of the workbook was read.",) if sheets > 1 else ()
                made = _reading(opened.head, Format.CSV, "utf-8")
                # Its rejected lines are opened by Excel again, which knows UTF-8 by this mark only.
                yield Sent(opened, replace(made, head=encoding.BOM + made.head), source.sha256, notes)


def _reading(head: bytes, form: str | None, codec: str | None) -> Reading:
    if form == Format.XLSX:
        raise FormatDiffers(f"{CALLED} was announced as XLSX, but is no workbook.")
    if codec is not None and head and not head.isascii():
        found = encoding.detected(head)
        if found != codec:
            raise EncodingUnknown(f"{CALLED} was announced in {codec.upper()}, but reads as {found.upper()}.")
    made = reading(head, codec)
    if form is not None and _FORMATS[made.format] != form:
        raise FormatDiffers(f"{CALLED} was announced as {form}, but begins like {_FORMATS[made.format]}.")
    return made
