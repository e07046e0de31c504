"""Writes the first sheet of an Excel workbook as CSV, in a process of its own with little memory and time.

`python -m exchange.submission.workbook_reader IN OUT` answers one line of JSON on standard output: {"sheets": N} or
{"refused": MESSAGE}. Whoever sends a workbook wants to be read; but a small zip may unpack to any size, so everything
is counted while it is unpacked, before the sheet is parsed. Formulas aren't evaluated: what was last calculated counts.
"""

import csv
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MEMORY = 1 << 30
"""Bytes of address space of the process."""
CPU_SECONDS = 120
MEMBERS = 500
"""The most files in a workbook."""
UNPACKED = 512 << 20
"""The most bytes that all of them unpack to."""
RATIO = 200
"""How many times its own size a file of more than a MiB may unpack to."""
CELLS = 10_000_000
"""The most cells of the area that a sheet spans."""
COLUMNS = 702
_BLOCK = 1 << 20
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_LONGEST = 64
"""Bytes that a mark may be cut by the end of a block."""
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,200}?\br="(\d{1,7})"')
_COLUMN = re.compile(rb'\br="([A-Z]{1,3})\d')
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_FOREIGN = (
    (".bin", "it holds macros or binary parts"),
    (".zip", "it holds an archive"),
    (".xlsx", "it holds a workbook"),
    (".xlsm", "it holds a workbook"),
    (".exe", "it holds a program"),
)
_HARMLESS = re.compile(r"xl/printerSettings/[^/]+\.bin", re.IGNORECASE)


class Refused(Exception):
    """The workbook isn't read; the message says why."""


def main(given: str, wanted: str) -> None:
    """Read and write."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        answer: dict[str, Any] = {"sheets": _written(given, wanted)}
    except Refused as refused:
        answer = {"refused": str(refused)}
    except zipfile.BadZipFile:
        answer = {"refused": "it is damaged: send it again"}
    except CalamineError:
        answer = {"refused": "its sheet can't be read: save it anew as .xlsx"}
    except MemoryError:
        answer = {"refused": "it takes too much memory: send CSV, or fewer lines"}
    sys.stdout.write(json.dumps(answer))


def _written(given: str, wanted: str) -> int:
    look_through(given)
    book = CalamineWorkbook.from_path(given)
    if not book.sheet_names:
        raise Refused("it has no sheet")
    sheet = book.get_sheet_by_index(0)
    with open(wanted, "w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        for row in sheet.iter_rows():
            cells = [_text(value) for value in row]
            # A blank row stays one, so that lines have the sheet's numbers.
            out.writerow(cells if any(cells) else [])
    return len(book.sheet_names)


def look_through(path: str) -> None:
    """Unpack every part without keeping it. Raises Refused for what a table of data doesn't need."""
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
            raise Refused("it is a zip file, but no workbook of Excel (.xlsx)")
        if len(parts) > MEMBERS or len(names) < len(parts):
            raise Refused(f"it has more than {MEMBERS} parts, or one twice")
        total = sum(part.file_size for part in parts)
        for part in parts:
            _check_part(part)
        if total > UNPACKED:
            raise Refused(f"it would unpack to {total:,} bytes; {UNPACKED:,} are the most")
        unpacked = 0
        for part in parts:
            unpacked += _unpacked(packed, part, UNPACKED - unpacked)


def _check_part(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & 1:
        raise Refused("it is protected by a password")
    name = part.filename.lower()
    for ending, why in _FOREIGN:
        if name.endswith(ending) and not _HARMLESS.fullmatch(part.filename):
            raise Refused(f"{why}: save it as .xlsx without them")
    if part.file_size > max(part.compress_size * RATIO, _BLOCK):
        raise Refused(f"a part would unpack to more than {RATIO} times its size")


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    """Unpack a part, whatever size the directory names; return its real size."""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_sheet = _SHEET.fullmatch(part.filename) is not None
    size, rows, columns, tail = 0, 0, 1, b""
    for block in _blocks(packed, part):
        size += len(block)
        if size > most or size > max(part.compress_size * RATIO, _BLOCK):
            raise Refused("a part unpacks to more than it says")
        text = tail + block
        if is_xml and any(mark in text for mark in _FORBIDDEN):
            raise Refused("it declares entities of XML")
        if is_sheet:
            rows = max(rows, *map(int, _ROW.findall(text)), 0)
            columns = max(columns, *map(_place, set(_COLUMN.findall(text))), 0)
        tail = text[-_LONGEST:]
    if columns > COLUMNS or rows * columns > CELLS:
        raise Refused(
            f"a sheet spans {rows:,} rows and {columns:,} columns; {COLUMNS} columns and {CELLS:,} cells are the most"
        )
    return size


def _blocks(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with packed.open(part) as stream:
        while block := stream.read(_BLOCK):
            yield block


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place


def _text(value: Any) -> str:
    """Return a cell as text in one line: days in ISO 8601, numbers with the fifteen digits that Excel has."""
    if isinstance(value, str):
        return " ".join(value.splitlines()) if not value.isprintable() else value
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date | time) else str(value) if isinstance(value, timedelta) else ""


if __name__ == "__main__":
    main(*sys.argv[1:])
