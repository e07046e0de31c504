"""Reads one reference file: tab-separated, `#` comment lines first, then the names of the columns, then the rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib.resources import files
from typing import TypeVar

T = TypeVar("T")

Columns = Mapping[str, Callable[[str], object]]
"""Each column's name, in the file's order, with what reads its cell; a cell it refuses raises a ValueError."""


class ReferenceFileError(ValueError):
    """A reference file is damaged; the message names the file and the line."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")


def read_file(file: str, row: Callable[..., T], columns: Columns) -> Iterator[T]:
    """Yield the rows of a file of this package."""
    content = files("exchange.reference").joinpath(file).read_bytes()
    return read_rows(file, content.split(b"\n"), row, columns)


def read_rows(file: str, lines: Iterable[bytes], row: Callable[..., T], columns: Columns) -> Iterator[T]:
    """Yield a row for each line after the heading; `row` is called with the columns as keywords.

    Raises ReferenceFileError for a heading other than `columns`, a wrong number of cells, a cell that its column
    refuses and bytes that are not UTF-8.
    """
    heading = "\t".join(columns)
    headed = False
    number = 0
    for number, raw in enumerate(lines, start=1):
        line = _decode(file, number, raw)
        if not line or (not headed and line.startswith("#")):
            continue
        if headed:
            yield row(**_cells(file, number, line, columns))
        elif line != heading:
            raise ReferenceFileError(file, number, f"the columns are {line!r}, expected {heading!r}.")
        headed = True
    if not headed:
        raise ReferenceFileError(file, number, f"no columns; expected {heading!r}.")


def text(cell: str) -> str:
    """Read a cell that must not be empty."""
    if not cell:
        raise ValueError("must not be empty")
    return cell


def optional_text(cell: str) -> str | None:
    """Read a cell that may be empty, as null."""
    return cell or None


def whole_number(cell: str) -> int:
    """Read a whole number, not negative, in ASCII digits."""
    if not (cell.isascii() and cell.isdigit()):
        raise ValueError("must be a whole number")
    return int(cell)


def optional_whole_number(cell: str) -> int | None:
    """Read a whole number that may be empty, as null."""
    return whole_number(cell) if cell else None


def day(cell: str) -> date:
    """Read a calendar day of ISO 8601."""
    return date.fromisoformat(cell)


def optional_day(cell: str) -> date | None:
    """Read a day that may be empty, as null."""
    return day(cell) if cell else None


def yes_or_no(cell: str) -> bool:
    """Read `yes` or `no`."""
    if cell not in ("yes", "no"):
        raise ValueError("must be yes or no")
    return cell == "yes"


def one_of(*values: str) -> Callable[[str], str]:
    """Return a reader of a cell that holds one of these values."""

    def read(cell: str) -> str:
        if cell not in values:
            raise ValueError(f"must be one of {', '.join(values)}")
        return cell

    return read


def _decode(file: str, number: int, raw: bytes) -> str:
    try:
        return raw.decode("utf-8").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise ReferenceFileError(file, number, f"byte {error.start + 1} is not UTF-8.") from error


def _cells(file: str, number: int, line: str, columns: Columns) -> dict[str, object]:
    cells = line.split("\t")
    if len(cells) != len(columns):
        raise ReferenceFileError(file, number, f"{len(cells)} cells, expected {len(columns)}.")
    values = {}
    for (column, read), cell in zip(columns.items(), cells, strict=True):
        try:
            values[column] = read(cell)
        except ValueError as error:
            raise ReferenceFileError(file, number, f"{column} is {cell!r}: {error}.") from error
    return values
